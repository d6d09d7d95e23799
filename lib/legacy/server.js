'use strict';

const { Http2SecureServer } = require('../server/secure-server.js');
const { Http2Server } = require('../server/server.js');
const http2 = require('../http2.js');
const { checkPadding } = require('./padding.js');
const { adoptServerSession } = require('./session.js');
const { adoptServerStream } = require('./stream.js');

/**
 * A server whose sessions and streams are those of Node 8. The classes are never constructed:
 * servers that are there get their prototypes.
 *
 * Events: `'socketError'` with the error and the socket; `'streamError'` with the error and the stream:
 * where somebody listens for it, an error of a stream may go without a listener of its own.
 */
const withLegacy = (Base) => class extends Base {
  emit(event, ...args) {
    if (event === 'session') adoptServerSession(args[0]);
    else if (event === 'stream') adoptServerStream(args[0], this);
    return super.emit(event, ...args);
  }
};

const LegacyServer = withLegacy(Http2Server);
const LegacySecureServer = withLegacy(Http2SecureServer);

/** As `createServer()` of today. */
function createServer(options, handler) {
  checkPadding(options);
  return Object.setPrototypeOf(http2.createServer(options, handler), LegacyServer.prototype);
}

/** As `createSecureServer()` of today. */
function createSecureServer(options, handler) {
  checkPadding(options);
  const server = http2.createSecureServer(options, handler);
  return Object.setPrototypeOf(server, LegacySecureServer.prototype);
}

/** As `performServerHandshake()` of today. */
function performServerHandshake(socket, options) {
  checkPadding(options);
  return adoptServerSession(http2.performServerHandshake(socket, options));
}

module.exports = { createSecureServer, createServer, performServerHandshake };
