'use strict';

const { ERR_HTTP2_NO_SOCKET_MANIPULATION } = require('../errors/errors.js');
const { lazily } = require('../lazily.js');

// Loaded with the first server: a program that only loads http2 does without it.
const sessionSocket = lazily(() => require('../session/socket.js'));

/**
 * `request.socket` and `response.socket`: a proxy of the session's socket. Some of its members are those
 * of the stream or the session, and some are forbidden, because the socket's bytes are the frames of
 * all streams.
 */

const STREAM_METHODS = new Set(['on', 'once', 'end', 'emit', 'destroy']);
const STREAM_STATE = new Set(['writable', 'readable', 'destroyed']);
const FORBIDDEN = new Set(['write', 'read', 'pause', 'resume']);

/** The socket, or the stream itself when its session is gone. */
function socketOf(stream) {
  const { session } = stream;
  if (session === undefined || session === null) return stream;
  return session[sessionSocket().kRawSocket];
}

function bound(target, name) {
  const value = target[name];
  return typeof value === 'function' ? value.bind(target) : value;
}

const handler = {
  get(stream, name) {
    if (STREAM_METHODS.has(name)) return stream[name].bind(stream);
    if (STREAM_STATE.has(name)) return stream[name];
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    if (name === 'setTimeout') return bound(stream.session ?? stream, name);
    return bound(socketOf(stream), name);
  },

  set(stream, name, value) {
    if (FORBIDDEN.has(name)) throw new ERR_HTTP2_NO_SOCKET_MANIPULATION();
    if (STREAM_METHODS.has(name) || STREAM_STATE.has(name)) return Reflect.set(stream, name, value);
    if (name === 'setTimeout') return Reflect.set(stream.session ?? stream, name, value);
    return Reflect.set(socketOf(stream), name, value);
  },

  has(stream, name) {
    return Reflect.has(socketOf(stream), name);
  },

  getPrototypeOf(stream) {
    return Reflect.getPrototypeOf(socketOf(stream));
  },
};

/** The socket proxy of an exchange, made at the first access. */
function socketProxy(exchange) {
  return (exchange.socket ??= new Proxy(exchange.stream, handler));
}

function dropSocketProxy(exchange) {
  exchange.socket = undefined;
}

module.exports = { dropSocketProxy, socketProxy };
