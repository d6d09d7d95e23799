'use strict';

const { afterMicrotasks, nextTick, setImmediate, setTimeout } = require('../clock.js');
const { constants } = require('../constants.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { isBeingRead, isUnread, pushEnd } = require('./body-in.js');
const { bodyWritten, hasEndedLater } = require('./body-out.js');
const { hooksOf } = require('./hooks.js');
const { closeStream, markClosed } = require('./reset.js');
const { markUnprocessed } = require('./retry.js');
const { Cut, Receiving, kState } = require('./state.js');

/**
 * How a stream ends: the engine has closed it, or the connection is gone. A stream whose reader still has
 * data to take is closed first and destroyed then. Such a stream belongs to its reader: it needs neither
 * the engine nor the connection any more.
 *
 *     open --close(code), RST_STREAM, both sides done--> closed --data read--> destroyed
 *       |                                                  ^                       ^
 *       +-- connection lost, the peer's message is whole --+                       |
 *       +-- destroy(), connection lost --------------------------------------------+
 */

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR, NGHTTP2_REFUSED_STREAM } = constants;

/** Writable postpones `'finish'` for a tick or two. */
const TICKS_UNTIL_FINISH = 3;

/** Milliseconds for which a reader may take nothing of a stream that has lost its connection and is full. */
const READER_PATIENCE = 10_000;

/**
 * The engine has closed the stream.
 * @param {Http2Stream} stream
 * @param {number} code
 * @param {boolean} isCounted the engine counts the stream until it is destroyed
 * @param {boolean} isCut it was closed before our message was sent in full
 */
function engineClosed(stream, code, isCounted, isCut) {
  const state = stream[kState];
  if (isCounted) state.isCounted = true;
  if (isCut && !state.closed) state.cutByPeer();
  state.detached();
  // `for await` attaches its reader in a microtask: it must not find a client's stream closed.
  if (state.isClient && stream.readableFlowing === null) setImmediate(endInContext, stream, code);
  else end(stream, code);
}

function endInContext(stream, code) {
  stream[kState].context.runInAsyncScope(end, undefined, stream, code);
}

function end(stream, engineCode) {
  if (stream.destroyed) return;
  const state = stream[kState];
  const code = wasCutOff(state, engineCode) ? state.rstCode : engineCode;
  if (tracing) traceClosed(stream, state, code);
  const byUser = state.closed;
  // nghttp2 has the same code for what a GOAWAY leaves out.
  if (!byUser && code === NGHTTP2_REFUSED_STREAM) markUnprocessed(stream);
  if (!byUser) markClosed(stream, code);
  else if (isDropped(stream, state)) {
    stream.destroy();
    return;
  }
  const unread = !state.isClient && isUnread(stream);
  if (code !== NGHTTP2_NO_ERROR || !stream.readable || (unread && !isAwaited(stream))) {
    endWithoutReader(stream, state, code);
  } else {
    leaveMessage(stream, state, unread, byUser);
  }
}

/** We reset the stream while the rest of it, which made it complete for the engine, was not looked at. */
function wasCutOff({ receiving }, engineCode) {
  return engineCode === NGHTTP2_NO_ERROR && receiving === Receiving.DROPPED;
}

/** The program has cancelled the stream, and nothing of what came all the same is being read. */
function isDropped(stream, { rstCode }) {
  return rstCode === NGHTTP2_CANCEL && !isBeingRead(stream);
}

/** Whether the program will miss something of a stream that it does not read. */
function isAwaited(stream) {
  return stream.readableLength > 0 || stream.listenerCount('end') > 0;
}

/** Nothing is left to be read, or the stream has failed. */
function endWithoutReader(stream, state, code) {
  // A reader in the middle of the body learns that no more comes.
  const isOrderly = code === NGHTTP2_NO_ERROR || code === NGHTTP2_CANCEL;
  if (state.didRead && isOrderly) pushEnd(stream, state);
  if (code === NGHTTP2_NO_ERROR && state.cut === Cut.NOT) destroySent(stream, state);
  else stream.destroy();
}

/** The peer's message is left to its reader. */
function leaveMessage(stream, state, unread, byUser) {
  if (!unread && state.cut !== Cut.BY_PEER) bodyWritten(stream);
  if (!byUser) state.leftToReader();
  destroyAtEnd(stream, state);
  // Nobody asked for a server's request body: it is thrown away.
  if (unread) stream.resume();
  else stream.read(0);
  if (isOpenedByPeer(state) && !stream.destroyed) countUnread(stream, state);
}

/** The stream is destroyed when its reader has taken the rest of the message. */
function destroyAtEnd(stream, state) {
  stream.prependListener('end', destroyAfterEnd);
  pushEnd(stream, state);
}

/** The peer opens requests to a server, and what it pushes (RFC 9113, 5.1.1). */
function isOpenedByPeer({ isClient, id }) {
  return !isClient || id % 2 === 0;
}

/** The peer may open streams without end while the program holds those that have ended. */
function countUnread(stream, state) {
  if (stream.readableLength === 0 && stream.readableFlowing === true) return;
  state.isCounted = true;
  state.connection.engine.keepUnread(state.id, stream.readableLength);
}

