'use strict';

const { afterMicrotasks, nextTick, setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const { ERR_HTTP2_STREAM_ERROR } = require('../errors/errors.js');
const { bodyWritten } = require('./sending.js');
const { pushEnd } = require('./receiving.js');
const { isAbortError } = require('./abort-error.js');
const { isBeingRead } = require('./being-read.js');
const { kHooks } = require('./hooks.js');
const { streamClosed, streamFailed } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kState } = require('./state.js');

/**
 * How a stream ends. Every end goes through `destroyStream()`; before it a stream may be closed
 * (its code is known, nothing more is sent) while its reader still has data to take. Such a stream
 * belongs to its reader: it needs neither the engine nor the connection any more.
 *
 *     open --close(code), RST_STREAM, both sides done--> closed --data read--> destroyed
 *       |                                                  ^                       ^
 *       +-- connection lost, the peer's message is whole --+                       |
 *       +-- destroy(), connection lost --------------------------------------------+
 */

const {
  NGHTTP2_NO_ERROR, NGHTTP2_INTERNAL_ERROR, NGHTTP2_CANCEL,
} = constants;

/** Marks the stream closed; our side of it is over. */
function markClosed(stream, code) {
  const state = stream[kState];
  state.closed = true;
  state.rstCode = code;
  state.timeout?.clear();
  if (!stream.writableEnded) {
    if (!state.refused) abort(stream, state);
    stream.end();
  }
  streamClosed(stream);
}

function abort(stream, state) {
  if (state.aborted) return;
  state.aborted = true;
  stream[kHooks]?.aborted();
  stream.emit('aborted');
}

/** `close(code)`: sends RST_STREAM. */
function closeStream(stream, code) {
  const ended = stream.writableEnded;
  markClosed(stream, code);
  const state = stream[kState];
  if (state.id === undefined) {
    state.whenReset = code;
    pushEnd(stream, state);
  } else if (ended && !stream.writableFinished && code === NGHTTP2_NO_ERROR) {
    // What was written before an orderly end is still sent.
    stream.once('finish', () => reset(stream, code, true));
  } else {
    // A request's body that was ended and is not all in the engine is cut: it has no end.
    reset(stream, code, !state.isClient || !ended || state.bodyEnded);
  }
}

/** `close(code)` of a stream that has ended well, of whose message something is left to be read. */
function cancelReading(stream, code) {
  const state = stream[kState];
  if (code === NGHTTP2_NO_ERROR || isBeingRead(stream)) return;
  state.rstCode = code;
  stream.destroy();
}

function reset(stream, code, end) {
  const state = stream[kState];
  if (!state.live || state.connection === undefined || state.connection.destroyed) return;
  if (code !== NGHTTP2_CANCEL) state.isReset = true;
  state.connection.engine.reset(state.id, code, end);
}

/** The engine has closed the stream. */
function engineClosed(stream, code, isCounted, isCut) {
  const state = stream[kState];
  if (isCounted) state.isCounted = true;
  if (isCut && !state.closed) state.isCut = true;
  state.live = false;
  // `for await` attaches its reader in a microtask: it must not find a client's stream closed.
  if (state.isClient && stream.readableFlowing === null) setImmediate(endInContext, stream, code);
  else endClosed(stream, code);
}

function endInContext(stream, code) {
  stream[kState].context.runInAsyncScope(endClosed, undefined, stream, code);
}

function endClosed(stream, engineCode) {
  const state = stream[kState];
  if (stream.destroyed) return;
  const code = wasCutOff(state, engineCode) ? state.rstCode : engineCode;
  if (tracing) traceClosed(stream, state, code);
  const byUser = state.closed;
  if (!byUser) markClosed(stream, code);
  else if (isUnwanted(stream, state)) {
    stream.destroy();
    return;
  }
  const unread = !state.isClient && isUnread(stream);
  const waitedFor = stream.readableLength > 0 || stream.listenerCount('end') > 0;
  if (code !== NGHTTP2_NO_ERROR || !stream.readable || (unread && !waitedFor)) {
    endReadable(stream, state, code);
    if (code === NGHTTP2_NO_ERROR && !state.aborted && !isCutByPeer(state)) destroySent(stream, state);
    else stream.destroy();
    return;
  }
  if (!unread && !isCutByPeer(state)) bodyWritten(stream);
  state.awaitsReader = !byUser;
  leaveToReader(stream, state);
  // Nobody asked for a server's request body: it is thrown away.
  if (unread) stream.resume();
  else stream.read(0);
  if (isOpenedByPeer(state) && !stream.destroyed) countUnread(stream, state);
}

