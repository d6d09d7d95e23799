'use strict';

const { clearTimeout, setTimeout } = require('../clock.js');
const { kState } = require('../stream/state.js');
const { cutStream } = require('../stream/reset.js');

/**
 * `session.drain()`: the end of a session without a request that its peer can't make again (RFC 9113, 6.8).
 *
 *     ANNOUNCED --PING acknowledged, or ROUND_TRIP--> CLOSING --last stream gone--> OVER
 *         |                                              |                            ^
 *         +------------------------------------deadline--+--the rest is cut-----------+
 *
 * ANNOUNCED is a server's alone: its GOAWAY has the highest id, and requests that the client has sent before
 * it saw that are served. CLOSING is `session.close()`, whose GOAWAY has the last id.
 */

/** How long, in milliseconds, a client has for the round trip. */
const ROUND_TRIP = 2000;

class Drain {
  #connection;
  #cut = 0;
  #roundTrip = undefined;
  #deadline = undefined;

  /** @param {Connection} connection whose session has not emitted `'close'` */
  constructor(connection) {
    this.#connection = connection;
    /** @type {Promise<{ cut: number }>} fulfilled when the session emits `'close'` */
    this.promise = new Promise((resolve) => {
      connection.session.once('close', () => {
        this.#stop();
        resolve({ cut: this.#cut });
      });
    });
    if (connection.isClient || !connection.isLive || connection.closed) this.#close();
    else this.#announce();
  }

  #announce() {
    const close = () => this.#close();
    this.#connection.engine.shutdownNotice();
    this.#connection.probe(close);
    this.#roundTrip = setTimeout(close, ROUND_TRIP).unref();
  }

  #close() {
    clearTimeout(this.#roundTrip);
    this.#connection.session.close();
  }

  /** @param {number} [timeout] milliseconds from now; a later call counts */
  setDeadline(timeout) {
    if (timeout === undefined) return;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#end(), timeout).unref();
  }

  #end() {
    const { session, socket } = this.#connection;
    if (session.destroyed) {
      // All was sent, and the peer has not ended the connection.
      socket.destroy();
      return;
    }
    this.#cutStreams();
    session.destroy();
  }

  #cutStreams() {
    const { isClient, streams } = this.#connection;
    for (const stream of [...streams.values(), ...streams.pending]) {
      if (stream[kState].closed) continue;
      this.#cut++;
      if (!isClient) cutStream(stream);
    }
  }

  #stop() {
    clearTimeout(this.#roundTrip);
    clearTimeout(this.#deadline);
  }
}

module.exports = { Drain };
