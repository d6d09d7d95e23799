'use strict';

const { nextTick } = require('../clock.js');
const { gatherBuffers, joinsDue, reportError, setJoin } = require('../engine/addon.js');
const { contextOf } = require('../context.js');
const diagnostics = require('../observe/channels.js');
const { ERR_HTTP2_BUFFER_DETACHED } = require('../errors/errors.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kProceed, kState, touchStream } = require('./state.js');

/**
 * The body that we send. Writable has one write with us at a time; the engine tells when its last
 * byte was handed to the kernel. The last write of a body carries END_STREAM: `end()` has noted that
 * the body ends, and a write that is all that Writable holds is the last.
 */

// Flags of the engine's write commands.
const LAST_OF_WRITE = 1;
const LAST_OF_BODY = 2;
const LATIN1 = 4;

/** The one to fill: the engine may borrow what it is given, and names another. */
let buffer = gatherBuffers[0];

// Of a character, in any encoding.
const MOST_BYTES = 3;

// States of joinWrites().
const SEPARATE = 0;
const DUE = 1;
/** The engine has a write that Writable takes for done. */
const JOINED_AHEAD = 2;
// The default highWaterMark: a write that is larger is a turn's work by itself.
const JOINED = 16 * 1024;

/** Streams whose writes joinDue() joins; the engine calls it when `joinsDue` is raised. */
let due = [];
let spareDue = [];

/** `_write`: `size` is what Writable has counted; the chunk is all that it holds. */
function writeBody(stream, chunk, encoding, callback, size = stream.writableLength) {
  const state = stream[kState];
  if (notReady(stream, state, () => writeBody(stream, chunk, encoding, callback, size))) return;
  const { length } = chunk;
  if (length !== size && size > 0) return loseWrite(stream, callback);
  begin(stream, state, length, callback);
  if (state.isClient) diagnostics.chunkWritten(stream, chunk, encoding);
  const last = isLast(stream, state, length);
  send(stream, state, chunk, encoding, writeFlags(state, last));
}

/** `_writev`: `counted` is what Writable has counted; the chunks are all that it holds. */
function writeChunks(stream, chunks, callback, counted = stream.writableLength) {
  const state = stream[kState];
  if (notReady(stream, state, () => writeChunks(stream, chunks, callback, counted))) return;
  const size = chunks.reduce((sum, { chunk }) => sum + chunk.length, 0);
  if (size !== counted && counted > 0) return loseWrite(stream, callback);
  begin(stream, state, size, callback);
  if (state.isClient) diagnostics.chunksWritten(stream, chunks);
  const last = isLast(stream, state, size);
  const gathered = gather(chunks);
  if (gathered >= 0) {
    const next = state.connection.engine.writeGathered(state.id, gathered, writeFlags(state, last));
    buffer = gatherBuffers[next];
    return;
  }
  const final = chunks.length - 1;
  for (let i = 0; i < final; i++) send(stream, state, chunks[i].chunk, chunks[i].encoding, 0);
  send(stream, state, chunks[final].chunk, chunks[final].encoding, writeFlags(state, last));
}

/** Puts chunks together in that buffer; returns their size, -1 when there are too many. */
function gather(chunks) {
  let most = 0;
  for (const { chunk } of chunks) {
    most += typeof chunk === 'string' ? chunk.length * MOST_BYTES : chunk.length;
    if (most > buffer.length) return -1;
  }
  let size = 0;
  for (const { chunk, encoding } of chunks) {
    if (typeof chunk === 'string') {
      size += buffer.write(chunk, size, encoding);
    } else {
      buffer.set(chunk, size);
      size += chunk.length;
    }
  }
  return size;
}

/**
 * Whether the work must wait for the stream's id. It is done in 'ready', after the listeners that were
 * there before it: one that closes the stream keeps the body from being sent.
 */
function notReady(stream, state, work) {
  if (state.id !== undefined) return false;
  if (!stream.destroyed) stream.once('ready', () => whenReady(stream, work));
  return true;
}

function whenReady(stream, work) {
  if (!stream.destroyed) work();
}

function begin(stream, state, size, callback) {
  touchStream(state);
  if (!state.headersSent) stream[kProceed]();
  state.writeSize = size;
  state.writeCallback = callback;
  if (state.writerWaits || isWatched(stream)) keepContext(state);
}

/** Whether what a write brings about is more than its callback. */
function isWatched(stream) {
  return stream.writableNeedDrain || stream.listenerCount('finish') > 0;
}

/**
 * The callback of a write, and the events that it brings about, run in the context in which the write
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

/** Whether a write is the last of its body. A request's that `close()` has ended is cut: it has no end. */
function isLast(stream, state, size) {
  if (state.aborted && state.isClient) return false;
  return state.ending && stream.writableLength === size;
}

function writeFlags(state, last) {
  if (!last) return LAST_OF_WRITE;
  if (tracing && !state.waitForTrailers) traceStream(state, 'shutting down writable on last write');
  state.bodyEnded = true;
  return LAST_OF_BODY | LAST_OF_WRITE;
}

/** `end()` without a chunk, while the last write is on its way: END_STREAM goes with that. */
function endWithWrite(stream) {
  const state = stream[kState];
  if (state.bodyEnded || state.closed || !state.live) return;
  if (stream.writableLength !== state.writeSize) return;
  state.bodyEnded = true;
  state.connection.engine.endBody(state.id);
}

function send(stream, state, chunk, encoding, flags) {
  const { engine } = state.connection;
  let result;
  if (typeof chunk !== 'string') result = engine.writeBuffer(state.id, chunk, flags);
  else if (encoding === 'utf8' || encoding === 'utf-8') {
    result = engine.writeString(state.id, chunk, flags);
  } else if (encoding === 'latin1' || encoding === 'binary') {
    result = engine.writeString(state.id, chunk, flags | LATIN1);
  } else {
    result = engine.writeBuffer(state.id, Buffer.from(chunk, encoding), flags);
  }
  return result;
}

/**
 * Writable holds back all writes but one until that one is done: a second write in a turn would wait
 * for the next. So a small write that nobody waits for is taken for done when its session is about to
 * be written, after the ticks and microtasks of the turn; what came after it follows at once, all
 * together. It happens to one write at a time, and only when the peer has room for it: what the peer
 * does not take still stops the writer.
 */
function joinWrites(stream, state) {
  if (state.joining !== SEPARATE || state.writerWaits || state.writeSize > JOINED) return;
  if (stream.writableLength === state.writeSize) return;
  state.joining = DUE;
  due.push(stream);
  joinsDue[0] = 1;
}

/** The engine is about to write the sessions. */
function joinDue() {
  const streams = due;
  due = spareDue;
  spareDue = streams;
  for (const stream of streams) {
    try {
      joinNow(stream, stream[kState]);
    } catch (error) {
      reportError(error);
    }
  }
  streams.length = 0;
}

function joinNow(stream, state) {
  // It was done in the meantime, or a callback was given.
  if (state.joining !== DUE) return;
  state.joining = SEPARATE;
  if (state.writeCallback === undefined || state.writerWaits || stream.destroyed) return;
  if (!state.live || !state.connection.engine.sendsAtOnce(state.id)) return;
  state.joining = JOINED_AHEAD;
  bodyWritten(stream);
}

setJoin(joinDue);

/** The engine has handed over the oldest write. */
function engineWrote(stream) {
  const state = stream[kState];
  const { joining } = state;
  state.joining = SEPARATE;
  if (joining !== JOINED_AHEAD) bodyWritten(stream);
}

function bodyWritten(stream) {
  const state = stream[kState];
  const callback = state.writeCallback;
  if (callback === undefined) return;
  const context = state.writeContext;
  state.writeCallback = undefined;
  state.writeContext = undefined;
  state.writeSize = 0;
  state.timeout?.touch();
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

/** The program took the memory of a chunk away, or resized it, while Writable held it. */
function loseWrite(stream, callback) {
  const error = new ERR_HTTP2_BUFFER_DETACHED();
  stream.destroy(error);
  nextTick(callback, error);
}

/** The same, while the engine held it; the engine has reset the stream. */
function engineLostBody(stream) {
  stream.destroy(new ERR_HTTP2_BUFFER_DETACHED());
}

/** `_final`: tells the engine that the body ends, unless the last write has. */
function finishBody(stream, callback) {
  const state = stream[kState];
  if (notReady(stream, state, () => finishBody(stream, callback))) return;
  if (tracing && !state.sendsFile) traceStream(state, 'shutting down writable on _final');
  if (state.isClient) diagnostics.bodyEnded(stream);
  if (!state.bodyEnded && !stream.destroyed) {
    state.bodyEnded = true;
    // What closed the stream has ended its body, or not; the head of a response that is still to come
    // will be all of it.
    if (!state.closed && state.headersSent && state.live) state.connection.engine.endBody(state.id);
  }
  // A write after a file is an error that comes before the end.
  if (state.sendsFile) nextTick(callback);
  else callback();
}

module.exports = {
  awaitWrite, bodyWritten, endWithWrite, engineLostBody, engineWrote, finishBody, joinWrites,
  watchWrite, writeBody, writeChunks,
};
