'use strict';

// More files at once make no client faster, and a peer that takes nothing must not be able to hold
// all descriptors of the process.
const MAX_FILES = 256;

// States of a stream's `fileSlot`.
const NO_SLOT = 0;
const WAITING = 1;
const HAS_SLOT = 2;

/**
 * The files that a session sends at the same time; others wait for their turn. A stream has a slot, or
 * waits for one, until it is destroyed.
 */
class FileSlots {
  #used = 0;
  /** The functions that open the files of streams that wait, by the state of the stream, oldest first. */
  #waiting = new Map();

  /**
   * @param {StreamState} state
   * @param {Function} open is called at once, or when the stream's turn has come
   */
  take(state, open) {
    if (state.fileSlot === HAS_SLOT) open();
    else if (state.fileSlot === NO_SLOT && this.#used < MAX_FILES) this.#give(state, open);
    else this.#wait(state, open);
  }

  /** The stream is destroyed. */
  release(state) {
    const { fileSlot } = state;
    if (fileSlot === NO_SLOT) return;
    state.fileSlot = NO_SLOT;
    if (fileSlot === WAITING) this.#waiting.delete(state);
    else this.#used--;
    while (this.#waiting.size > 0 && this.#used < MAX_FILES) this.#next();
  }

  #give(state, open) {
    state.fileSlot = HAS_SLOT;
    this.#used++;
    open();
  }

  /** A program may respond with another file before the first is open: the first that is open counts. */
  #wait(state, open) {
    state.fileSlot = WAITING;
    const earlier = this.#waiting.get(state);
    this.#waiting.set(state, earlier === undefined ? open : () => {
      earlier();
      open();
    });
  }

  #next() {
    const [[state, open]] = this.#waiting;
    this.#waiting.delete(state);
    this.#give(state, open);
  }
}

module.exports = { FileSlots };
