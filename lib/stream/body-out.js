'use strict';

const { nextTick } = require('../clock.js');
const { contextOf } = require('../context.js');
const { writeFlags } = require('../engine/contract.js');
const { ERR_HTTP2_BUFFER_DETACHED } = require('../errors/errors.js');
const channels = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { touchStream } = require('../timeout.js');
const { writeChunk, writeGathered } = require('./engine-writes.js');
const { kRespond } = require('./message.js');
const { Sending, kState } = require('./state.js');

/**
 * The body that we send. Writable has one write with us at a time; the engine reports when its last byte
 * was handed to the kernel. The last write of a body carries END_STREAM: `end()` has noted that the body
 * ends, and a write that is all that Writable holds is the last.
 */

const { LAST_OF_BODY, LAST_OF_WRITE } = writeFlags;

// Whether, and when, the program has called `end()`.
const NOT_CALLED = 0;
/** With a chunk, or while nothing was being written: the next write may be the last. */
const WITH_LAST_WRITE = 1;
/** Without a chunk, while writes were on their way. */
const AFTER_LAST_WRITE = 2;

/**
 * `_write`.
 * @param {number} [size] that Writable has counted, and that the chunk still has unless it was changed
 */
function writeBody(stream, chunk, encoding, callback, size = stream.writableLength) {
  const state = stream[kState];
  if (state.id === undefined) return writeLater(stream, chunk, encoding, callback, size);
  const { length } = chunk;
  if (length !== size && size > 0) return loseWrite(stream, callback);
  begin(stream, state, length, callback);
  if (state.isClient) channels.chunkWritten(stream, chunk, encoding);
  const flags = flagsOf(state, isLast(stream, state, length));
  writeChunk(state, chunk, encoding, flags);
}

function writeLater(stream, chunk, encoding, callback, size) {
  onceOpen(stream, () => writeBody(stream, chunk, encoding, callback, size));
}

/**
 * `_writev`.
 * @param {number} [counted] the size of all chunks, as of `write()`
 */
function writeChunks(stream, chunks, callback, counted = stream.writableLength) {
  const state = stream[kState];
  if (state.id === undefined) return onceOpen(stream, () => writeChunks(stream, chunks, callback, counted));
  const size = chunks.reduce((sum, { chunk }) => sum + chunk.length, 0);
  if (size !== counted && counted > 0) return loseWrite(stream, callback);
  begin(stream, state, size, callback);
  if (state.isClient) channels.chunksWritten(stream, chunks);
  const flags = flagsOf(state, isLast(stream, state, size));
  if (writeGathered(state, chunks, flags)) return;
  const final = chunks.length - 1;
  for (let i = 0; i < final; i++) writeChunk(state, chunks[i].chunk, chunks[i].encoding, 0);
  writeChunk(state, chunks[final].chunk, chunks[final].encoding, flags);
}

/**
 * Works once the stream has its id: in 'ready', after the listeners that the program added before it. If
 * one of them closes the stream, the body is not sent.
 */
function onceOpen(stream, work) {
  if (!stream.destroyed) stream.once('ready', () => workIfAlive(stream, work));
}

function workIfAlive(stream, work) {
  if (!stream.destroyed) work();
}

function begin(stream, state, size, callback) {
  touchStream(state);
  if (!state.headersSent) stream[kRespond]();
  state.writeSize = size;
  state.writeCallback = callback;
  if (state.writerWaits || isWatched(stream)) keepContext(state);
}

/** Whether the end of a write causes more than its callback. */
function isWatched(stream) {
  return stream.writableNeedDrain || stream.listenerCount('finish') > 0;
}

/**
 * The callback of a write, and the events that it causes, run in the context in which the write
 * began: later writes, which Writable begins in that callback, inherit it. A resource is only made
 * when there is something to run.
 */
function keepContext(state) {
  state.writeContext ??= contextOf('WRITEWRAP');
}

/** `write()` or `end()` was called while a write is on its way. */
function watchWrite(stream, state) {
  if (isWatched(stream)) keepContext(state);
}

