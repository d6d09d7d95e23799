'use strict';

const tls = require('node:tls');
const { attachCompat } = require('../compat/attach.js');
const { kOptions } = require('../well-known.js');
const { Connections, setServerTimeout } = require('./connections.js');
const { allowHttp1, closeHttp1, closeIdleHttp1, cutHttp1 } = require('./http1.js');
const { drainTimeout } = require('../options/drain.js');
const { serverOptions } = require('../options/server.js');
const { onUnknownProtocol } = require('./unknown-protocol.js');

/**
 * A server over TLS, for clients that ask for h2 by ALPN (RFC 9113, 3.2); with `allowHTTP1` for
 * others too.
 *
 * Events beside those of `tls.Server`: `'checkContinue'`, `'request'`, `'session'`,
 * `'sessionError'`, `'stream'`, `'timeout'`, `'unknownProtocol'`; of HTTP/1 all of `http.Server`.
 */
class Http2SecureServer extends tls.Server {
  #connections;
  #acceptHttp1;

  constructor(options, requestListener) {
    const checked = tlsOptions(serverOptions(options));
    super(checked, (socket) => this.#onSecureConnection(socket));
    this.#connections = new Connections(this, checked);
    this.timeout = 0;
    attachCompat(this, checked.Http2ServerRequest, checked.Http2ServerResponse);
    if (checked.allowHTTP1 === true) this.#acceptHttp1 = allowHttp1(this, checked);
    if (typeof requestListener === 'function') this.on('request', requestListener);
    this.on('tlsClientError', onTlsClientError);
  }

  #onSecureConnection(socket) {
    const { alpnProtocol } = socket;
    if (alpnProtocol !== false && alpnProtocol !== 'http/1.1') {
      this.#connections.accept(socket);
    } else if (this.#acceptHttp1 !== undefined) {
      this.#acceptHttp1(socket);
    } else {
      onUnknownProtocol(this, socket, this[kOptions].unknownProtocolTimeout);
    }
  }

  /**
   * @param {number} [msecs] of inactivity before `'timeout'`, for new connections; 0: never
   * @param {Function} [callback] a listener of `'timeout'`
   * @returns {Http2SecureServer}
   */
  setTimeout(msecs, callback) {
    return setServerTimeout(this, msecs, callback);
  }

  /** @param {object} [settings] for new sessions */
  updateSettings(settings) {
    this.#connections.updateSettings(settings);
  }

  /**
   * Accepts no new connections, closes idle HTTP/1 connections and all sessions: each of these
   * ends with its last stream.
   * @param {...*} args a callback `(err)` for when all are gone
   */
  close(...args) {
    if (this.#acceptHttp1 === undefined) super.close(...args);
    else closeHttp1(this, args);
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
    const timeout = drainTimeout(options);
    if (this.#acceptHttp1 === undefined) {
      return this.#connections.drain(timeout, (callback) => super.close(callback), () => {});
    }
    return this.#connections.drain(timeout, (callback) => closeHttp1(this, [callback]),
      () => cutHttp1(this));
  }

  /** Closes the HTTP/1 connections that no request is on. */
  closeIdleConnections() {
    if (this.#acceptHttp1 !== undefined) closeIdleHttp1(this);
  }
}

function tlsOptions(options) {
  if (options.ALPNCallback !== undefined) return options;
  options.ALPNProtocols = options.allowHTTP1 === true ? ['h2', 'http/1.1'] : ['h2'];
  return options;
}

function onTlsClientError(error, socket) {
  if (!this.emit('clientError', error, socket)) socket.destroy(error);
}

module.exports = { Http2SecureServer };
