'use strict';

const { setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const { NghttpError } = require('../errors/errors.js');
const { responseReceived } = require('../observe/channels.js');
const { traceSession, traceStream, tracing } = require('../observe/trace.js');
const { kHooks } = require('../stream/hooks.js');
const { kState } = require('../stream/state.js');
const { bodyEnded } = require('../stream/receiving.js');
const { kOrigin } = require('../well-known.js');
const lifecycle = require('./lifecycle.js');
const { remoteSettingsChanged } = require('./session-settings.js');

/** What the engine's events mean for a session and its streams. */

const {
  NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM, NGHTTP2_FRAME_SIZE_ERROR, NGHTTP2_HCAT_HEADERS,
  NGHTTP2_HCAT_PUSH_RESPONSE, NGHTTP2_HCAT_REQUEST, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR,
  NGHTTP2_REFUSED_STREAM,
  HTTP_STATUS_MISDIRECTED_REQUEST: MISDIRECTED,
} = constants;

function request(connection, id, category, flags, fields, raw) {
  if (category !== NGHTTP2_HCAT_REQUEST) return;
  if (connection.closed) {
    connection.engine.reset(id, NGHTTP2_REFUSED_STREAM, false);
    return;
  }
  const stream = connection.createStream(id, fields);
  if (tracing) traceStream(stream[kState], 'headers received');
  if ((flags & NGHTTP2_FLAG_END_STREAM) !== 0) {
    stream[kState].endAfterHeaders = true;
    bodyEnded(stream);
  }
  connection.openingId = id;
  connection.emitStream(stream, fields, flags, raw);
  connection.openingId = 0;
}

function response(stream, category, flags, fields, raw) {
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
  // The server does not answer for that origin (RFC 8336, 2.3, and RFC 9110, 15.5.20).
  if (event === 'response' && fields[':status'] === MISDIRECTED) {
    connection.originSet?.delete(stream[kOrigin]);
  }
  if (ends && event !== 'trailers') state.endAfterHeaders = true;
  if (event === 'trailers') stream[kHooks]?.trailers(fields, flags, raw);
  // A reader that waits gets its 'end' before the ticks of this handler, even if it closes the stream.
  if (ends) bodyEnded(stream);
  connection.headId = state.id;
  if (event === 'continue') stream.emit('continue');
  stream.emit(event === 'continue' ? 'headers' : event, fields, flags, raw);
  connection.headId = 0;
}

function eventOf({ isClient }, fields, category, ends) {
  const status = fields[':status'];
  if (isClient && status >= 100 && status < 200) return status === 100 ? 'continue' : 'headers';
  if (category === NGHTTP2_HCAT_PUSH_RESPONSE) return 'push';
  if (category === NGHTTP2_HCAT_HEADERS && status === undefined) return ends ? 'trailers' : 'headers';
  return isClient ? 'response' : 'headers';
}

// Of nghttp2, like those that programs see.
const ERR_STREAM_CLOSING = -511;
const ERR_SESSION_CLOSING = -530;

// A frame that could not be sent because its stream or session ended meanwhile is no error.
const EXPECTED = new Set([
  constants.NGHTTP2_ERR_STREAM_CLOSED, ERR_STREAM_CLOSING, ERR_SESSION_CLOSING,
]);

// A header block over `maxSendHeaderBlockLength`.
const FRAME_TOO_LARGE = constants.NGHTTP2_ERR_FRAME_SIZE_ERROR;

function frameError(connection, id, type, error) {
  if (EXPECTED.has(error)) return;
  const code = error === FRAME_TOO_LARGE ? NGHTTP2_FRAME_SIZE_ERROR : NGHTTP2_INTERNAL_ERROR;
  const stream = connection.streams.get(id);
  if (stream !== undefined) {
    stream.emit('frameError', type, code, id);
    setImmediate(endUnsent, connection, stream, code);
    return;
  }
  connection.session.emit('frameError', type, code, id);
  connection.session.destroy(new NghttpError(error));
}

/**
 * A frame of the stream could not be sent: it ends, and the session takes no new ones. A stream that
 * neither side cares for any more has no error.
 */
function endUnsent(connection, stream, code) {
  if (!stream.destroyed) {
    const over = stream.writableFinished && stream.readableFlowing === null;
    stream.close(over ? NGHTTP2_NO_ERROR : code);
    stream.destroy();
  }
  connection.session.close();
}

/** @param {string} packed the peer's settings, and those of the frame that have no name */
function settings(connection, packed) {
  if (tracing) traceSession(connection, 'settings received');
  remoteSettingsChanged(connection, packed);
  const { session } = connection;
  // As with 'localSettings': see acks.js.
  if (session.listenerCount('remoteSettings') > 0) {
    connection.touch();
    session.emit('remoteSettings', session.remoteSettings);
  }
}

function goaway(connection, code, lastStreamId, data) {
  if (tracing) traceSession(connection, 'goaway %d received [last stream id: %d]', code, lastStreamId);
  connection.session.emit('goaway', code, lastStreamId, data.length > 0 ? data : undefined);
  lifecycle.goneAway(connection, code);
}

function origin(connection, origins) {
  if (!connection.session.encrypted) return;
  try {
    connection.originSet?.add(origins);
  } catch (error) {
    connection.session.destroy(error);
    return;
  }
  connection.session.emit('origin', origins);
}

function pushPromise(connection, parentId, id, flags, fields, raw) {
  if (connection.closed) {
    connection.engine.reset(id, NGHTTP2_REFUSED_STREAM, false);
    return;
  }
  const parent = connection.streams.get(parentId);
  // Nobody wants any more what the promise belongs to.
  if (parent === undefined || parent[kState].isReset) {
    connection.engine.reset(id, NGHTTP2_CANCEL, false);
    return;
  }
  // The engine counts the open ones and, a little later, those that are unread. One read may bring many.
  if (connection.streams.size >= connection.session.localSettings.maxConcurrentStreams) {
    connection.engine.refuse(id);
    return;
  }
  const stream = connection.createStream(id, fields);
  if (tracing) traceStream(stream[kState], 'headers received');
  connection.emitStream(stream, fields, flags, raw);
}

module.exports = {
  frameError, goaway, origin, pushPromise, request, response, settings,
};
