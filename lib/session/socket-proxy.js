'use strict';

const {
  ERR_HTTP2_NO_SOCKET_MANIPULATION, ERR_HTTP2_SOCKET_UNBOUND,
} = require('../errors/errors.js');

/**
 * `http2session.socket`: the socket, without what would disturb the session, and with the session's
 * own timeout. `destroy()` destroys the session.
 */

/** On a session: the socket behind this proxy. */
const kRawSocket = Symbol('rawSocket');

const FORBIDDEN = new Set(['emit', 'end', 'pause', 'read', 'resume', 'write',
  'setEncoding', 'setKeepAlive', 'setNoDelay']);
const OF_SESSION = new Set(['destroy', 'setTimeout', 'ref', 'unref']);

function socketOf(session) {
  const socket = session.destroyed ? undefined : session[kRawSocket];
  if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND();
  return socket;
}

const handler = {
  get(session, name) {
    if (OF_SESSION.has(name)) return session[name].bind(session);
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const socket = socketOf(session);
    const value = socket[name];
    return typeof value === 'function' ? value.bind(socket) : value;
  },

  set(session, name, value) {
    if (OF_SESSION.has(name)) {
      session[name] = value;
      return true;
    }
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    socketOf(session)[name] = value;
    return true;
  },

  has(session, name) {
    return !session.destroyed && name in socketOf(session);
  },

  getPrototypeOf(session) {
    return Reflect.getPrototypeOf(socketOf(session));
  },
};

function socketProxy(session) {
  return new Proxy(session, handler);
}

module.exports = { kRawSocket, socketProxy };
