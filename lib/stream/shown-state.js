'use strict';

const { positionsOf, streamPresences } = require('../engine/contract.js');
const { deliveries } = require('../engine/delivery.js');
const { streamState: names } = require('../engine/session.js');
const { kState } = require('./state.js');

/**
 * `http2stream.state`. The engine is ahead of the program: it has parsed the whole read whose events
 * are being delivered, and may have closed the stream since. A handler sees the stream as it was
 * at its event.
 */

const { GONE, KNOWN } = streamPresences;

// nghttp2_stream_proto_state.
const IDLE = 1;
const OPEN = 2;
const RESERVED_REMOTE = 4;
const HALF_CLOSED_LOCAL = 5;
const HALF_CLOSED_REMOTE = 6;
const CLOSED = 7;

// Indexed by whether our side has ended, then by whether the peer's has.
const STATES = [[OPEN, HALF_CLOSED_REMOTE], [HALF_CLOSED_LOCAL, CLOSED]];

const DEFAULT_WEIGHT = 16;

const numbers = new Float64Array(names.length);
/** By name, the position of a number. */
const at = positionsOf(names);

function streamState(stream) {
  const state = stream[kState];
  const { connection, id } = state;
  if (connection === undefined || id === undefined) return {};
  const answer = connection.engine.getStreamState(id, numbers);
  if (answer === KNOWN) return asOfNow(stream);
  if (answer === GONE) {
    if (state.aborted) return ended(stream, 0, 1);
    if (state.live || stream.readableEnded) return beforeItsEnd(stream);
  }
  // A request that waits to be sent, or a stream that has ended and is still being read.
  return describe(IDLE, 0, 0, 0, 0);
}

/** The engine has the stream. */
function asOfNow(stream) {
  const state = stream[kState];
  const weight = numbers[at.weight];
  const localClose = numbers[at.localClose];
  const remoteClose = numbers[at.remoteClose];
  if (isOpening(state)) return opening(stream, localClose);
  const window = isUntouched(stream) ? fullWindow(state) : numbers[at.localWindowSize];
  // The END_STREAM that the engine has seen was not delivered yet.
  if (remoteClose === 1 && !hasEnded(state)) {
    return describe(STATES[localClose][0], weight, localClose, 0, window);
  }
  return describe(numbers[at.state], weight, localClose, remoteClose, window);
}

/**
 * The engine has closed the stream, and the program learns what came before. In 'end' the last frame
 * counts as being received.
 */
function beforeItsEnd(stream) {
  const state = stream[kState];
  // The answer to HEAD has no body, and ends with a head that is still to come.
  const localClose = state.bodyEnded && state.headersSent ? 1 : 0;
  if (isOpening(state)) return opening(stream, localClose);
  return ended(stream, localClose, hasEnded(state) && !stream.readableEnded ? 1 : 0);
}

/** The engine has forgotten the stream: the numbers come from what is known here. */
function ended(stream, localClose, remoteClose) {
  const window = fullWindow(stream[kState]) - stream.readableLength;
  return describe(STATES[localClose][remoteClose], DEFAULT_WEIGHT, localClose, remoteClose, window);
}

function isOpening({ connection, id }) {
  return connection.streams.openingId === id;
}

/** In 'stream': nothing but the first header block has been looked at. */
function opening(stream, localClose) {
  const state = stream[kState];
  const shown = state.isClient ? RESERVED_REMOTE : STATES[localClose][0];
  return describe(shown, DEFAULT_WEIGHT, localClose, 0, fullWindow(state));
}

/**
 * The peer's END_STREAM was delivered, and not with the header block that a handler sees now, nor in the
 * delivery whose ticks, with 'end' among them, are running.
 */
function hasEnded({ connection, id, remoteEnded, endedIn }) {
  return remoteEnded && connection.streams.headId !== id && endedIn !== deliveries.count;
}

/** No DATA was delivered yet: what the engine has counted came later. */
function isUntouched(stream) {
  return stream.readableLength === 0 && !stream.readableDidRead;
}

function fullWindow({ connection }) {
  return connection.settings.local.initialWindowSize;
}

function describe(state, weight, localClose, remoteClose, localWindowSize) {
  return { state, weight, sumDependencyWeight: 0, localClose, remoteClose, localWindowSize };
}

module.exports = { streamState };
