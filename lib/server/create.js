'use strict';

const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');

// Each function loads what it needs when it is called: clients do without all of it.

/**
 * @param {object} [options] see the documentation; also those of `net.createServer()`
 * @param {Function} [handler] of `'request'`
 * @returns {Http2Server}
 */
function createServer(options, handler) {
  if (typeof options === 'function') {
    handler = options;
    options = undefined;
  }
  const { Http2Server } = require('./server.js');
  return new Http2Server(options, handler);
}

/**
 * @param {object} options see the documentation; also those of `tls.createServer()`
 * @param {Function} [handler] of `'request'`
 * @returns {Http2SecureServer}
 */
function createSecureServer(options, handler) {
  const { Http2SecureServer } = require('./secure-server.js');
  return new Http2SecureServer(options, handler);
}

/**
 * Makes a server's session of a connected socket.
 * @param {Duplex} socket
 * @param {object} [options] those of `createServer()`
 * @returns {ServerHttp2Session}
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function performServerHandshake(socket, options = {}) {
  if (typeof socket?.on !== 'function') throw new ERR_INVALID_ARG_TYPE('socket', 'Duplex', socket);
  const { serverOptions } = require('../options/server.js');
  const { ServerHttp2Session } = require('../session/server-session.js');
  return new ServerHttp2Session(serverOptions(options), socket, undefined);
}

module.exports = { createSecureServer, createServer, performServerHandshake };
