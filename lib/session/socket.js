'use strict';

const { clearTimeout, setInterval } = require('../clock.js');
const {
  ERR_HTTP2_NO_SOCKET_MANIPULATION, ERR_HTTP2_SOCKET_BOUND, ERR_HTTP2_SOCKET_UNBOUND,
} = require('../errors/errors.js');
const { endDuplex } = require('../transport/duplex.js');
const { kSocket } = require('../well-known.js');

/**
 * The socket of a session: the proxy that programs get, and how it ends.
 */

/** On a session: the socket behind the proxy `http2session.socket`. */
const kRawSocket = Symbol('rawSocket');

/** On a socket that has a session: the session's Shutdown. */
const kShutdown = Symbol('shutdown');

/**
 * Two sessions on a socket would take each other's frames.
 * @throws {Error} ERR_HTTP2_SOCKET_BOUND
 */
function checkUnbound(socket) {
  if (socket[kShutdown] !== undefined) throw new ERR_HTTP2_SOCKET_BOUND();
}

/** The listeners find the session on the socket: closures would cost each connection memory. */
function watchSocket(socket, shutdown) {
  Object.defineProperty(socket, kShutdown, { value: shutdown });
  socket.on('close', onClose);
  socket.on('error', onError);
}

function onClose() {
  this[kShutdown].socketClosed();
}

function onError(error) {
  this[kShutdown].socketFailed(error);
}

/** @param {Duplex} [socket] undefined: the session is destroyed, and so are its streams */
function showSocket(session, socket) {
  session[kSocket] = socket;
}

// ---- The proxy: the socket without what would disturb the session, and with the session's own timeout.
// `destroy()` destroys the session.

const FORBIDDEN = new Set(['emit', 'end', 'pause', 'read', 'resume', 'write',
  'setEncoding', 'setKeepAlive', 'setNoDelay']);
const SESSION_METHODS = new Set(['destroy', 'setTimeout', 'ref', 'unref']);

function socketOf(session) {
  const socket = session[kSocket];
  if (socket === undefined) throw new ERR_HTTP2_SOCKET_UNBOUND();
  return socket;
}

const handler = {
  get(session, name) {
    if (SESSION_METHODS.has(name)) return session[name].bind(session);
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    const socket = socketOf(session);
    const value = socket[name];
    return typeof value === 'function' ? value.bind(socket) : value;
  },

  set(session, name, value) {
    if (SESSION_METHODS.has(name)) {
      session[name] = value;
      return true;
    }
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    socketOf(session)[name] = value;
    return true;
  },

  has(session, name) {
    return session[kSocket] !== undefined && name in session[kSocket];
  },

  getPrototypeOf(session) {
    return Reflect.getPrototypeOf(socketOf(session));
  },
};

function socketProxy(session) {
  return new Proxy(session, handler);
}

// ---- The end

// How long, in milliseconds, a peer may take nothing of what is still unsent when a session was destroyed.
const LINGER = 2000;

// How long, in milliseconds, a peer may neither take nor send a byte when a session has ended gracefully.
const MAX_QUIET = 120_000;

/** Whether the peer has ended a socket that may not be half open: whatever is written to it is an error. */
function peerHasEnded(socket) {
  return socket.readableEnded && socket.allowHalfOpen === false;
}

/**
 * Whether a write failed because the peer had ended the connection, or the program the socket: that is
 * no error of the session.
 */
function endedBeforeWrite(socket, { syscall }) {
  return socket.writableEnded || (syscall === undefined && peerHasEnded(socket));
}

/**
 * Ends the socket of a session that is over. Output that was written still goes out. When the session ended
 * gracefully that may take as long as the peer likes, who ends the connection when it has read
 * everything: to close a socket that the peer still writes to would reset the connection, and discard
 * what the peer has not read.
 * @param {Duplex} socket
 * @param {boolean} gracefully
 * @param {Error} [error] of the session
 */
function endSocket(socket, gracefully, error) {
  if (socket.destroySoon === undefined) {
    endDuplex(socket, gracefully);
  } else {
    // A plain socket reports why it ends; a TLSSocket does not, with `node:http2` neither.
    if (error && !socket.encrypted) socket.prependOnceListener('finish', () => socket.destroy(error));
    socket.end();
    if (!gracefully) socket.destroySoon();
  }
  const timer = gracefully ? destroyWhenQuiet(socket, bytesMoved, MAX_QUIET) :
    destroyWhenQuiet(socket, bytesTaken, LINGER);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}

/** A peer that does nothing any more must not keep the socket for ever. */
function destroyWhenQuiet(socket, progressOf, msecs) {
  let before = progressOf(socket);
  return setInterval(() => {
    const progress = progressOf(socket);
    if (progress === before) socket.destroy();
    before = progress;
  }, msecs);
}

/** A number that changes whenever the peer takes something. */
function bytesTaken({ bytesWritten = 0, writableLength, _handle: handle }) {
  // The queue of a TLSSocket is that of the connection below it.
  const queue = handle?._parent ?? handle;
  return bytesWritten - writableLength - (queue?.writeQueueSize ?? 0);
}

/** A number that changes whenever the peer takes or sends something. */
function bytesMoved(socket) {
  return bytesTaken(socket) + (socket.bytesRead ?? 0);
}

module.exports = {
  checkUnbound, endedBeforeWrite, endSocket, kRawSocket, peerHasEnded, showSocket, socketProxy, watchSocket,
};
