'use strict';

const { Duplex } = require('node:stream');

/** One end of a connection in memory. */
class End extends Duplex {
  other;
  fault;
  #later;

  constructor(later) {
    super();
    this.#later = later;
  }

  _read() {}

  _write(chunk, encoding, callback) {
    if (this.fault) {
      callback(this.fault);
      return;
    }
    this.#later(() => {
      if (!this.other.destroyed) this.other.push(chunk);
      callback();
    });
  }

  _final(callback) {
    if (!this.other.destroyed) this.other.push(null);
    callback();
  }
}

/**
 * Two streams: what is written to one is read from the other. Writes to an end with a `fault` fail.
 * @param {Function} [later] runs a function later in this turn of the event loop
 */
function duplexPair(later = (work) => setImmediate(work)) {
  const [one, other] = [new End(later), new End(later)];
  one.other = other;
  other.other = one;
  return [one, other];
}

module.exports = { duplexPair };
