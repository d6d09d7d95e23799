'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const { streamArrived } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kTakeStream } = require('../server/take-stream.js');
const { endReceivedWithHead } = require('../stream/body-in.js');
const { promisedStream } = require('../stream/client-stream.js');
const { cancelPromise, refusePromise, refuseStream } = require('../stream/reset.js');
const { ServerHttp2Stream } = require('../stream/server-stream.js');
const { Receiving, kState } = require('../stream/state.js');

/** Streams that the peer opens: a request on a server, a PUSH_PROMISE on a client (RFC 9113, 8.1 and 8.4). */

const { NGHTTP2_CANCEL, NGHTTP2_FLAG_END_STREAM } = constants;

/**
 * A request came.
 * @param {Connection} connection a server's
 * @param {number} id
 * @param {number} flags of HEADERS
 * @param {object} fields
 * @param {string[]} raw names and values
 */
function acceptRequest(connection, id, flags, fields, raw) {
  if (connection.closed) {
    refuseStream(connection, id);
    return;
  }
  const stream = new ServerHttp2Stream(connection, id, fields);
  streamArrived(stream, fields);
  if (tracing) traceStream(stream[kState], 'headers received');
  if ((flags & NGHTTP2_FLAG_END_STREAM) !== 0) endReceivedWithHead(stream);
  connection.streams.showOpening(id);
  emitRequest(connection, stream, fields, flags, raw);
  connection.streams.showOpening(0);
}

function emitRequest({ server, session }, stream, fields, flags, raw) {
  if (server?.[kTakeStream]?.(stream, fields, raw) === true) return;
  server?.emit('stream', stream, fields, flags, raw);
  session.emit('stream', stream, fields, flags, raw);
}

/**
 * A PUSH_PROMISE came.
 * @param {Connection} connection a client's
 * @param {number} parentId the stream with which the promise came
 * @param {number} id the promised stream
 */
function acceptPush(connection, parentId, id, flags, fields, raw) {
  const { streams } = connection;
  if (connection.closed) {
    refuseStream(connection, id);
    return;
  }
  const parent = streams.get(parentId);
  // Nobody wants any more what the promise belongs to.
  if (parent === undefined || parent[kState].receiving === Receiving.DROPPED) {
    cancelPromise(connection, id);
    return;
  }
  // The engine counts the open ones and, a little later, those that are unread. One read may bring many.
  if (streams.size >= connection.session.localSettings.maxConcurrentStreams) {
    refusePromise(connection, id);
    return;
  }
  const stream = promisedStream(connection, id, fields);
  if (tracing) traceStream(stream[kState], 'headers received');
  // Emit in the next tick: by then our side of the stream, which has no body, has finished.
  nextTick(emitPush, connection, stream, fields, flags, raw);
}

function emitPush({ session, streams }, stream, fields, flags, raw) {
  const hasListeners = session.listenerCount('stream') > 0;
  streams.showOpening(stream[kState].id);
  const isWanted = session.emit('stream', stream, fields, flags, raw) || hasListeners;
  streams.showOpening(0);
  if (!isWanted) {
    stream.on('error', () => {});
    stream.close(NGHTTP2_CANCEL);
  }
}

module.exports = { acceptPush, acceptRequest };
