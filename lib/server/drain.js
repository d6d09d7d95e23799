'use strict';

const { now, setImmediate, setTimeout } = require('../clock.js');

/**
 * `server.drain()`: no more connections, and every session drains, those included whose connection the
 * system has accepted already.
 */
class ServerDrain {
  #deadline;
  /** @type {Promise<{ cut: number }>[]} */
  #sessions = [];

  /** @param {number} [timeout] milliseconds */
  constructor(timeout) {
    this.#deadline = timeout === undefined ? undefined : now() + timeout;
  }

  add(session) {
    this.#sessions.push(session.drain({ timeout: this.#timeLeft }));
  }

  get #timeLeft() {
    if (this.#deadline === undefined) return undefined;
    return Math.max(0, Math.round(this.#deadline - now()));
  }

  /**
   * @param {Function} stop stops listening, and calls back when all connections are gone
   * @param {Function} cut ends what is no session
   * @returns {Promise<{ cut: number }>}
   */
  async end(stop, cut) {
    // A connection that waits to be accepted would be reset.
    await new Promise((resolve) => { setImmediate(resolve); });
    const closed = new Promise((resolve) => { stop(() => resolve()); });
    await Promise.race([closed, this.#overdue()]);
    cut();
    const counts = await Promise.all(this.#sessions);
    return { cut: counts.reduce((sum, count) => sum + count.cut, 0) };
  }

  #overdue() {
    const timeLeft = this.#timeLeft;
    return new Promise((resolve) => {
      if (timeLeft !== undefined) setTimeout(resolve, timeLeft).unref();
    });
  }
}

module.exports = { ServerDrain };
