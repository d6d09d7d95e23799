'use strict';

const { contextOf } = require('../context.js');
const { streamArrived } = require('../observe/channels.js');
const { kOrigin } = require('../well-known.js');
const { beginMessage, skipMessage } = require('./message.js');
const { keepSentHeaders } = require('./sent-headers.js');
const { kState } = require('./state.js');
const { Http2Stream } = require('./stream.js');

/**
 * A stream of a client: a request and its response, or a response that a server pushes. Its events run in
 * the context in which it was made.
 *
 * Events: `'continue'`, `'headers'`, `'push'`, `'response'`.
 */
class ClientHttp2Stream extends Http2Stream {
  constructor(connection) {
    super(connection, true, contextOf('HTTP2STREAM'));
  }

  /** Whether the server cannot have processed the request, which has failed: see retry.js. */
  get retryable() {
    return this[kState].retryable;
  }
}

/**
 * A request.
 * @param {Connection} connection
 * @param {RequestHeaders} fields
 * @param {boolean} endStream it has no body
 * @param {boolean} waitForTrailers
 * @returns {ClientHttp2Stream}
 */
function requestStream(connection, fields, endStream, waitForTrailers) {
  const stream = streamOfRequest(connection, fields);
  beginMessage(stream, fields.pairs, undefined, endStream, waitForTrailers);
  if (endStream) stream.end();
  return stream;
}

/** A request that can't be sent any more: nothing of it is aborted. */
function refusedStream(connection, fields) {
  const stream = streamOfRequest(connection, fields);
  keepSentHeaders(stream, fields.pairs);
  stream[kState].refused();
  return stream;
}

function streamOfRequest(connection, { scheme, authority, host }) {
  const stream = new ClientHttp2Stream(connection);
  stream[kOrigin] = `${scheme}://${authority === undefined ? host : authority}`;
  return stream;
}

/** A stream that the server pushes: our side of it is closed (RFC 9113, 5.1). */
function promisedStream(connection, id, fields) {
  const stream = new ClientHttp2Stream(connection);
  connection.adopt(stream, id);
  skipMessage(stream);
  streamArrived(stream, fields);
  stream.end();
  return stream;
}

module.exports = { ClientHttp2Stream, promisedStream, refusedStream, requestStream };
