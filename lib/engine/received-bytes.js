'use strict';

const { readBuffer } = require('./addon.js');
const { OwnBuffer, sliceOf } = require('./own-memory.js');

/**
 * The bytes that DATA events of a session refer to. They lie in memory that no program has: the read
 * buffer that all descriptors share, or the input that a transport in JavaScript gave. Programs get chunks
 * with memory of their own, to do with it what they like.
 */

const NO_INPUT = new ArrayBuffer(0);

class ReceivedBytes {
  /** @type {ArrayBuffer|undefined} undefined while the session has a descriptor */
  #input = undefined;
  /** The offset, as events count it, of the first byte of the input. */
  #offset = 0;

  /** @param {ArrayBuffer} input that nobody else has: handlers run before all of it is delivered */
  begin(input) {
    this.#input = input;
    this.#offset = 0;
  }

  end() {
    this.#input = NO_INPUT;
  }

  /** The session has a descriptor from now on. */
  share() {
    this.#input = undefined;
  }

  /**
   * The bytes of a DATA event, in memory that no other chunk shares. A chunk that is more than half of its
   * input takes the input's memory, after what comes behind it has moved out.
   * @returns {Buffer}
   */
  chunk(offset, length) {
    const input = this.#input;
    if (input === undefined) return sliceOf(readBuffer, offset, length);
    const start = offset - this.#offset;
    if (2 * length <= input.byteLength) return sliceOf(input, start, length);
    this.#input = input.slice(start + length);
    this.#offset = offset + length;
    return cutOut(input, start, length);
  }
}

/** The bytes around the chunk are other streams' and the connection's: they are wiped. */
function cutOut(input, start, length) {
  const whole = new Uint8Array(input);
  whole.fill(0, 0, start);
  whole.fill(0, start + length);
  return new OwnBuffer(input, start, length);
}

module.exports = { ReceivedBytes };
