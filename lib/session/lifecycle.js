'use strict';

const { clearTimeout, nextTick, setImmediate, setTimeout } = require('../clock.js');
const { constants } = require('../constants.js');
const {
  ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_STREAM_CANCEL, ERR_HTTP2_TOO_MANY_INVALID_FRAMES,
  NghttpError,
} = require('../errors.js');
const { deliverRest } = require('../events.js');
const { kState } = require('../stream/state.js');
const { traceSession, tracing } = require('../trace.js');
const { attachTransport } = require('../transport/attach.js');
const { endDuplex } = require('../transport/duplex.js');
const { kSocket } = require('../well-known.js');
const { destroyMeasured } = require('./measures.js');
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
 * `'close'` come when the socket is closed.
 */

const { NGHTTP2_NO_ERROR, NGHTTP2_CANCEL } = constants;

// The engine's own errors; the numbers are those of SessionFault in src/event.h.
const TOO_MANY_INVALID_FRAMES = 1;
const TOO_MANY_REJECTED_STREAMS = 2;

// NGHTTP2_ERR_CALLBACK_FAILURE: as the builtin words it.
const CALLBACK_FAILED = -902;

// NGHTTP2_ERR_PROTO: the GOAWAY that nghttp2 has sent says more.
const PROTOCOL_VIOLATED = -505;

// How long what is still unsent may take when a session has ended.
const LINGER = 2000;

/** The socket is connected: the engine takes over. */
function startSession(core) {
  if (core.destroyed) {
    nextTick(emitConnect, core);
    return;
  }
  // Frames are gathered before they are written: holding back a small write only adds a delay.
  core.socket.setNoDelay?.();
  if (tracing) traceSession(core, 'setting up session handle');
  core.transport = attachTransport(core);
  countSocketBytes(core);
  core.ready = true;
  core.start();
  nextTick(emitConnect, core);
}

function emitConnect(core) {
  core.session.emit('connect', core.session, core.socket);
  if (core.destroyed) return;
  for (const stream of core.pendingStreams) stream[kState].whenConnected?.();
}

/** No new streams; when the last is gone the session is destroyed. */
function closeSession(core) {
  refuseStreams(core);
  if (core.goneAway) destroySoonIfIdle(core);
  else nextTick(destroyIfIdle, core);
}

function refuseStreams(core) {
  if (tracing) traceSession(core, 'marking session closed');
  core.closed = true;
  core.session.goaway();
}

function destroyIfIdle(core) {
  if (core.destroyed || !core.closed) return;
  if (core.streams.size > 0 || core.pendingStreams.size > 0) return;
  core.session.destroy();
}

/** Later in this turn of the event loop: the last stream's own events come first. */
function destroySoonIfIdle(core) {
  if (core.streams.size === 0 && core.pendingStreams.size === 0) setImmediate(destroyIfIdle, core);
}

/**
 * @param {SessionCore} core
 * @param {Error} [error]
 * @param {number} code of GOAWAY
 * @param {Function} [end] ends a stream, with the error
 */
function destroySession(core, error, code, end = destroyStream) {
  if (core.destroyed) return;
  core.destroyed = true;
  if (tracing) traceSession(core, 'destroying');
  if (core.endingCode === NGHTTP2_NO_ERROR) core.endingCode = code;
  core.timeout?.clear();
  core.session.removeAllListeners('timeout');
  core.session[kSocket] = undefined;
  destroyStreams(core, error, end);
  core.pings?.cancel();
  core.settingsAcks.cancel();
  core.stopped = true;
  if (core.ready) core.handle.terminate(code);
  closeSocket(core, error);
}

function destroyStreams(core, error, end) {
  if (core.pendingStreams.size > 0) {
    const cancel = new ERR_HTTP2_STREAM_CANCEL(error);
    for (const stream of core.pendingStreams) stream.destroy(cancel);
  }
  endStreams(core.streams.values(), (stream) => end(stream, error), () => {
    core.streamsEnded = true;
    core.whenStreamsEnded?.();
  });
}

