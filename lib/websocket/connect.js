'use strict';

const { ERR_HTTP2_WEBSOCKET_ORIGIN, ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { validateFunction, validateObject } = require('../validators.js');
const { kAuthority, kProtocol } = require('../well-known.js');
const { ConnectingSocket } = require('./connecting-socket.js');

/**
 * Makes a WebSocket over a stream of a session (RFC 8441).
 * @param {ClientHttp2Session} session
 * @param {string|URL} path or an URL, if the session's server answers for several origins
 * @param {object} options those of `new WebSocket()` of `ws`, but for `agent` and `createConnection`;
 *   and `WebSocket`, that class or a class that extends it; and `protocols`, a string or an array
 * @returns {WebSocket} of that class, which connects
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function connectWebSocket(session, path, options) {
  if (session?.[kAuthority] === undefined) {
    throw new ERR_INVALID_ARG_TYPE('session', 'ClientHttp2Session', session);
  }
  validateObject(options, 'options');
  const { WebSocket, protocols, ...rest } = options;
  validateFunction(WebSocket, 'options.WebSocket');
  const url = webSocketUrl(session, path);
  const scheme = url.protocol === 'wss:' ? 'https' : 'http';
  return new WebSocket(url, protocols, {
    ...rest,
    agent: undefined,
    createConnection: onlyTo(session, scheme),
  });
}

function webSocketUrl(session, path) {
  const scheme = session[kProtocol] === 'http:' ? 'ws:' : 'wss:';
  return new URL(path, `${scheme}//${session[kAuthority]}`);
}

/** Makes the function that `ws` calls for a connection, once more for each redirection that it follows. */
function onlyTo(session, scheme) {
  let first;
  return ({ host, port, timeout }, callback) => {
    const origin = `${host}:${port}`;
    first ??= origin;
    if (origin !== first) {
      callback(new ERR_HTTP2_WEBSOCKET_ORIGIN(origin));
      return undefined;
    }
    const socket = new ConnectingSocket(session, scheme);
    return timeout ? socket.setTimeout(timeout) : socket;
  };
}

module.exports = { connectWebSocket };
