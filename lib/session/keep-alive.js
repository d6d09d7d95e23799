'use strict';

const { clearTimeout, setImmediate, setTimeout } = require('../clock.js');
const { sessionStatistics, statisticsAt } = require('../engine/session.js');
const { ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT } = require('../errors/errors.js');

/**
 * The option `keepAlive`: a connection that has brought nothing for `interval` is probed with a PING, and
 * ends when the peer sends nothing for `timeout` either. Every byte counts as a sign of life, the
 * acknowledgement among them.
 *
 *     WAITING --interval, bytes came--> WAITING
 *        |                                 ^
 *        +--interval, silence--> PROBED ---+ acknowledgement; or timeout, bytes came
 *                                  |
 *                                  +--timeout, silence--> the session is destroyed
 */

const statistics = new Float64Array(sessionStatistics.length);

class KeepAlive {
  #connection;
  #interval;
  #timeout;
  #timer = undefined;
  #bytes = 0;

  /**
   * @param {Connection} connection ready
   * @param {object} options
   * @param {number} options.interval milliseconds
   * @param {number} [options.timeout=interval] milliseconds
   */
  constructor(connection, { interval, timeout = interval }) {
    this.#connection = connection;
    this.#interval = interval;
    this.#timeout = timeout;
    this.#wait();
  }

  #wait() {
    this.#bytes = this.#bytesReceived();
    this.#start(() => this.#probe(), this.#interval);
  }

  #probe() {
    if (this.#isAlive()) {
      this.#wait();
      return;
    }
    this.#connection.probe(() => this.#answered());
    // An event loop that was busy for so long reads first what has come meanwhile.
    this.#start(() => setImmediate(() => this.#judge()), this.#timeout);
  }

  #judge() {
    if (!this.#connection.isLive) return;
    if (this.#isAlive()) this.#wait();
    else this.#connection.session.destroy(new ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT(this.#timeout));
  }

  #answered() {
    this.stop();
    this.#wait();
  }

  #isAlive() {
    return this.#bytesReceived() !== this.#bytes;
  }

  #bytesReceived() {
    this.#connection.engine.getStatistics(statistics);
    return statistics[statisticsAt.bytesReceived];
  }

  #start(callback, msecs) {
    this.#timer = setTimeout(callback, msecs).unref();
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

module.exports = { KeepAlive };