/** What its program has ended was not sent in full. */
function isCutByPeer({ isCut, aborted }) {
  return isCut && !aborted;
}

/** A request to a server, or what it pushes (RFC 9113, 5.1.1). */
function isOpenedByPeer({ isClient, id }) {
  return !isClient || id % 2 === 0;
}

/** The peer may open streams without end while the program holds those that have ended. */
function countUnread(stream, state) {
  if (stream.readableLength === 0 && stream.readableFlowing === true) return;
  state.isCounted = true;
  state.connection.engine.keepUnread(state.id, stream.readableLength);
}

/** We reset the stream while the rest of it, which made it complete for the engine, was not looked at. */
function wasCutOff(state, engineCode) {
  return engineCode === NGHTTP2_NO_ERROR && state.isReset && !state.remoteEnded;
}

/** The user has cancelled the stream, and nothing of what came all the same is being read. */
function isUnwanted(stream, { rstCode }) {
  return rstCode === NGHTTP2_CANCEL && !isBeingRead(stream);
}

/** The stream is destroyed when its reader has taken the rest of the message. */
function leaveToReader(stream, state) {
  stream.prependListener('end', destroyAfterEnd);
  pushEnd(stream, state);
}

/**
 * Whether a stream outlives its connection: the peer's message has come in full, and its reader has
 * not taken all of it.
 */
function isLeftToReader(stream) {
  const state = stream[kState];
  // The engine has closed it: it waits already, or is about to.
  if (!state.live) return !stream.destroyed;
  if (!state.remoteEnded || !stream.readable || isUnread(stream)) return false;
  return !state.closed || state.rstCode === NGHTTP2_NO_ERROR;
}

/**
 * The connection has ended, without an error: streams that are not left to their reader are cancelled.
 * It does not matter for those whether our own message was sent in full.
 */
function connectionLost(stream) {
  const state = stream[kState];
  const isLeft = isLeftToReader(stream);
  if (isLeft && !state.live) return;
  try {
    if (!state.closed) closeStream(stream, NGHTTP2_CANCEL);
  } finally {
    // Though a listener of 'aborted' throws: the session would wait for the stream.
    if (isLeft && !stream.destroyed) detach(stream, state);
    else stream.destroy();
  }
}

/** The connection is gone, and the stream is closed. */
function detach(stream, state) {
  state.live = false;
  leaveToReader(stream, state);
  stream.read(0);
}

/**
 * The whole body was sent. Who waits for that is told before the stream is destroyed; without a
 * callback, and when its reader is through, a stream emits no 'finish' with the builtin either, unless
 * its end came after its last write.
 */
function destroySent(stream, state) {
  if (stream.writableFinished || !awaitsFinish(stream, state)) {
    stream.destroy();
    return;
  }
  const isHeard = state.writerWaits || stream.listenerCount('finish') > 0;
  bodyWritten(stream);
  nextTick(destroyFinished, stream, isHeard, 3);
}

function awaitsFinish(stream, state) {
  if (state.writerWaits) return true;
  return stream.readable ? isWatched(stream) : state.endedLater && stream.listenerCount('finish') > 0;
}

/** Whether somebody would miss 'finish': it costs a few ticks. */
function isWatched(stream) {
  return stream.listenerCount('finish') > 0 || stream.listenerCount('close') > 0 ||
    stream.listenerCount('prefinish') > 0;
}

/** 'finish' comes first: what Writable puts off for it takes a tick or two. */
function destroyFinished(stream, isHeard, patience) {
  if (!stream.writableFinished && !stream.destroyed && patience > 0) {
    nextTick(destroyFinished, stream, isHeard, patience - 1);
    return;
  }
  if (isHeard) destroyAfterPromises(stream);
  else stream.destroy();
}

/** Whoever awaits the event before `'close'` can listen for that then. */
function destroyAfterPromises(stream) {
  afterMicrotasks(() => stream.destroy());
}

