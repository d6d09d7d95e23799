'use strict';

const { nextTick } = require('../clock.js');
const { ERR_HTTP2_INVALID_STREAM, ERR_STREAM_WRITE_AFTER_END } = require('../errors/errors.js');
const { kCallsCompat, kWaitForTrailers, kWritesPlainly } = require('./hooks.js');
const { forwardDrain } = require('./listeners.js');
const { headersOf } = require('./response-headers.js');

/** How a response gets to its stream: headers, body, end. */

/** Options of `respond()` by their bits: none is made per response. */
const END_STREAM = 1;
const WAIT_FOR_TRAILERS = 2;
const SEND_DATE = 4;
const respondOptions = Array.from({ length: 8 }, (unused, bits) => Object.freeze({
  endStream: (bits & END_STREAM) !== 0,
  waitForTrailers: (bits & WAIT_FOR_TRAILERS) !== 0,
  sendDate: (bits & SEND_DATE) !== 0,
}));

/** Trailers may be set until the end, but to wait for them costs one more event of the stream. */
function mustWait(exchange) {
  if (exchange.ownTrailers !== undefined || exchange.awaitsFinish) return true;
  const { stream } = exchange;
  if (stream[kCallsCompat] !== true) return true;
  return stream.listenerCount('wantTrailers') > 0;
}

function sendHeaders(exchange) {
  const { stream, ending } = exchange;
  const headers = headersOf(exchange);
  headers[':status'] = exchange.statusCode;
  const bits = (ending ? END_STREAM : 0) | (mustWait(exchange) ? WAIT_FOR_TRAILERS : 0) |
    (exchange.sendDate ? SEND_DATE : 0);
  stream.respond(headers, respondOptions[bits]);
  exchange.bodiless = !ending && stream.writableEnded && !refusesTunnel(exchange);
}

/** To write to a tunnel that is not there is an error of its stream. */
function refusesTunnel({ request }) {
  return request !== null && request.headers[':method'] === 'CONNECT';
}

/** Trailers were set: if the stream was not told to wait for them, it is told now. */
function waitForTrailers(exchange) {
  const { stream } = exchange;
  if (!stream.headersSent || stream[kWaitForTrailers] === undefined) return;
  stream[kWaitForTrailers]();
}

function writeBody(response, exchange, chunk, encoding, callback) {
  if (exchange.ending) return refuse(response, new ERR_STREAM_WRITE_AFTER_END(), callback);
  if (exchange.closed) return refuse(response, new ERR_HTTP2_INVALID_STREAM(), callback);
  if (exchange.destroyed) return false;
  const { stream } = exchange;
  if (!stream.headersSent) response.writeHead(exchange.statusCode);
  if (exchange.bodiless) return drop(callback);
  beginWriting(exchange);
  const room = stream.write(chunk, encoding, callback);
  if (!room) forwardDrain(stream);
  return room;
}

/** A body in pieces waits for trailers, so that the stream does not close before it has finished. */
function beginWriting(exchange) {
  if (exchange.wrote) return;
  exchange.wrote = true;
  waitForTrailers(exchange);
}

function refuse(response, err, callback) {
  if (typeof callback === 'function') nextTick(callback, err);
  response.destroy(err);
  return false;
}

/** A chunk of a body that the response can't have. */
function drop(callback) {
  if (typeof callback === 'function') nextTick(callback, new ERR_STREAM_WRITE_AFTER_END());
  return false;
}

/** @param {boolean} plain whether `response.write` is our own, wrapped by nobody */
function endBody(response, exchange, plain, chunk, encoding, callback) {
  const { stream } = exchange;
  const headRequest = stream.headRequest === true;
  if ((exchange.closed || exchange.ending) && exchange.headRequest === headRequest) {
    if (typeof callback === 'function') nextTick(callback);
    return response;
  }
  if (chunk !== null && chunk !== undefined) {
    if (plain && callback === undefined && nothingWritten(exchange)) {
      return endAtOnce(response, exchange, chunk, encoding);
    }
    response.write(chunk, encoding);
  }
  exchange.headRequest = headRequest;
  exchange.ending = true;
  finish(response, exchange, callback);
  return response;
}

function nothingWritten({ stream, closed, destroyed, wrote }) {
  return !wrote && !closed && !destroyed && !stream.destroyed && stream[kWritesPlainly]?.() === true;
}

/** The whole body: the stream gets its last chunk and its end in one call. */
function endAtOnce(response, exchange, chunk, encoding) {
  const { stream } = exchange;
  exchange.atOnce = true;
  if (!stream.headersSent) response.writeHead(exchange.statusCode);
  if (!exchange.bodiless) stream.end(chunk, encoding);
  exchange.headRequest = stream.headRequest === true;
  exchange.ending = true;
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
  exchange.awaitsFinish = true;
  waitForTrailers(exchange);
  exchange.stream.once('finish', callback);
}

module.exports = { endBody, sendHeaders, waitForTrailers, writeBody };
