'use strict';

const { afterMicrotasks } = require('../clock.js');
const { deliveries } = require('../engine/delivery.js');
const { kHooks } = require('./hooks.js');
const { Receiving, kState } = require('./state.js');

/**
 * The body that the peer sends. A reader that stops reading stops the peer: the engine withholds
 * window updates while the stream is paused (RFC 9113, 5.2).
 */

const NOTHING = Buffer.alloc(0);

/** @returns {boolean} whether anybody takes what arrives; a pipe counts even while its sink is full */
function isBeingRead(stream) {
  return stream.readableFlowing === true || stream.listenerCount('readable') > 0 ||
    stream._readableState.pipes.length > 0;
}

/** @returns {boolean} whether nobody has ever asked for the body */
function isUnread(stream) {
  return stream.readableFlowing === null && stream.listenerCount('readable') === 0;
}

/** `_read`: the reader wants more. */
function readBody(stream) {
  const state = stream[kState];
  state.didRead = true;
  switch (state.receiving) {
    case Receiving.ENDED:
      pushEnd(stream, state);
      return;
    case Receiving.ENDING:
    case Receiving.HELD:
      return;
    default:
  }
  if (stream.readableFlowing === true) resumeBody(stream);
  else if (state.live) consumeRead(stream, state);
}

/**
 * A Readable fills its buffer though nobody reads on. The window then opens only for what the program
 * has taken out of the buffer, as it does for one that reads by `read()`. The empty chunk ends this
 * `_read`, so that Readable calls the next.
 */
function consumeRead(stream, state) {
  state.connection.engine.consumeAllBut(state.id, stream.readableLength);
  stream.push(NOTHING);
}

/** The window opens again for what was withheld, and for more. */
function resumeBody(stream) {
  const state = stream[kState];
  if (!state.paused || !state.live) return;
  state.paused = false;
  state.connection.engine.resumeReading(state.id);
}

function pauseBody(stream) {
  const state = stream[kState];
  if (state.paused || !state.live) return;
  state.paused = true;
  state.connection.engine.pauseReading(state.id);
}

/** DATA arrived. */
function dataReceived(stream, chunk) {
  if (stream.destroyed || stream[kState].receiving !== Receiving.OPEN) return;
  stream[kHooks]?.dataArrives();
  if (!stream.push(chunk)) pauseBody(stream);
}

/**
 * END_STREAM arrived with DATA. `'end'` does not wait for a reader when there is nothing to read, as with
 * the builtin: a program may listen for that alone.
 * @param {boolean} afterData see endReceived()
 */
function endReceivedWithData(stream, afterData) {
  endReceived(stream, afterData);
  if (stream.readableFlowing !== true && stream.readableLength === 0) afterMicrotasks(() => endEmpty(stream));
}

/** What handlers have put off to microtasks, such as listening for `'end'`, was done. */
function endEmpty(stream) {
  const state = stream[kState];
  if (stream.destroyed || stream.readableLength > 0) return;
  if (state.receiving === Receiving.ENDED) pushEnd(stream, state);
  if (state.receiving === Receiving.DELIVERED) stream.read(0);
}

/**
 * END_STREAM arrived with DATA or trailers.
 * @param {boolean} [afterData] the DATA was delivered just now: what its handlers have put off to
 *   microtasks, such as listening for `'end'`, comes before the end
 */
function endReceived(stream, afterData) {
  const state = stream[kState];
  if (state.receiving === Receiving.DROPPED) return;
  state.endReceived(afterData === true);
  state.endedIn = deliveries.count;
  if (afterData === true) afterMicrotasks(() => endLater(stream));
  else endNow(stream, state);
}

/** END_STREAM arrived with the first head of the peer's message: it has no body. */
function endReceivedWithHead(stream) {
  stream[kState].endAfterHeaders = true;
  endReceived(stream);
}

/** A stream on which the peer never sends anything. */
function endWithoutMessage(stream) {
  const state = stream[kState];
  state.endReceived(false);
  pushEnd(stream, state);
}

function endLater(stream) {
  const state = stream[kState];
  const { receiving } = state;
  if (receiving === Receiving.ENDING || receiving === Receiving.HELD) state.endIsDue();
  if (receiving === Receiving.ENDING) endNow(stream, state);
}

/** A reader that waits gets the end now, and others when they begin to read. */
function endNow(stream, state) {
  if (state.didRead) pushEnd(stream, state);
}

function pushEnd(stream, state) {
  if (state.receiving >= Receiving.DELIVERED) return;
  state.endPushed();
  stream.push(null);
}

module.exports = {
  dataReceived, endReceived, endReceivedWithData, endReceivedWithHead, endWithoutMessage, isBeingRead,
  isUnread, pauseBody, pushEnd, readBody, resumeBody,
};
