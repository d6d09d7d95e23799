'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const { lazily } = require('../lazily.js');
const { hooksOf } = require('../stream/hooks.js');

// Loaded with the first server: a program that only loads http2 does without it.
const bodyIn = lazily(() => require('../stream/body-in.js'));

const { NGHTTP2_NO_ERROR } = constants;

/**
 * How the body of a request gets from its stream to the `Http2ServerRequest`. Nothing is listened
 * to before the program reads.
 *
 *     UNREAD --_read(), or DATA while the request flows--> READING --'close' of the stream--> CLOSED
 *        |                                                                                      ^
 *        +------------------------------'close' of the stream-----------------------------------+
 */
const UNREAD = 0;
const READING = 1;
const CLOSED = 2;

/** A listener of the stream. */
function onData(chunk) {
  if (!hooksOf(this).request.push(chunk)) this.pause();
}

/** A listener of the stream. */
function onEnd() {
  hooksOf(this).request.push(null);
}

/** A listener of the request. */
function onPause() {
  this.stream.pause();
}

/** A listener of the request. */
function onResume() {
  this.stream.resume();
}

/** The request's `_read`: its program has room for more. */
function readRequest(request, exchange) {
  if (exchange.reading === UNREAD) startReading(request, exchange);
  // In the next tick, because the reader may pause the request in this one.
  else nextTick(resumeStream, exchange.stream);
}

/** The stream flows from now on. */
function startReading(request, exchange) {
  exchange.reading = READING;
  const { stream } = exchange;
  if (stream.readableEnded) {
    request.push(null);
    return;
  }
  request.on('pause', onPause);
  request.on('resume', onResume);
  stream.on('end', onEnd);
  stream.on('data', onData);
}

function resumeStream(stream) {
  stream.resume();
}

/**
 * DATA arrives at the stream. A program that listens to both stream and request gets each chunk from
 * both, though the stream may begin to flow one tick before the request is read.
 */
function startIfFlowing(request, exchange) {
  if (exchange.reading === UNREAD && request.readableFlowing === true) startReading(request, exchange);
}

/** The stream has closed: the request ends, and closes, at once or after its reader has the rest. */
function closeRequestBody(request, exchange) {
  const { reading } = exchange;
  exchange.reading = CLOSED;
  const isLeft = reading === READING && isLeftToReader(request, exchange.stream);
  if (reading === READING) request.push(null);
  else endUnread(request);
  // A request that the program has destroyed emits 'close' itself.
  if (request.destroyed) return;
  if (isLeft) request.once('end', emitClose);
  else emitClose.call(request);
}

/**
 * Whether somebody takes the rest of a whole body that the request still has: `for await`,
 * `finished()` and web streams take a request that closes before its end for a broken one. A reader
 * may have paused it for the moment.
 */
function isLeftToReader(request, stream) {
  if (request.readableEnded || request.destroyed) return false;
  if (!stream.readableEnded || stream.rstCode !== NGHTTP2_NO_ERROR) return false;
  return bodyIn().isBeingRead(request) || request.listenerCount('data') > 0;
}

/**
 * Empties a request that was never read, so that it ends whether or not anybody cares. When nobody can
 * be listening, the state of its Readable is set without events.
 */
function endUnread(request) {
  if (request._eventsCount === 0) {
    markEnded(request._readableState);
    return;
  }
  request.push(null);
  request.resume();
}

function markEnded(readable) {
  readable.ended = true;
  readable.endEmitted = true;
  readable.flowing = true;
}

/** Once: destroy() emits no second one. */
function emitClose() {
  this._readableState.emitClose = false;
  this.emit('close');
}

module.exports = { CLOSED, UNREAD, closeRequestBody, readRequest, startIfFlowing };
