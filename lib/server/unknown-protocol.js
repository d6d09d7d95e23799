'use strict';

const { clearTimeout, setTimeout } = require('../clock.js');
const { emitHandled } = require('../handled.js');

/**
 * A client that speaks neither h2 nor, where it is allowed, HTTP/1. Most likely it is an HTTP/1
 * client without ALPN, so it is answered in HTTP/1.
 */

const REFUSAL = 'HTTP/1.0 403 Forbidden\r\nContent-Type: text/plain\r\n\r\n' +
  'Missing ALPN Protocol, expected `h2` to be available.\n' +
  'If this is a HTTP request: The server was not configured with the `allowHTTP1` option or a ' +
  'listener for the `unknownProtocol` event.\n';

/**
 * @param {Http2SecureServer} server emits `'unknownProtocol'`
 * @param {tls.TLSSocket} socket destroyed after `timeout`
 * @param {number} timeout in milliseconds
 */
function onUnknownProtocol(server, socket, timeout) {
  const timer = setTimeout(() => socket.destroy(), timeout);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
  if (emitHandled(server, 'unknownProtocol', socket)) return;
  // Discard what the client has sent, so that the socket sees its end.
  socket.resume();
  socket.end(REFUSAL);
  socket.destroySoon();
}

module.exports = { onUnknownProtocol };
