'use strict';

const { constants } = require('../constants.js');
const { kHooks } = require('./hooks.js');
const { responseReceived } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kOrigin } = require('../well-known.js');
const { bodyEnded } = require('./receiving.js');
const { kState } = require('./state.js');

/** The header blocks that the peer sends on a stream: the head of its message, what precedes it, trailers. */

const {
  NGHTTP2_FLAG_END_STREAM, NGHTTP2_HCAT_HEADERS, NGHTTP2_HCAT_PUSH_RESPONSE,
  HTTP_STATUS_MISDIRECTED_REQUEST,
} = constants;

/** The head of a request came with END_STREAM. */
function headEndsMessage(stream) {
  stream[kState].endAfterHeaders = true;
  bodyEnded(stream);
}

/**
 * A header block came on a stream that the program has already.
 * @param {Http2Stream} stream
 * @param {number} category of nghttp2, NGHTTP2_HCAT_*
 * @param {number} flags of HEADERS
 * @param {object} fields
 * @param {string[]} raw names and values
 */
function headReceived(stream, category, flags, fields, raw) {
  const state = stream[kState];
  if (stream.destroyed || state.isReset) return;
  const { connection } = state;
  const ends = (flags & NGHTTP2_FLAG_END_STREAM) !== 0;
  const event = eventOf(state, fields, category, ends);
  if (tracing) {
    traceStream(state, 'headers received');
    traceStream(state, "emitting stream '%s' event", event);
  }
  if (event === 'response' || event === 'push') responseReceived(stream, fields, flags);
  if (event === 'response' && fields[':status'] === HTTP_STATUS_MISDIRECTED_REQUEST) {
    connection.misdirected(stream[kOrigin]);
  }
  if (ends && event !== 'trailers') state.endAfterHeaders = true;
  if (event === 'trailers') stream[kHooks]?.trailers(fields, flags, raw);
  // A reader that waits gets its 'end' before the ticks of this handler, even if it closes the stream.
  if (ends) bodyEnded(stream);
  connection.streams.showHead(state.id);
  if (event === 'continue') stream.emit('continue');
  stream.emit(event === 'continue' ? 'headers' : event, fields, flags, raw);
  connection.streams.showHead(0);
}

function eventOf({ isClient }, fields, category, ends) {
  const status = fields[':status'];
  if (isClient && status >= 100 && status < 200) return status === 100 ? 'continue' : 'headers';
  if (category === NGHTTP2_HCAT_PUSH_RESPONSE) return 'push';
  if (category === NGHTTP2_HCAT_HEADERS && status === undefined) return ends ? 'trailers' : 'headers';
  return isClient ? 'response' : 'headers';
}

module.exports = { headEndsMessage, headReceived };