/**
 * A response is sent in full, and nobody has read the request: the rest of that is not wanted
 * (RFC 9113, 8.1), and would be kept as long as its client likes.
 */
function dropUnread(stream) {
  const state = stream[kState];
  if (state.isClient || state.remoteEnded || state.closed || stream.destroyed) return;
  if (state.headersSent && isUnread(stream)) closeStream(stream, NGHTTP2_NO_ERROR);
}

function traceClosed(stream, state, code) {
  const { closed } = state;
  traceStream(state, 'closed with code %d, closed %s, readable %s', code, closed, stream.readable);
}

function isUnread(stream) {
  return stream.readableFlowing === null && stream.listenerCount('readable') === 0;
}

/** A reader in the middle of the body learns that no more comes. */
function endReadable(stream, state, code) {
  if (state.didRead && (code === NGHTTP2_NO_ERROR || code === NGHTTP2_CANCEL)) {
    pushEnd(stream, state);
  }
}

/** Later: other listeners of `'end'` see the stream before, and may throw. */
function destroyAfterEnd() {
  const state = this[kState];
  state.awaitsReader = false;
  if (state.isClient) destroyAfterPromises(this);
  else if (state.writeCallback === undefined || isCutByPeer(state)) nextTick(destroyNow, this);
  else destroyAnswered(this);
}

/** The 'end' of a request that nobody reads comes before the 'finish' of its answer. */
function destroyAnswered(stream) {
  bodyWritten(stream);
  nextTick(destroyFinished, stream, false, 3);
}

function destroyNow(stream) {
  stream.destroy();
}

/** `_destroy`: the one way out. */
function destroyStream(stream, error, callback) {
  const state = stream[kState];
  const { connection } = state;
  if (tracing) traceStream(state, 'destroying stream');
  const code = endingCode(stream, state, connection, error);
  const isOrderly = state.closed && code === NGHTTP2_NO_ERROR && !error;
  // What was written goes out, an end of it does not.
  state.bodyEnded = true;
  state.awaitsReader = false;
  if (!state.closed) markClosed(stream, code);
  state.timeout?.clear();
  state.releaseFile?.();
  reset(stream, code, false);
  if (state.isCounted) connection.engine.release(state.id);
  state.live = false;
  state.connection = undefined;
  state.writeSize = 0;
  if (state.didRead) pushEnd(stream, state);
  else if (state.remoteEnded && stream.readableLength === 0) endUnread(stream, isOrderly);
  connection.forget(stream);
  if (state.hasFileSlot) connection.fileSlots.release(state);
  const failure = error ?? errorOf(code);
  // To confirm a write of a destroyed stream costs an error with its stack, on some Nodes.
  if (state.writerWaits || isWatched(stream)) abandonWrite(state, failure);
  if (failure !== null) streamFailed(stream, failure);
  callback(failure);
}

/**
 * Nobody has read the peer's message, and nothing of it is left: `finished()` takes it for complete, as
 * it would after an `'end'` that nobody listened to. To push the end would cost each request a tick.
 */
function endUnread({ _readableState: readable }, isOrderly) {
  readable.ended = true;
  if (isOrderly) readable.endEmitted = true;
}

/** The write that the engine had is over: done, if the stream has ended well. */
function abandonWrite(state, error) {
  const { writeCallback } = state;
  if (writeCallback === undefined) return;
  state.writeCallback = undefined;
  state.writeContext = undefined;
  nextTick(writeCallback, error);
}

function endingCode(stream, state, connection, error) {
  if (state.closed) return state.rstCode;
  const sessionCode = connection.endingCode;
  if (error === null || error === undefined) return sessionCode;
  if (sessionCode !== NGHTTP2_NO_ERROR) return sessionCode;
  return isAbortError(error) ? NGHTTP2_CANCEL : NGHTTP2_INTERNAL_ERROR;
}

/** RFC 9113, 7: CANCEL says that nobody is interested any more; that is no error. */
function errorOf(code) {
  if (code === NGHTTP2_NO_ERROR || code === NGHTTP2_CANCEL) return null;
  return new ERR_HTTP2_STREAM_ERROR(code);
}

module.exports = {
  cancelReading, closeStream, connectionLost, destroyStream, dropUnread, engineClosed, isLeftToReader,
};
