'use strict';

const { Duplex } = require('node:stream');

/** One end of a connection in memory. */
class End extends Duplex {
  other;
  fault;

  _read() {}

  _write(chunk, encoding, callback) {
    if (this.fault) {
      callback(this.fault);
      return;
    }
    setImmediate(() => {
      if (!this.other.destroyed) this.other.push(chunk);
      callback();
    });
  }

  _final(callback) {
    if (!this.other.destroyed) this.other.push(null);
    callback();
  }
}

/** Two streams: what is written to one is read from the other. Writes to an end with a `fault` fail. */
function duplexPair() {
  const [one, other] = [new End(), new End()];
  one.other = other;
  other.other = one;
  return [one, other];
}

module.exports = { duplexPair };
