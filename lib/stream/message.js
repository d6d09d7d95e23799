'use strict';

const { messageFlags, nghttp2Errors } = require('../engine/contract.js');
const { ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_STREAM, NghttpError } = require('../errors/errors.js');
const { encodeHeaders } = require('../headers/encode.js');
const { REQUEST } = require('../headers/rules.js');
const { touchStream } = require('../timeout.js');
const { keepSentHeaders } = require('./sent-headers.js');
const { kState } = require('./state.js');

/**
 * The head of our message: a request, or a response to one, whose body may be a file. `beginMessage()` is
 * the one place that marks it as sent.
 */

/**
 * On the prototype of a server's streams: `respond()`, which a body that comes before its head calls. A
 * program that wraps the method is not called.
 */
const kRespond = Symbol('respond');

const { END_STREAM, WAIT_FOR_TRAILERS } = messageFlags;

/** @throws {Error} ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_HEADERS_SENT */
function checkUnanswered(stream) {
  const state = stream[kState];
  if (stream.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (state.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
}

/**
 * The program answers the stream with a file: the head follows when that is open.
 * @throws {Error} those of `checkUnanswered()`
 */
function promiseMessage(stream) {
  checkUnanswered(stream);
  touchStream(stream[kState]);
}

/**
 * Encodes any block of headers that the program sends on a stream, which resets the stream's timeouts.
 * @param {StreamState} state
 * @param {Array} pairs name, value, name, value...
 * @param {Set<string>} kind of block: see headers/rules.js
 * @param {string} [date]
 * @returns {string} the header block, for the engine
 */
function encodeBlock(state, pairs, kind, date) {
  touchStream(state);
  return encodeHeaders(pairs, kind, state.connection.strict, date);
}

/** Encodes the head of a request, which resets the session's timeout. */
function encodeRequest(connection, pairs) {
  connection.touch();
  return encodeHeaders(pairs, REQUEST, connection.strict);
}

/**
 * The head goes to the engine now.
 * @param {Http2Stream} stream
 * @param {Array|object} headers see `keepSentHeaders()`
 * @param {string|undefined} date
 * @param {boolean} endStream the head is all of the message
 * @param {boolean} waitForTrailers
 */
function beginMessage(stream, headers, date, endStream, waitForTrailers) {
  const state = stream[kState];
  keepSentHeaders(stream, headers, date);
  state.headBegun(endStream);
  if (waitForTrailers) expectTrailers(state);
}

/** A stream that the peer has pushed: our side of it never sends anything (RFC 9113, 5.1). */
function skipMessage(stream) {
  stream[kState].headBegun(true);
}

/** The engine asks for trailers at the end of our body. */
function expectTrailers(state) {
  state.waitForTrailers = true;
}

/** @returns {number} for the engine's commands `request()` and `respond()` */
function headFlags(endStream, waitForTrailers) {
  return (endStream ? END_STREAM : 0) | (waitForTrailers ? WAIT_FOR_TRAILERS : 0);
}

/**
 * Gives the head of a response to the engine.
 * @returns {boolean} whether a body may follow
 */
function submitResponse(stream, block, endStream) {
  const state = stream[kState];
  if (!state.live) return false;
  const { connection, id, waitForTrailers } = state;
  const result = connection.engine.respond(id, block, headFlags(endStream, waitForTrailers));
  destroyIfRefused(stream, result);
  return result === 0;
}

/** Gives the head of an informational response to the engine. */
function submitInformation(stream, block) {
  const { connection, id, live } = stream[kState];
  if (live) destroyIfRefused(stream, connection.engine.information(id, block));
}

/** A stream that the peer has reset is no failure: the event that says so is on its way. */
function destroyIfRefused(stream, result) {
  if (result < 0 && result !== nghttp2Errors.STREAM_CLOSED) stream.destroy(new NghttpError(result));
}

module.exports = {
  beginMessage, checkUnanswered, encodeBlock, encodeRequest, expectTrailers, headFlags, kRespond,
  promiseMessage, skipMessage, submitInformation, submitResponse,
};
