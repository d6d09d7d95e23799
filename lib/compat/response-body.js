'use strict';

const { nextTick } = require('../clock.js');
const { ERR_HTTP2_INVALID_STREAM, ERR_STREAM_WRITE_AFTER_END } = require('../errors/errors.js');
const { hooksOf } = require('../stream/hooks.js');
const { lazily } = require('../lazily.js');
const { headersOf } = require('./response-headers.js');
const { awaitTrailersOnceSent } = require('./trailers.js');

// Loaded with the first server: a program that only loads http2 does without it.
const streamModule = lazily(() => require('../stream/stream.js'));

/**
 * How a response gets to its stream: headers, body, end.
 *
 *     NOT_BEGUN --write()--> BEGUN --end()--> ENDED
 *       |  |                                   ^ ^
 *       |  +--the head ended the stream--> FORBIDDEN
 *       +--end()---------------------------------+
 *
 * FORBIDDEN stands for HEAD and the status codes 204, 205 and 304: writes are dropped.
 */
const NOT_BEGUN = 0;
const FORBIDDEN = 1;
const BEGUN = 2;
const ENDED = 3;

/** The options of `respond()` by their bits, so that none is made per response. */
const END_STREAM = 1;
const WAIT_FOR_TRAILERS = 2;
const SEND_DATE = 4;
const respondOptions = Array.from({ length: 8 }, (unused, bits) => Object.freeze({
  endStream: (bits & END_STREAM) !== 0,
  waitForTrailers: (bits & WAIT_FOR_TRAILERS) !== 0,
  sendDate: (bits & SEND_DATE) !== 0,
}));

/** Whether `response.end()` was called. */
function hasEnded(exchange) {
  return exchange.body === ENDED;
}

function sendHeaders(exchange) {
  const { stream } = exchange;
  const endStream = hasEnded(exchange);
  const headers = headersOf(exchange);
  headers[':status'] = exchange.statusCode;
  const bits = (endStream ? END_STREAM : 0) | (mustWait(exchange) ? WAIT_FOR_TRAILERS : 0) |
    (exchange.sendDate ? SEND_DATE : 0);
  stream.respond(headers, respondOptions[bits]);
  if (!endStream && stream.writableEnded && !refusesTunnel(exchange)) exchange.body = FORBIDDEN;
}

/** Trailers may be set until the end, but waiting for them costs one more event of the stream. */
function mustWait({ stream, ownTrailers }) {
  return ownTrailers !== undefined || stream.listenerCount('wantTrailers') > 0;
}

/** Whether the response refuses a CONNECT: then a write is an error of the stream, not dropped. */
function refusesTunnel({ request }) {
  return request !== null && request.headers[':method'] === 'CONNECT';
}

function writeBody(response, exchange, chunk, encoding, callback) {
  if (hasEnded(exchange)) return refuse(response, new ERR_STREAM_WRITE_AFTER_END(), callback);
  if (exchange.closed) return refuse(response, new ERR_HTTP2_INVALID_STREAM(), callback);
  if (exchange.isOver) return false;
  const { stream } = exchange;
  if (!stream.headersSent) response.writeHead(exchange.statusCode);
  if (exchange.body === FORBIDDEN) return drop(callback);
  beginBody(exchange);
  const hasRoom = stream.write(chunk, encoding, callback);
  if (!hasRoom) forwardDrain(stream);
  return hasRoom;
}

/** A body in pieces waits for trailers, so that the stream does not close before it has finished. */
function beginBody(exchange) {
  if (exchange.body !== NOT_BEGUN) return;
  exchange.body = BEGUN;
  awaitTrailersOnceSent(exchange);
}

/** The program waits for `'drain'` of the response. */
function forwardDrain(stream) {
  if (!stream.listeners('drain').includes(onDrain)) stream.on('drain', onDrain);
}

/** A listener of the stream. */
function onDrain() {
  hooksOf(this).response.emit('drain');
}

function refuse(response, err, callback) {
  if (typeof callback === 'function') nextTick(callback, err);
  response.destroy(err);
  return false;
}

/** Drops a chunk of a body that the response must not have. */
function drop(callback) {
  if (typeof callback === 'function') nextTick(callback, new ERR_STREAM_WRITE_AFTER_END());
  return false;
}

/** @param {boolean} isPlain whether `response.write` is our own, replaced by nobody */
function endBody(response, exchange, isPlain, chunk, encoding, callback) {
  if (exchange.closed || hasEnded(exchange)) {
    if (typeof callback === 'function') nextTick(callback);
    return response;
  }
  if (chunk !== null && chunk !== undefined) {
    if (isPlain && callback === undefined && isWhole(exchange)) {
      return endWithBody(response, exchange, chunk, encoding);
    }
    response.write(chunk, encoding);
  }
  exchange.body = ENDED;
  finish(response, exchange, callback);
  return response;
}

/** Whether what comes with `end()` is the whole body, and may go to the stream as such. */
function isWhole(exchange) {
  const { stream, body } = exchange;
  return body !== BEGUN && !exchange.isOver && !stream.destroyed &&
    streamModule().isWriteOriginal(stream);
}

/** The stream gets the whole body and its end in one call. */
function endWithBody(response, exchange, chunk, encoding) {
  const { stream } = exchange;
  if (!stream.headersSent) response.writeHead(exchange.statusCode);
  if (exchange.body !== FORBIDDEN) stream.end(chunk, encoding);
  exchange.body = ENDED;
  return response;
}

function finish(response, exchange, callback) {
  const { stream } = exchange;
  if (typeof callback === 'function') {
    if (stream.writableEnded) response.once('finish', callback);
    else awaitFinish(exchange, callback);
  }
  if (!stream.headersSent) response.writeHead(exchange.statusCode);
  if (exchange.closed || stream.destroyed) exchange.closeResponse();
  else stream.end();
}

/** Only a stream that waits for trailers surely finishes before it closes. */
function awaitFinish(exchange, callback) {
  awaitTrailersOnceSent(exchange);
  exchange.stream.once('finish', callback);
}

module.exports = { NOT_BEGUN, endBody, hasEnded, sendHeaders, writeBody };
