'use strict';

const { nextTick } = require('../clock.js');
const {
  AbortError, ERR_HTTP2_GOAWAY_SESSION, ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_OUT_OF_STREAMS,
  NghttpError,
} = require('../errors/errors.js');
const { nghttp2Errors } = require('../engine/contract.js');
const { requestCreated, requestStarted } = require('../observe/channels.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { refusedStream, requestStream } = require('../stream/client-stream.js');
const { headFlags } = require('../stream/message.js');
const { resetOnceOpen } = require('../stream/reset.js');
const { rememberPriority } = require('../stream/priority.js');
const { markUnprocessed } = require('../stream/retry.js');
const { kState } = require('../stream/state.js');

/**
 * The requests of a client: each opens a stream, which the engine gets once the connection is there.
 */

const { STREAM_ID_NOT_AVAILABLE } = nghttp2Errors;

/**
 * @param {Connection} connection
 * @param {RequestHeaders} fields
 * @param {object} block of the encoded fields
 * @param {object} options checked: `endStream`, `waitForTrailers`, `signal`, `priority`
 * @returns {ClientHttp2Stream}
 */
function openRequest(connection, fields, block, options) {
  const { endStream, waitForTrailers, signal, priority } = options;
  const stream = requestStream(connection, fields, endStream, waitForTrailers);
  if (priority !== undefined) rememberPriority(stream, priority);
  const flags = headFlags(endStream, waitForTrailers);
  if (!connection.ready && !endStream) stream.cork();
  if (signal === undefined || followSignal(stream, signal)) {
    if (connection.ready) submit(connection, stream, block, flags);
    else connection.streams.hold(stream, () => submitInContext(connection, stream, block, flags));
  }
  requestCreated(stream);
  return stream;
}

/** @returns {boolean} false when the signal was aborted before */
function followSignal(stream, signal) {
  const abort = () => stream.destroy(new AbortError(signal.reason));
  if (signal.aborted) {
    abort();
    return false;
  }
  signal.addEventListener('abort', abort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', abort));
  return true;
}

function submitInContext(connection, stream, block, flags) {
  stream[kState].context.runInAsyncScope(submit, undefined, connection, stream, block, flags);
}

function submit(connection, stream, block, flags) {
  if (stream.destroyed) return;
  if (connection.closed) {
    destroyUnsent(stream, new ERR_HTTP2_GOAWAY_SESSION());
    return;
  }
  if (tracing) traceSession(connection, 'connected, initializing request');
  const id = connection.engine.request(block, flags);
  if (id < 0) {
    if (id === STREAM_ID_NOT_AVAILABLE) destroyUnsent(stream, new ERR_HTTP2_OUT_OF_STREAMS());
    else stream.destroy(new NghttpError(id));
    return;
  }
  connection.adopt(stream, id);
  // All that the program wrote before the connection was there goes out in one piece.
  stream.uncork();
  stream.emit('ready');
  requestStarted(stream);
  resetOnceOpen(stream[kState]);
}

/**
 * A request on a session that takes none any more.
 * @returns {ClientHttp2Stream} that is destroyed, in the next tick, with the reason
 */
function refuseRequest(connection, fields, { signal }) {
  const stream = refusedStream(connection, fields);
  if (signal?.aborted) {
    stream.destroy(new AbortError(signal.reason));
    return stream;
  }
  const reason = connection.destroyed ? new ERR_HTTP2_INVALID_SESSION() : new ERR_HTTP2_GOAWAY_SESSION();
  nextTick(() => destroyUnsent(stream, reason));
  return stream;
}

/** The request can be made on another session. */
function destroyUnsent(stream, reason) {
  markUnprocessed(stream);
  stream.destroy(reason);
}

module.exports = { openRequest, refuseRequest };
