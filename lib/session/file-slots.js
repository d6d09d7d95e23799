'use strict';

// More files at once make no client faster, and a peer that takes nothing must not be able to hold
// all descriptors of the process.
const MOST_FILES = 256;

/** The files that a session sends at the same time; others wait for their turn. */
class FileSlots {
  #used = 0;
  #waiting = [];

  /**
   * @param {object} state of a stream: it has the slot until it is destroyed
   * @param {Function} open is called at once, or when the stream's turn has come
   */
  take(state, open) {
    if (this.#used === MOST_FILES) {
      this.#waiting.push({ state, open });
      return;
    }
    this.#use(state);
    open();
  }

  /** The stream is destroyed. */
  release(state) {
    if (!state.hasFileSlot) return;
    state.hasFileSlot = false;
    this.#used--;
    while (this.#waiting.length > 0 && this.#used < MOST_FILES) this.#next();
  }

  #next() {
    const { state, open } = this.#waiting.shift();
    // It was destroyed meanwhile.
    if (state.core === undefined) return;
    this.#use(state);
    open();
  }

  #use(state) {
    state.hasFileSlot = true;
    this.#used++;
  }
}

module.exports = { FileSlots };