/** A callback was given to `write()` or `end()`. */
function awaitWrite(state) {
  state.writerWaits = true;
  if (state.writeCallback !== undefined) keepContext(state);
}

/** `end()` was called, and Writable does not know yet. */
function noteEnd(state) {
  state.endCall = WITH_LAST_WRITE;
}

/** `end()` was called without a chunk while a write is on its way: END_STREAM goes with that. */
function endWithWrite(stream, state) {
  if (state.bodyEnded || state.closed || !state.live) return;
  if (stream.writableLength !== state.writeSize) return;
  state.bodyEnds();
  state.connection.engine.endBody(state.id);
}

/** `end()` was called without a chunk while a write is on its way. */
function noteLaterEnd(state) {
  state.endCall = AFTER_LAST_WRITE;
}

/** Whether the program has called `end()` apart from its last write. */
function hasEndedLater(state) {
  return state.endCall === AFTER_LAST_WRITE;
}

/** Whether a write is the last of its body. A request that `close()` has cut never ends its body. */
function isLast(stream, state, size) {
  if (state.aborted && state.isClient) return false;
  return state.endCall !== NOT_CALLED && stream.writableLength === size;
}

function flagsOf(state, last) {
  if (!last) return LAST_OF_WRITE;
  if (tracing && !state.waitForTrailers) traceStream(state, 'shutting down writable on last write');
  state.bodyEnds();
  return LAST_OF_BODY | LAST_OF_WRITE;
}

/** The oldest write is done: the engine has handed it over, or it counts as done. */
function bodyWritten(stream) {
  const state = stream[kState];
  const callback = state.writeCallback;
  if (callback === undefined) return;
  const context = state.writeContext;
  state.writeCallback = undefined;
  state.writeContext = undefined;
  state.writeSize = 0;
  if (context === undefined) callback();
  else runOnce(context, callback);
}

function runOnce(context, callback) {
  try {
    context.runInAsyncScope(callback);
  } finally {
    context.emitDestroy();
  }
}

/**
 * The stream is destroyed, and with it the write that the engine had. It is done if the stream has ended
 * well.
 * @param {Function} isEndWatched `(stream)`: somebody would miss the callback. Without a need, to call it
 *   costs an error with its stack on some Nodes
 */
function abandonWrite(stream, state, error, isEndWatched) {
  const { writeCallback } = state;
  state.writeSize = 0;
  if (writeCallback === undefined || !(state.writerWaits || isEndWatched(stream))) return;
  state.writeCallback = undefined;
  state.writeContext = undefined;
  nextTick(writeCallback, error);
}

/** The program has taken the memory of a chunk away, or resized it, while Writable held it. */
function loseWrite(stream, callback) {
  const error = new ERR_HTTP2_BUFFER_DETACHED();
  stream.destroy(error);
  nextTick(callback, error);
}

/** The program has taken the memory of a chunk away while the engine held it, which has reset the stream. */
function engineLostBody(stream) {
  stream.destroy(new ERR_HTTP2_BUFFER_DETACHED());
}

/** `_final`: the engine learns that the body ends, unless it did with the last write. */
function finishBody(stream, callback) {
  const state = stream[kState];
  if (state.id === undefined) return finishLater(stream, callback);
  const isFile = state.sending === Sending.FILE;
  if (tracing && !isFile) traceStream(state, 'shutting down writable on _final');
  if (state.isClient) channels.bodyEnded(stream);
  if (!state.bodyEnded && !stream.destroyed) endBody(state);
  // A write after a file is an error that comes before the end.
  if (isFile) nextTick(callback);
  else callback();
}

function finishLater(stream, callback) {
  onceOpen(stream, () => finishBody(stream, callback));
}

/** Ends the body in the engine, unless the stream is closed, or the head is still to come with END_STREAM. */
function endBody(state) {
  const isBegun = state.headersSent;
  state.bodyEnds();
  if (!state.closed && isBegun && state.live) state.connection.engine.endBody(state.id);
}

module.exports = {
  abandonWrite, awaitWrite, bodyWritten, endWithWrite, engineLostBody, finishBody, hasEndedLater, noteEnd,
  noteLaterEnd, watchWrite, writeBody, writeChunks,
};
