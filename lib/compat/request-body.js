'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const { isBeingRead } = require('../stream/being-read.js');
const { kCompat } = require('./hooks.js');

const { NGHTTP2_NO_ERROR } = constants;

/**
 * How the body of a request gets from its stream to the `Http2ServerRequest`. Nothing is listened
 * to before the program reads.
 */

/** Listeners of the stream: `this` is the stream. */
function onData(chunk) {
  if (!this[kCompat].request.push(chunk)) this.pause();
}

function onEnd() {
  this[kCompat].request.push(null);
}

/** Listeners of the request: `this` is the request. */
function onPause() {
  this.stream.pause();
}

function onResume() {
  this.stream.resume();
}

/** Begins to read; the stream flows from now on. */
function startReading(request, exchange) {
  exchange.didRead = true;
  const { stream } = exchange;
  if (stream.readableEnded || exchange.requestClosed) {
    request.push(null);
    return;
  }
  request.on('pause', onPause);
  request.on('resume', onResume);
  stream.on('end', onEnd);
  stream.on('data', onData);
}

/**
 * DATA comes for the stream. Who listens to both stream and request gets it from both, though the
 * stream may begin to flow a tick before the request is read.
 */
function bodyComes(request, exchange) {
  if (!exchange.didRead && request.readableFlowing === true) startReading(request, exchange);
}

function resumeStream(stream) {
  stream.resume();
}

/** The request has room again; in the next tick, as its reader may pause it in this one. */
function continueReading(exchange) {
  nextTick(resumeStream, exchange.stream);
}

/**
 * Ends a request whose stream has closed. One that was never read is emptied, so that it ends
 * whether or not somebody cares; if nobody can be listening, its state is set without events.
 */
function finishUnread(request, exchange) {
  if (exchange.didRead) {
    request.push(null);
    return;
  }
  exchange.didRead = true;
  if (request._eventsCount === 0) {
    markEnded(request._readableState);
    return;
  }
  request.push(null);
  request.resume();
}

/**
 * Whether somebody takes the rest of a whole body that the request has, when its stream has closed:
 * `for await`, `finished()` and web streams take a request that closes before its end for a broken one.
 * A reader may have paused it for the moment.
 */
function isLeftToReader(request, { didRead, stream }) {
  if (!didRead || request.readableEnded || request.destroyed) return false;
  if (!stream.readableEnded || stream.rstCode !== NGHTTP2_NO_ERROR) return false;
  return isBeingRead(request) || request.listenerCount('data') > 0;
}

function markEnded(state) {
  state.ended = true;
  state.endEmitted = true;
  state.flowing = true;
}

module.exports = { bodyComes, continueReading, finishUnread, isLeftToReader, startReading };