function destroyStream(stream, error) {
  stream.destroy(error);
}

function cancelStream(stream) {
  stream.close(NGHTTP2_CANCEL);
  stream.destroy();
}

function closeSocket(core, error) {
  const { socket, transport } = core;
  if (tracing) traceSession(core, 'start closing/destroying', error);
  transport?.finish(socket.destroyed || peerHasEnded(socket));
  const rest = destroyMeasured(core, !socket.destroyed);
  if (core.socketClosed || (socket.destroyed && socket.closed !== false)) {
    nextTick(emitClose, core, error);
    return;
  }
  socket.once('close', () => emitClose(core, error));
  if (socket.destroyed) return;
  if (tracing) traceEnd(core, error);
  // The peer has not taken all yet; the socket waits for it.
  if (rest !== undefined) socket.write(rest);
  if (transport === undefined) socket.destroy();
  else endSocket(socket, core.closed && !error, error);
}

/** A socket that may not be half open then ends as well: whatever is written is an error. */
function peerHasEnded(socket) {
  return socket.readableEnded && socket.allowHalfOpen === false;
}

function traceEnd(core, error) {
  traceSession(core, 'finishSessionClose');
  traceSession(core, 'finishSessionClose socket end', null, error);
}

/** What was written still goes out, but not for ever. */
function endSocket(socket, gracefully, error) {
  if (socket.destroySoon === undefined) {
    endDuplex(socket, gracefully);
  } else {
    // Who watches a plain socket learns why it ends; a TLSSocket does not tell with the builtin either.
    if (error && !socket.encrypted) socket.prependOnceListener('finish', () => socket.destroy(error));
    socket.end();
    socket.destroySoon();
  }
  const linger = setTimeout(() => socket.destroy(), LINGER);
  linger.unref();
  socket.once('close', () => clearTimeout(linger));
}

function emitClose(core, error) {
  if (!core.streamsEnded) {
    core.whenStreamsEnded = () => emitClose(core, error);
    return;
  }
  nextTick(() => {
    core.pings?.deliverCancelled();
    if (error) core.session.emit('error', error);
    core.session.emit('close');
  });
}

/** The socket is gone, by whoever's hand. */
function socketClosed(core) {
  core.socketClosed = true;
  deliverRest(core.handle);
  if (core.destroyed) return;
  core.closed = true;
  destroySession(core, undefined, NGHTTP2_NO_ERROR, cancelStream);
}

function socketFailed(core, error) {
  deliverRest(core.handle);
  if (core.destroyed) return;
  // We had something to say when the peer had ended the connection: that it has is no error.
  if (error.code === 'EPIPE' && error.syscall === undefined && peerHasEnded(core.socket)) return;
  // Both sides were done: that the peer was faster to close is no error.
  const over = core.closed && core.streams.size === 0;
  core.session.destroy(over ? undefined : error);
}

/** nghttp2 gave up on the connection. Its GOAWAY says why to the peer. */
function engineFailed(core, number) {
  core.session.destroy(errorOfEngine(number));
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
function engineDone(core) {
  core.session.destroy(new NghttpError(PROTOCOL_VIOLATED));
}

/** GOAWAY came. */
function goneAway(core, code) {
  core.goneAway = true;
  if (code === NGHTTP2_NO_ERROR) {
    core.session.close();
    return;
  }
  core.endingCode = code;
  core.session.destroy(new ERR_HTTP2_SESSION_ERROR(code), NGHTTP2_NO_ERROR);
}

function onTimeout(session) {
  if (!session.destroyed) session.emit('timeout');
}

module.exports = {
  closeSession, destroySession, destroySoonIfIdle, engineDone, engineFailed, goneAway, onTimeout,
  socketClosed, socketFailed, startSession,
};
