'use strict';

const { captureRejectionSymbol } = require('node:events');
const net = require('node:net');
const { promisify } = require('node:util');
const { attachCompat, onRequestRejected } = require('../compat/attach.js');
const { Connections, setServerTimeout } = require('./connections.js');
const { drainTimeout } = require('../options/drain.js');
const { serverOptions } = require('../options/server.js');

const INTERNAL_SERVER_ERROR = 500;

/**
 * A server over plain connections.
 *
 * Events beside those of `net.Server`: `'checkContinue'`, `'request'`, `'session'`,
 * `'sessionError'`, `'stream'`, `'timeout'`.
 */
class Http2Server extends net.Server {
  #connections;

  constructor(options, requestListener) {
    const checked = serverOptions(options);
    super(checked, (socket) => this.#connections.accept(socket));
    this.#connections = new Connections(this, checked);
    this.timeout = 0;
    attachCompat(this, checked.Http2ServerRequest, checked.Http2ServerResponse);
    if (typeof requestListener === 'function') this.on('request', requestListener);
  }

  /**
   * @param {number} [msecs] of inactivity before `'timeout'`, for new sessions; 0: never
   * @param {Function} [callback] a listener of `'timeout'`
   * @returns {Http2Server}
   */
  setTimeout(msecs, callback) {
    return setServerTimeout(this, msecs, callback);
  }

  /** @param {object} [settings] for new sessions */
  updateSettings(settings) {
    this.#connections.updateSettings(settings);
  }

  /**
   * Accepts no new connections, and closes the sessions: each ends with its last stream.
   * @param {...*} args a callback `(err)` for when all are gone
   */
  close(...args) {
    super.close(...args);
    this.#connections.close();
  }

  /**
   * Accepts no new connections, and drains all sessions: see `session.drain()`.
   * @param {object} [options]
   * @param {number} [options.timeout] milliseconds after which streams that are still open are cut
   * @returns {Promise<{ cut: number }>} fulfilled with the number of these when all sessions are closed
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE
   */
  drain(options) {
    return this.#connections.drain(drainTimeout(options), (callback) => super.close(callback), () => {});
  }

  /** Fulfils when the server is closed. */
  async [Symbol.asyncDispose]() {
    await promisify(this.close).call(this);
  }
}

/** The promise of a listener was rejected: a request is answered all the same. */
Http2Server.prototype[captureRejectionSymbol] = function (error, event, ...args) {
  if (event === 'stream') onStreamRejected(error, ...args);
  else if (event === 'request') onRequestRejected(...args);
  else net.Server.prototype[captureRejectionSymbol].call(this, error, event, ...args);
};

function onStreamRejected(error, stream) {
  if (stream.headersSent || stream.closed || stream.destroyed) {
    stream.destroy(error);
    return;
  }
  stream.respond({ ':status': INTERNAL_SERVER_ERROR });
  stream.end();
}

module.exports = { Http2Server };
