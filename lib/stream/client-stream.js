'use strict';

const { contextOf } = require('../context.js');
const { kOrigin } = require('../well-known.js');
const { showSentHeaders } = require('./sent-headers.js');
const { kState } = require('./state.js');
const { Http2Stream } = require('./stream.js');

/**
 * A stream of a client: a request and its response, or what a server pushes. Its events run in the
 * context in which it was made.
 *
 * Events: `'continue'`, `'headers'`, `'push'`, `'response'`.
 */
class ClientHttp2Stream extends Http2Stream {
  constructor(connection) {
    super(connection, true);
    this[kState].context = contextOf('HTTP2STREAM');
  }
}

/**
 * @param {Connection} connection
 * @param {RequestHeaders} fields
 * @returns {ClientHttp2Stream}
 */
function requestStream(connection, { pairs, scheme, authority, host }) {
  const stream = new ClientHttp2Stream(connection);
  stream[kState].sentHeaders = pairs;
  showSentHeaders(stream);
  stream[kOrigin] = `${scheme}://${authority === undefined ? host : authority}`;
  return stream;
}

module.exports = { ClientHttp2Stream, requestStream };