/**
 * Whether a stream outlives its connection: the peer's message has come in full, and its reader has
 * not taken all of it.
 */
function isLeftToReader(stream) {
  const state = stream[kState];
  if (waitsForItself(stream)) return false;
  // The engine has closed the stream: it waits for its reader already, or is about to.
  if (!state.live) return !stream.destroyed;
  if (!state.remoteEnded || !stream.readable || isUnread(stream)) return false;
  return !state.closed || state.rstCode === NGHTTP2_NO_ERROR;
}

/**
 * Whether the reader reads on only when the stream has room for what was written to it, as one that echoes
 * does: without a connection that never happens.
 */
function waitsForItself(stream) {
  const { pipes } = stream._readableState;
  if (!waitsForRoom(stream)) return false;
  return pipes.length > 0 ? pipes.includes(stream) : stream.readableFlowing !== true;
}

/**
 * Whether a `write()` was told to wait. Node leaves `needDrain` set on a Writable that was ended, though
 * nobody waits for it; an aborted stream was ended by us.
 */
function waitsForRoom(stream) {
  if (!stream._writableState.needDrain || stream.writableLength === 0) return false;
  return !stream.writableEnded || stream.aborted;
}

/**
 * The connection has ended, without an error: streams that are not left to their reader are cancelled,
 * whether or not our own message was sent in full.
 */
function connectionLost(stream) {
  const state = stream[kState];
  const isLeft = isLeftToReader(stream);
  if (isLeft && !state.live) return;
  try {
    if (!state.closed) closeStream(stream, NGHTTP2_CANCEL);
  } finally {
    // A listener of 'aborted' may throw, and the session would wait for the stream.
    if (isLeft && !stream.destroyed) detach(stream, state);
    else stream.destroy();
  }
}

/** The connection is gone, and the stream is closed. */
function detach(stream, state) {
  state.detached();
  destroyAtEnd(stream, state);
  stream.read(0);
  if (waitsForRoom(stream)) giveUpLater(stream);
}

/**
 * A reader that pipes to the stream by way of others waits for room in it, too. One that has taken nothing
 * for some time is such a reader.
 */
function giveUpLater(stream) {
  const { readableLength } = stream;
  setTimeout(() => {
    if (stream.destroyed) return;
    if (stream.readableLength === readableLength) stream.destroy();
    else giveUpLater(stream);
  }, READER_PATIENCE).unref();
}

/**
 * The whole body was sent, and the callbacks that wait for that run before the stream is destroyed.
 * Without a callback, and when its reader is through, a stream emits no 'finish', as with node:http2,
 * unless `end()` came after the last write.
 */
function destroySent(stream, state) {
  if (stream.writableFinished || !awaitsFinish(stream, state)) {
    stream.destroy();
    return;
  }
  const isHeard = state.writerWaits || stream.listenerCount('finish') > 0;
  bodyWritten(stream);
  nextTick(destroyFinished, stream, isHeard, TICKS_UNTIL_FINISH);
}

function awaitsFinish(stream, state) {
  if (state.writerWaits) return true;
  return stream.readable ? isEndWatched(stream) : hasEndedLater(state) && stream.listenerCount('finish') > 0;
}

/** Whether anybody would miss 'finish': it costs a few ticks. */
function isEndWatched(stream) {
  // The hooks come with a listener of 'close' of their own.
  const ownListeners = hooksOf(stream) === undefined ? 0 : 1;
  return stream.listenerCount('finish') > 0 || stream.listenerCount('close') > ownListeners ||
    stream.listenerCount('prefinish') > 0;
}

/** 'finish' comes before 'close'. */
function destroyFinished(stream, isHeard, ticksLeft) {
  if (!stream.writableFinished && !stream.destroyed && ticksLeft > 0) {
    nextTick(destroyFinished, stream, isHeard, ticksLeft - 1);
    return;
  }
  if (isHeard) destroyAfterPromises(stream);
  else stream.destroy();
}

/** A program that awaits an event before `'close'` can still add a listener of that. */
function destroyAfterPromises(stream) {
  afterMicrotasks(() => stream.destroy());
}

function traceClosed(stream, state, code) {
  const { closed } = state;
  traceStream(state, 'closed with code %d, closed %s, readable %s', code, closed, stream.readable);
}

/** The first listener of `'end'`: the others see the stream before it is destroyed, and may throw. */
function destroyAfterEnd() {
  const state = this[kState];
  state.readToEnd();
  if (state.isClient) destroyAfterPromises(this);
  else if (state.writeCallback === undefined || state.cut === Cut.BY_PEER) nextTick(destroyNow, this);
  else destroyAnswered(this);
}

/** The 'end' of a request that nobody reads comes before the 'finish' of its answer. */
function destroyAnswered(stream) {
  bodyWritten(stream);
  nextTick(destroyFinished, stream, false, TICKS_UNTIL_FINISH);
}

function destroyNow(stream) {
  stream.destroy();
}

module.exports = { connectionLost, engineClosed, isEndWatched, isLeftToReader };
