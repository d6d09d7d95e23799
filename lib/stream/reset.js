'use strict';

const { constants } = require('../constants.js');
const { streamClosed } = require('../observe/channels.js');
const { isBeingRead, isUnread, pushEnd } = require('./body-in.js');
const { kHooks } = require('./hooks.js');
const { Life, kState } = require('./state.js');

/** RST_STREAM (RFC 9113, 6.4), and what makes a stream closed for its program. */

const {
  NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM,
} = constants;

/** `stream.close(code)`. */
function closeStream(stream, code) {
  const wasEnded = stream.writableEnded;
  markClosed(stream, code);
  const state = stream[kState];
  if (state.id === undefined) {
    state.codeOnceOpen = code;
    pushEnd(stream, state);
  } else if (wasEnded && !stream.writableFinished && code === NGHTTP2_NO_ERROR) {
    // An orderly end still sends all that was written before it.
    stream.once('finish', () => reset(stream, code, true));
  } else {
    // A request's body that was ended and is not all in the engine is cut: it has no end.
    reset(stream, code, !state.isClient || !wasEnded || state.bodyEnded);
  }
}

/** The stream is closed, and our side of it is over. */
function markClosed(stream, code) {
  const state = stream[kState];
  const isRefused = state.life === Life.REFUSED;
  state.closedWith(code);
  state.timeout?.clear();
  if (!stream.writableEnded) {
    if (!isRefused) abort(stream, state);
    stream.end();
  }
  streamClosed(stream);
}

function abort(stream, state) {
  if (state.aborted) return;
  state.cutByAbort();
  stream[kHooks]?.aborted();
  stream.emit('aborted');
}

/**
 * Sends RST_STREAM. Frames that still arrive for the stream are dropped (RFC 9113, 5.1), except after a
 * cancellation: RST_STREAM is then sent after the events of the current read, which are delivered.
 * @param {boolean} withEnd END_STREAM goes out before it, if the body has ended
 */
function reset(stream, code, withEnd) {
  const state = stream[kState];
  if (!state.live || state.connection.destroyed) return;
  if (code !== NGHTTP2_CANCEL) state.restDropped();
  state.connection.engine.reset(state.id, code, withEnd);
}

/** A request that was closed before its id is reset as soon as it has one. */
function resetOnceOpen({ connection, id, codeOnceOpen }) {
  if (codeOnceOpen !== undefined) connection.engine.reset(id, codeOnceOpen, true);
}

/** `stream.close(code)` for a stream that has ended well, with a message that is not read to its end. */
function cancelReading(stream, code) {
  if (code === NGHTTP2_NO_ERROR || isBeingRead(stream)) return;
  stream[kState].closedWith(code);
  stream.destroy();
}

/**
 * The response is sent in full, and nobody has read the request. We reset the stream, because the rest of
 * the request would use memory as long as its client likes (RFC 9113, 8.1).
 */
function dropUnread(stream) {
  const state = stream[kState];
  if (state.isClient || state.remoteEnded || state.closed || stream.destroyed) return;
  if (state.headersSent && isUnread(stream)) closeStream(stream, NGHTTP2_NO_ERROR);
}

/**
 * The session ends before the answer is complete. The client must not take what it has for all of it, as
 * it might after a CANCEL, and must not believe that nothing was done, as it would after REFUSED_STREAM.
 */
function cutStream(stream) {
  const { connection, id, live } = stream[kState];
  if (live) connection.engine.reset(id, NGHTTP2_INTERNAL_ERROR, false);
}

/** Refuses a stream that the peer has opened: the session takes none any more. */
function refuseStream(connection, id) {
  connection.engine.reset(id, NGHTTP2_REFUSED_STREAM, false);
}

/** Cancels a promise whose parent is gone. */
function cancelPromise(connection, id) {
  connection.engine.reset(id, NGHTTP2_CANCEL, false);
}

/** Refuses a promise that is one too many. The engine counts these. */
function refusePromise(connection, id) {
  connection.engine.refuse(id);
}

module.exports = {
  cancelPromise, cancelReading, closeStream, cutStream, dropUnread, markClosed, refusePromise,
  refuseStream, reset, resetOnceOpen,
};
