'use strict';

const http = require('node:http');

/**
 * HTTP/1 clients of a secure server (option `allowHTTP1`). The server itself serves them, as it stands
 * in `req.socket.server` and in the messages of `node:diagnostics_channel`, and emits their events. It
 * is no `http.Server`, so it borrows from one that never listens: the settings, which become its own
 * properties, and the listeners that parse connections and watch their timeouts.
 */

/** Properties of an `http.Server` that a secure server has only if the program sets them. */
const UNSET = new Set(['httpAllowHalfOpen', 'maxHeadersCount', 'maxRequestsPerSocket']);

/**
 * @param {Http2SecureServer} server
 * @param {object} options of `createSecureServer()`
 * @returns {Function} to be called with the server as `this`, and a TLSSocket that speaks HTTP/1
 */
function allowHttp1(server, options) {
  const model = new http.Server({ ...options, ...options.http1Options });
  for (const name of Reflect.ownKeys(model)) {
    if (!UNSET.has(name) && !Object.hasOwn(server, name)) server[name] = model[name];
  }
  // The timeouts of headers and requests are watched from this event on.
  for (const listener of model.listeners('listening')) server.on('listening', listener);
  return model.listeners('connection')[0];
}

/** As that of `tls.Server`; besides ends idle HTTP/1 connections and the watch over timeouts. */
function closeHttp1(server, args) {
  http.Server.prototype.close.apply(server, args);
}

/** Closes the HTTP/1 connections that no request is on. */
function closeIdleHttp1(server) {
  http.Server.prototype.closeIdleConnections.call(server);
}

/** Closes all HTTP/1 connections. */
function cutHttp1(server) {
  http.Server.prototype.closeAllConnections.call(server);
}

module.exports = { allowHttp1, closeHttp1, closeIdleHttp1, cutHttp1 };
