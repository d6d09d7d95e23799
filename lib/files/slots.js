'use strict';

// More files at once make no client faster, and a peer that takes nothing must not be able to hold
// all descriptors of the process.
const MOST_FILES = 256;

/** The files that a session sends at the same time; others wait for their turn. */
class FileSlots {
  #used = 0;
  /** What opens their files, by their states, in the order in which they came. */
  #waiting = new Map();

  /**
   * @param {object} state of a stream: it has the slot, or waits for one, until it is destroyed
   * @param {Function} open is called at once, or when the stream's turn has come
   */
  take(state, open) {
    state.hasFileSlot = true;
    if (this.#used === MOST_FILES) {
      this.#waiting.set(state, open);
      return;
    }
    this.#used++;
    open();
  }

  /** The stream is destroyed. */
  release(state) {
    if (!state.hasFileSlot) return;
    state.hasFileSlot = false;
    if (this.#waiting.delete(state)) return;
    this.#used--;
    while (this.#waiting.size > 0 && this.#used < MOST_FILES) this.#next();
  }

  #next() {
    const [[state, open]] = this.#waiting;
    this.#waiting.delete(state);
    this.#used++;
    open();
  }
}

module.exports = { FileSlots };
