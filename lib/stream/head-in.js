'use strict';

const { constants } = require('../constants.js');
const { responseReceived } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kOrigin } = require('../well-known.js');
const { endReceived, endReceivedWithHead } = require('./body-in.js');
const { kHooks } = require('./hooks.js');
const { Receiving, kState } = require('./state.js');

/**
 * The header blocks that the peer sends on a stream that the program has: the head of its message, the
 * informational ones before it (RFC 9110, 15.2), and trailers.
 */

const {
  HTTP_STATUS_MISDIRECTED_REQUEST: MISDIRECTED, NGHTTP2_FLAG_END_STREAM, NGHTTP2_HCAT_HEADERS,
  NGHTTP2_HCAT_PUSH_RESPONSE,
} = constants;

/**
 * @param {Http2Stream} stream
 * @param {number} category one of NGHTTP2_HCAT_*
 * @param {number} flags those of the frame
 * @param {object} fields
 * @param {string[]} raw names and values, as received
 */
function headReceived(stream, category, flags, fields, raw) {
  const state = stream[kState];
  if (stream.destroyed || state.receiving === Receiving.DROPPED) return;
  const endStream = (flags & NGHTTP2_FLAG_END_STREAM) !== 0;
  const event = eventOf(state, fields, category, endStream);
  if (tracing) traceHeaders(state, event);
  if (event === 'response' || event === 'push') responseReceived(stream, fields, flags);
  if (event === 'response') noteMisdirected(stream, state, fields);
  if (event === 'trailers') stream[kHooks]?.trailers(fields, flags, raw);
  // A reader that waits gets its 'end' before the ticks of this handler, even if it closes the stream.
  if (endStream) {
    if (event === 'trailers') endReceived(stream);
    else endReceivedWithHead(stream);
  }
  emitHeaders(stream, state, event, fields, flags, raw);
}

function eventOf({ isClient }, fields, category, endStream) {
  const status = fields[':status'];
  if (isClient && status >= 100 && status < 200) return status === 100 ? 'continue' : 'headers';
  if (category === NGHTTP2_HCAT_PUSH_RESPONSE) return 'push';
  if (category === NGHTTP2_HCAT_HEADERS && status === undefined) return endStream ? 'trailers' : 'headers';
  return isClient ? 'response' : 'headers';
}

function traceHeaders(state, event) {
  traceStream(state, 'headers received');
  traceStream(state, "emitting stream '%s' event", event);
}

/** The server is not responsible for the origin of the request (RFC 9110, 15.5.20). */
function noteMisdirected(stream, { connection }, fields) {
  if (fields[':status'] === MISDIRECTED) connection.misdirected(stream[kOrigin]);
}

function emitHeaders(stream, { connection, id }, event, fields, flags, raw) {
  connection.streams.showHead(id);
  if (event === 'continue') stream.emit('continue');
  stream.emit(event === 'continue' ? 'headers' : event, fields, flags, raw);
  connection.streams.showHead(0);
}

module.exports = { headReceived };
