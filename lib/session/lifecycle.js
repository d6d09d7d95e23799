'use strict';

const { clearTimeout, nextTick, setImmediate, setInterval } = require('../clock.js');
const { constants } = require('../constants.js');
const {
  ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_STREAM_CANCEL, ERR_HTTP2_TOO_MANY_INVALID_FRAMES,
  NghttpError,
} = require('../errors/errors.js');
const { deliverRest } = require('../engine/delivery.js');
const { connectionLost, isLeftToReader } = require('../stream/closing.js');
const { kState } = require('../stream/state.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { attachTransport } = require('../transport/attach.js');
const { endDuplex } = require('../transport/duplex.js');
const { kSocket } = require('../well-known.js');
const { sessionState } = require('./inspection.js');
const { destroyMeasured } = require('../observe/stream-timings.js');
const { countSocketBytes } = require('./socket-bytes.js');
const { endStreams } = require('./teardown.js');

/**
 * How a session begins and ends.
 *
 *     connecting --socket connected--> ready --close(), GOAWAY--> closed --last stream gone--+
 *          |                             |                                                  v
 *          +-----------------------------+--------- destroy(), errors ---------------> destroyed
 *
 * What ends a session calls its public methods, as with node:http2: a program may have wrapped them.
 * `destroySession()` is the one way out: streams first, then GOAWAY, then the socket; `'error'` and
 * `'close'` come when the socket is closed. A session whose connection has ended in good order is
 * closed until the last reader has taken the message that came in full for it, and destroyed then.
 */

const { NGHTTP2_NO_ERROR } = constants;

// The engine's own errors; the numbers are those of SessionFault in src/event.h.
const TOO_MANY_INVALID_FRAMES = 1;
const TOO_MANY_REJECTED_STREAMS = 2;

// NGHTTP2_ERR_CALLBACK_FAILURE: as the builtin words it.
const CALLBACK_FAILED = -902;

// NGHTTP2_ERR_PROTO: the GOAWAY that nghttp2 has sent says more.
const PROTOCOL_VIOLATED = -505;

// How long a peer may take nothing of what is still unsent when a session was destroyed.
const LINGER = 2000;

// How long a peer may neither take nor send a byte when a session has ended gracefully.
const QUIET = 120_000;

/** The socket is connected: the engine takes over. */
function startSession(connection) {
  if (connection.destroyed) {
    nextTick(emitConnect, connection);
    return;
  }
  // Frames are gathered before they are written: holding back a small write only adds a delay.
  connection.socket.setNoDelay?.();
  if (tracing) traceSession(connection, 'setting up session handle');
  // Before the transport, which delivers in a tick of its own what the socket has already.
  nextTick(emitConnect, connection);
  connection.transport = attachTransport(connection);
  countSocketBytes(connection);
  connection.ready = true;
  connection.start();
}

function emitConnect(connection) {
  connection.session.emit('connect', connection.session, connection.socket);
  if (connection.destroyed) return;
  for (const stream of connection.pendingStreams) stream[kState].whenConnected?.();
}

/**
 * No new streams; when the last is gone the session is destroyed. An idle session ends later in this
 * turn of the event loop: the peer may be saying GOAWAY in the same moment, and both of ours go out in
 * one write.
 */
function closeSession(connection) {
  if (tracing) traceSession(connection, 'marking session closed');
  connection.closed = true;
  connection.endsSoon = isIdle(connection);
  connection.session.goaway();
  if (connection.endsSoon) setImmediate(destroyIfIdle, connection);
}

function isIdle({ streams, pendingStreams }) {
  return streams.size === 0 && pendingStreams.size === 0;
}

function destroyIfIdle(connection) {
  if (connection.destroyed || !connection.closed || !isIdle(connection)) return;
  connection.endsGracefully = true;
  connection.session.destroy();
}

/** Later in this turn of the event loop: the last stream's own events come first. */
function destroySoonIfIdle(connection) {
  if (isIdle(connection)) setImmediate(destroyIfIdle, connection);
}

/**
 * @param {Connection} connection
 * @param {Error} [error]
 * @param {number} code of GOAWAY
 * @param {Function} [end] ends a stream, with the error
 */
function destroySession(connection, error, code, end = destroyStream) {
  if (connection.destroyed) return;
  connection.destroyed = true;
  if (tracing) traceSession(connection, 'destroying');
  if (connection.endingCode === NGHTTP2_NO_ERROR) connection.endingCode = code;
  connection.timeout?.clear();
  connection.session.removeAllListeners('timeout');
  connection.session[kSocket] = undefined;
  destroyStreams(connection, error, end);
  connection.pings?.cancel();
  connection.settingsAcks.cancel();
  connection.stopped = true;
  if (connection.ready) connection.engine.terminate(code);
  closeSocket(connection, error);
}

function destroyStreams(connection, error, end) {
  if (connection.pendingStreams.size > 0) {
    const cancel = new ERR_HTTP2_STREAM_CANCEL(error);
    for (const stream of connection.pendingStreams) stream.destroy(cancel);
  }
  endStreams(connection.streams.values(), (stream) => end(stream, error), () => {
    connection.streamsEnded = true;
    connection.whenStreamsEnded?.();
  });
}

function destroyStream(stream, error) {
  stream.destroy(error);
}

function closeSocket(connection, error) {
  const { socket, transport } = connection;
  if (tracing) traceSession(connection, 'start closing/destroying', error);
  const rest = releaseEngine(connection);
  if (connection.socketClosed || (socket.destroyed && socket.closed !== false)) {
    nextTick(emitClose, connection, error);
    return;
  }
  socket.once('close', () => emitClose(connection, error, true));
  if (socket.destroyed) return;
  if (tracing) traceEnd(connection, error);
  // The peer has not taken all yet; the socket waits for it.
  if (rest !== undefined) socket.write(rest);
  if (transport === undefined) socket.destroy();
  else endSocket(socket, connection.endsGracefully, error);
}

/**
 * The engine's session is over, and lets go of the socket.
 * @returns {Buffer|undefined} what is left to be written
 */
function releaseEngine(connection) {
  const { socket, transport } = connection;
  if (connection.isReleased) return undefined;
  connection.isReleased = true;
  const isGone = socket.destroyed || peerHasEnded(socket);
  transport?.finish(isGone);
  const rest = destroyMeasured(connection, !socket.destroyed);
  if (!isGone) transport?.release();
  return rest;
}

/** A socket that may not be half open then ends as well: whatever is written is an error. */
function peerHasEnded(socket) {
  return socket.readableEnded && socket.allowHalfOpen === false;
}

function traceEnd(connection, error) {
  traceSession(connection, 'finishSessionClose');
  traceSession(connection, 'finishSessionClose socket end', null, error);
}

/**
 * What was written still goes out. When the session ended gracefully it may take as long as the peer
 * likes, who ends the connection when it has read everything: to close a socket that the peer still
 * writes to would reset the connection, and with it what the peer has not read.
 */
function endSocket(socket, gracefully, error) {
  if (socket.destroySoon === undefined) {
    endDuplex(socket, gracefully);
  } else {
    // Who watches a plain socket learns why it ends; a TLSSocket does not tell with the builtin either.
    if (error && !socket.encrypted) socket.prependOnceListener('finish', () => socket.destroy(error));
    socket.end();
    if (!gracefully) socket.destroySoon();
  }
  const timer = gracefully ? destroyWhenQuiet(socket, bytesMoved, QUIET) :
    destroyWhenQuiet(socket, bytesTaken, LINGER);
  timer.unref();
  socket.once('close', () => clearTimeout(timer));
}

/** A peer that does nothing any more must not keep the socket for ever. */
function destroyWhenQuiet(socket, progressOf, patience) {
  let before = progressOf(socket);
  return setInterval(() => {
    const now = progressOf(socket);
    if (now === before) socket.destroy();
    before = now;
  }, patience);
}

/** A number that changes whenever the peer takes something. */
function bytesTaken({ bytesWritten = 0, writableLength, _handle: handle }) {
  // Of a TLSSocket, the handle of the connection below it has a queue.
  const queue = handle?._parent ?? handle;
  return bytesWritten - writableLength - (queue?.writeQueueSize ?? 0);
}

/** A number that changes whenever the peer takes or sends something. */
function bytesMoved(socket) {
  return bytesTaken(socket) + (socket.bytesRead ?? 0);
}

/** Pings are cancelled before it when the session was destroyed, and after it when its socket was. */
function emitClose(connection, error, afterPings = false) {
  if (!connection.streamsEnded) {
    connection.whenStreamsEnded = () => emitClose(connection, error, afterPings);
    return;
  }
  nextTick(() => {
    if (afterPings) connection.pings?.deliverCancelled();
    if (error) connection.session.emit('error', error);
    connection.session.emit('close');
  });
}

/** The socket is gone, by whoever's hand. */
function socketClosed(connection) {
  connection.socketClosed = true;
  deliverRest(connection.engine);
  if (connection.destroyed) return;
  connection.closed = true;
  endWithConnection(connection);
}

/**
 * The connection has ended, without an error of the session: what came in full is left to its readers.
 * @param {Connection} connection
 * @param {Function} [end] ends every other stream
 */
function endWithConnection(connection, end = connectionLost) {
  const streams = connection.streams.values();
  if (!streams.some(isLeftToReader)) {
    destroySession(connection, undefined, NGHTTP2_NO_ERROR, end);
    return;
  }
  connection.lastState = sessionState(connection);
  releaseEngine(connection);
  connection.whenDetached?.(connection.session);
  connection.pings?.cancel();
  connection.timeout?.clear();
  endStreams(streams, end, () => destroyIfIdle(connection));
}

function socketFailed(connection, error) {
  deliverRest(connection.engine);
  if (connection.destroyed) return;
  if (error.code === 'EPIPE' && hasEnded(connection.socket, error)) return;
  if (error.code === 'ECONNRESET' && connection.goneAway) endByReset(connection, error);
  else connection.session.destroy(error);
}

/**
 * We had something to say when the peer had ended the connection, or when the program has ended the
 * socket: that it has is no error.
 */
function hasEnded(socket, { syscall }) {
  return socket.writableEnded || (syscall === undefined && peerHasEnded(socket));
}

/**
 * A peer that has said GOAWAY may reset the connection: the session has no error, but what it has not
 * answered in full fails.
 */
function endByReset(connection, error) {
  endWithConnection(connection, (stream) => {
    if (isLeftToReader(stream)) connectionLost(stream);
    else stream.destroy(error);
  });
}

/** nghttp2 gave up on the connection. Its GOAWAY says why to the peer. */
function engineFailed(connection, number) {
  connection.session.destroy(errorOfEngine(number));
}

function errorOfEngine(number) {
  switch (number) {
    case TOO_MANY_INVALID_FRAMES:
      return new ERR_HTTP2_TOO_MANY_INVALID_FRAMES();
    case TOO_MANY_REJECTED_STREAMS:
      return new NghttpError(CALLBACK_FAILED);
    default:
      return new NghttpError(number);
  }
}

/** The peer broke the protocol, and nghttp2 has told it so. */
function engineDone(connection) {
  connection.session.destroy(new NghttpError(PROTOCOL_VIOLATED));
}

/** GOAWAY came. */
function goneAway(connection, code) {
  connection.goneAway = true;
  if (code === NGHTTP2_NO_ERROR) {
    connection.session.close();
    return;
  }
  connection.endingCode = code;
  connection.session.destroy(new ERR_HTTP2_SESSION_ERROR(code), NGHTTP2_NO_ERROR);
}

function onTimeout(session) {
  if (!session.destroyed) session.emit('timeout');
}

module.exports = {
  closeSession, destroySession, destroySoonIfIdle, engineDone, engineFailed, goneAway, onTimeout,
  socketClosed, socketFailed, startSession,
};
