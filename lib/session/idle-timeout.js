'use strict';

const { clearTimeout, now, setTimeout } = require('../clock.js');

/**
 * The option `idleTimeout`: a session that has had no streams for so long is closed. A server's drains, as
 * a request may be on its way. The timer is not
 * started anew with each stream; when it fires too early, it waits for the rest.
 */
class IdleTimeout {
  #connection;
  #msecs;
  #idleSince = now();
  #timer = undefined;

  /**
   * @param {Connection} connection ready
   * @param {number} msecs
   */
  constructor(connection, msecs) {
    this.#connection = connection;
    this.#msecs = msecs;
    this.#wait(msecs);
  }

  /** A stream is gone. */
  streamForgotten() {
    this.#idleSince = now();
  }

  #wait(msecs) {
    this.#timer = setTimeout(() => this.#check(), msecs).unref();
  }

  #check() {
    const { isClient, session, streams } = this.#connection;
    const left = streams.isIdle ? this.#idleSince + this.#msecs - now() : this.#msecs;
    if (left > 0) this.#wait(Math.ceil(left));
    else if (isClient) session.close();
    else session.drain();
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

module.exports = { IdleTimeout };
