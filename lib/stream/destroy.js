'use strict';

const { constants } = require('../constants.js');
const { ERR_HTTP2_STREAM_ERROR } = require('../errors/errors.js');
const { streamFailed } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { isAbortError } = require('./abort-error.js');
const { pushEnd } = require('./body-in.js');
const { abandonWrite } = require('./body-out.js');
const { isEndWatched } = require('./ending.js');
const { markClosed, reset } = require('./reset.js');
const { describeFailure, emitFailure } = require('./retry.js');
const { kState } = require('./state.js');

/** How a stream is destroyed: every end of a stream comes here. */

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR } = constants;

/** `_destroy`. */
function destroyStream(stream, error, callback) {
  const state = stream[kState];
  const { connection } = state;
  if (tracing) traceStream(state, 'destroying stream');
  const code = endingCode(state, connection, error);
  const isOrderly = state.closed && code === NGHTTP2_NO_ERROR && !error;
  state.readToEnd();
  if (!state.closed) markClosed(stream, code);
  state.timeout?.end();
  state.releaseFile?.();
  // All that was written goes out, but END_STREAM does not.
  reset(stream, code, false);
  if (state.isCounted) connection.engine.release(state.id);
  state.destroyed();
  endReadable(stream, state, isOrderly);
  connection.forget(stream);
  connection.fileSlots?.release(state);
  const failure = error ?? errorOf(code);
  if (failure !== null) describeFailure(failure, state);
  abandonWrite(stream, state, failure, isEndWatched);
  if (failure === null) callback(null);
  else fail(stream, state, failure, callback);
}

function fail(stream, state, failure, callback) {
  streamFailed(stream, failure);
  emitFailure(failure, state, callback);
}

/** @returns {number} the code of the RST_STREAM that a stream is destroyed with, unless it is closed */
function endingCode(state, connection, error) {
  if (state.closed) return state.rstCode;
  const sessionCode = connection.endingCode;
  if (error === null || error === undefined) return sessionCode;
  if (sessionCode !== NGHTTP2_NO_ERROR) return sessionCode;
  return isAbortError(error) ? NGHTTP2_CANCEL : NGHTTP2_INTERNAL_ERROR;
}

function endReadable(stream, state, isOrderly) {
  if (state.didRead) pushEnd(stream, state);
  else if (state.remoteEnded && stream.readableLength === 0) endUnread(stream, isOrderly);
}

/**
 * Nobody has read the peer's message, and nothing of it is left: `finished()` takes it for complete, as
 * it would after an `'end'` that nobody listened to. Pushing the end would cost each request a tick.
 */
function endUnread({ _readableState: readable }, isOrderly) {
  readable.ended = true;
  if (isOrderly) readable.endEmitted = true;
}

/** CANCEL says that the stream is no longer needed (RFC 9113, 7), which is no error. */
function errorOf(code) {
  if (code === NGHTTP2_NO_ERROR || code === NGHTTP2_CANCEL) return null;
  return new ERR_HTTP2_STREAM_ERROR(code);
}

module.exports = { destroyStream };
