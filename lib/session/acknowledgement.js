'use strict';

const { now } = require('../clock.js');
const { contextOf } = require('../context.js');

/** A PING or SETTINGS frame that the peer will acknowledge, with the context in which its callback runs. */
class Acknowledgement {
  #context;
  #sentAt = now();

  /**
   * @param {string} type of the asynchronous resource
   * @param {Function} [callback]
   */
  constructor(type, callback) {
    this.callback = callback;
    this.#context = contextOf(type);
  }

  /** Milliseconds since the frame was given to the engine; 0 if the clock was set back meanwhile. */
  get duration() {
    return Math.max(0, now() - this.#sentAt);
  }

  /** Calls in the frame's context, which is over then. */
  settle(deliver, ...args) {
    try {
      this.#context.runInAsyncScope(deliver, undefined, ...args);
    } finally {
      this.#context.emitDestroy();
    }
  }

  /** Nobody will be called. */
  abandon() {
    this.#context.emitDestroy();
  }
}

module.exports = { Acknowledgement };
