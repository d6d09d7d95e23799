'use strict';

const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { ClientHttp2Session } = require('../session/client-session.js');
const { ServerHttp2Session } = require('../session/server-session.js');
const { kRawSocket } = require('../session/socket.js');
const { Http2Stream } = require('../stream/stream.js');
const { choosePadding, requestAround } = require('./padding.js');
const { shutDown } = require('./shutdown.js');
const { adoptClientStream, adoptServerStream } = require('./stream.js');
const { withTrailers } = require('./trailers.js');

/** On a session: the error of its socket. */
const kSocketError = Symbol('socketError');

/**
 * The members that sessions had besides. The classes are never constructed: existing sessions get their
 * prototypes.
 *
 * Events: `'socketError'` with the error and the socket. Where somebody listens for it, here or on
 * the server, such an error is no `'error'` of the session.
 */
const withLegacy = (Base) => class LegacySession extends Base {
  /**
   * @param {Http2Stream} stream
   * @param {number} [code=NGHTTP2_NO_ERROR]
   */
  rstStream(stream, code) {
    checkStream(stream);
    stream.close(code);
  }

  /** Has no effect (RFC 9113, 5.3.2). */
  priority(stream, options) {
    checkStream(stream);
    stream.priority(options);
  }

  /**
   * Sends GOAWAY and leaves the session open, see shutdown.js.
   * @param {object} [options] `graceful`, `errorCode`, `lastStreamID`, `opaqueData`
   * @param {Function} [callback]
   */
  shutdown(options, callback) {
    shutDown(this, options, callback);
  }

  emit(event, ...args) {
    if (event === 'error' && this[kSocketError] !== undefined && args[0] === this[kSocketError]) return true;
    return super.emit(event, ...args);
  }
};

function checkStream(stream) {
  if (!(stream instanceof Http2Stream)) throw new ERR_INVALID_ARG_TYPE('stream', 'Http2Stream', stream);
}

/** The client's side of a connection. */
class LegacyClientSession extends withLegacy(ClientHttp2Session) {
  /** @param {object} [options] those of today, and `getTrailers` */
  request(headers, options) {
    const open = (given) => adoptClientStream(requestAround(this, () => super.request(headers, given)));
    if (options?.getTrailers === undefined) return open(options);
    const { getTrailers, ...rest } = options;
    const stream = open({ ...rest, waitForTrailers: true });
    withTrailers(stream, { getTrailers }, false);
    return stream;
  }

  emit(event, ...args) {
    if (event === 'stream') adoptClientStream(args[0]);
    return super.emit(event, ...args);
  }
}

/** The server's side of a connection. */
class LegacyServerSession extends withLegacy(ServerHttp2Session) {
  emit(event, ...args) {
    if (event === 'stream') adoptServerStream(args[0], this.server);
    return super.emit(event, ...args);
  }
}

function adopt(session, LegacySession) {
  Object.setPrototypeOf(session, LegacySession.prototype);
  choosePadding(session);
  const socket = session[kRawSocket];
  // Before the session itself hears of it.
  socket.prependListener('error', (error) => {
    // A session that is destroyed with an error destroys its socket with it.
    if (session.destroyed) return;
    const { server } = session;
    const listening = [session, server].filter((one) => one?.listenerCount('socketError') > 0);
    if (listening.length > 0) session[kSocketError] = error;
    for (const one of listening) one.emit('socketError', error, socket);
  });
  return session;
}

const adoptClientSession = (session) => adopt(session, LegacyClientSession);
const adoptServerSession = (session) => adopt(session, LegacyServerSession);

module.exports = { adoptClientSession, adoptServerSession };
