'use strict';

const tls = require('node:tls');
const { attachCompat } = require('../compat/attach.js');
const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');
const { Connections, setServerTimeout } = require('./connection.js');
const { Http1Side } = require('./http1.js');
const { serverOptions } = require('./options.js');
const { onUnknownProtocol } = require('./unknown-protocol.js');

/**
 * A server over TLS, for clients that ask for h2 by ALPN (RFC 9113, 3.2); with `allowHTTP1` for
 * others too.
 *
 * Events beside those of `tls.Server`: `'checkContinue'`, `'request'`, `'session'`,
 * `'sessionError'`, `'stream'`, `'timeout'`, `'unknownProtocol'`; of HTTP/1 all of `http.Server`.
 */
class Http2SecureServer extends tls.Server {
  #options;
  #connections;
  #http1;

  constructor(options, requestListener) {
    const checked = tlsOptions(serverOptions(options));
    super(checked, (socket) => this.#onSecureConnection(socket));
    this.#options = checked;
    this.#connections = new Connections(this, checked);
    this.timeout = 0;
    attachCompat(this, checked.Http2ServerRequest ?? Http2ServerRequest,
      checked.Http2ServerResponse ?? Http2ServerResponse);
    if (checked.allowHTTP1 === true) this.#http1 = new Http1Side(this, checked);
    if (typeof requestListener === 'function') this.on('request', requestListener);
    this.on('tlsClientError', onTlsClientError);
  }

  #onSecureConnection(socket) {
    const { alpnProtocol } = socket;
    if (alpnProtocol !== false && alpnProtocol !== 'http/1.1') {
      this.#connections.accept(socket);
    } else if (this.#http1 !== undefined) {
      this.#http1.accept(socket);
    } else {
      onUnknownProtocol(this, socket, this.#options.unknownProtocolTimeout);
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
    this.#http1?.close();
    super.close(...args);
    this.#connections.close();
  }

  /** Closes the HTTP/1 connections that no request is on. */
  closeIdleConnections() {
    this.#http1?.closeIdleConnections();
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
