'use strict';

const { afterMicrotasks } = require('../clock.js');
const { deliveries } = require('../engine/delivery.js');
const { kHooks } = require('./hooks.js');
const { kState } = require('./state.js');

/**
 * The body that the peer sends. A reader that stops reading stops the peer: the engine withholds
 * window updates while the stream is paused.
 */

const NOTHING = Buffer.alloc(0);

/** `_read`: the reader wants more. */
function readBody(stream) {
  const state = stream[kState];
  state.didRead = true;
  if (state.remoteEnded && !state.pushedEnd) {
    if (!state.endsLater) pushEnd(stream, state);
    return;
  }
  if (stream.readableFlowing === true || stream.listenerCount('readable') > 0) resumeBody(stream);
  else if (state.live) consumeRead(stream, state);
}

/**
 * Nobody reads on, though a Readable fills its buffer all the same: the window opens for no more
 * than was taken out of it. The empty chunk says that this read is over, so that the next is told.
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

/** DATA has come. */
function bodyReceived(stream, chunk) {
  const state = stream[kState];
  state.timeout?.touch();
  if (stream.destroyed || state.pushedEnd || state.isReset) return;
  stream[kHooks]?.dataArrives();
  if (!stream.push(chunk)) pauseBody(stream);
}

/**
 * END_STREAM has come, with DATA or trailers or at the head.
 * @param {boolean} [afterData] the DATA was delivered just now: what its handlers have put off to
 *   microtasks, such as to listen for `'end'`, comes before the end
 */
function bodyEnded(stream, afterData) {
  const state = stream[kState];
  if (state.isReset) return;
  state.remoteEnded = true;
  state.endedIn = deliveries.count;
  if (afterData === true) {
    state.endsLater = true;
    afterMicrotasks(() => endNow(stream));
  } else {
    endNow(stream);
  }
}

function endNow(stream) {
  const state = stream[kState];
  state.endsLater = false;
  // A reader that waits gets the end now; others when they begin.
  if (state.didRead && !state.isReset) pushEnd(stream, state);
}

function pushEnd(stream, state) {
  if (state.pushedEnd) return;
  state.pushedEnd = true;
  stream.push(null);
}

module.exports = { bodyEnded, bodyReceived, pauseBody, pushEnd, readBody, resumeBody };
