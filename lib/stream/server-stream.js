'use strict';

const {
  ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_INVALID_INFO_STATUS, ERR_HTTP2_INVALID_STREAM,
  ERR_HTTP2_STATUS_101,
} = require('../errors/errors.js');
const { respondWithFD, respondWithFile } = require('../files/respond.js');
const { pairsOf } = require('../headers/raw.js');
const { endsWithHead, missingDate, responsePairs, statusOf } = require('../headers/response.js');
const { INFORMATION, RESPONSE } = require('../headers/rules.js');
const { responseSent } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { validateObject } = require('../validators.js');
const {
  beginMessage, checkUnanswered, encodeBlock, kRespond, submitInformation, submitResponse,
} = require('./message.js');
const { pushStream } = require('./push.js');
const { kState } = require('./state.js');
const { Http2Stream } = require('./stream.js');

/** A stream of a server: a request and the response to it, or a response that is pushed. */
class ServerHttp2Stream extends Http2Stream {
  /**
   * @param {Connection} connection
   * @param {number} id
   * @param {object} headers of the request
   * @param {boolean} [hasBody] whether a body may be written: the response to HEAD is a head alone
   * @param {AsyncResource} [context] see StreamState
   */
  constructor(connection, id, headers, hasBody = headers[':method'] !== 'HEAD', context = undefined) {
    super(connection, hasBody, context);
    connection.adopt(this, id);
    const state = this[kState];
    state.method = headers[':method'];
    state.authority = headers[':authority'];
    state.scheme = headers[':scheme'];
  }

  /** Whether the client accepts pushed streams. */
  get pushAllowed() {
    const { connection, live } = this[kState];
    return live && !this.closed && !this.destroyed && !connection.closed &&
      connection.session.remoteSettings.enablePush === true;
  }

  /**
   * Begins the response.
   * @param {object|Array} [headers] `:status` is 200 and `date` the time by default
   * @param {object} [options] `endStream`: no body; `waitForTrailers`
   * @throws {Error} ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_HEADERS_SENT
   * @throws {RangeError} ERR_HTTP2_STATUS_INVALID
   */
  respond(headers, options) {
    checkUnanswered(this);
    if (options !== undefined) validateObject(options, 'options');
    const state = this[kState];
    const pairs = responsePairs(headers);
    const date = options?.sendDate ?? true ? missingDate(pairs, headers) : undefined;
    const endStream = state.bodyEnded || Boolean(options?.endStream) ||
      endsWithHead(statusOf(pairs), state.method === 'CONNECT');
    const block = encodeBlock(state, pairs, RESPONSE, date);
    beginMessage(this, pairs, date, endStream, !endStream && Boolean(options?.waitForTrailers));
    if (tracing) traceStream(state, 'initiating response');
    if (endStream) this.end();
    submitResponse(this, block, endStream);
    responseSent(this);
  }

  /**
   * Sends an informational response (RFC 9110, 15.2).
   * @param {object} headers with a `:status` of 1xx but 101
   */
  additionalHeaders(headers) {
    const state = this[kState];
    if (this.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (state.headersSent) throw new ERR_HTTP2_HEADERS_AFTER_RESPOND();
    if (headers !== undefined) validateObject(headers, 'headers');
    const sent = Object.assign({ __proto__: null }, headers);
    checkInformation(sent);
    if (tracing) traceStream(state, 'sending additional headers');
    const block = encodeBlock(state, pairsOf(sent), INFORMATION);
    (state.sentInfoHeaders ??= []).push(sent);
    submitInformation(this, block);
  }

  /**
   * Announces a response to a request that the client has not made.
   * @param {object} headers of that request
   * @param {object} [options]
   * @param {Function} callback `(err, pushStream, headers)`
   */
  pushStream(headers, options, callback) {
    pushStream(this, ServerHttp2Stream, headers, options, callback);
  }

  /**
   * Responds with what a file descriptor has.
   * @param {number|FileHandle} fd stays the caller's to close
   * @param {object} [headers]
   * @param {object} [options] `statCheck`, `waitForTrailers`, `offset`, `length`
   */
  respondWithFD(fd, headers, options) {
    respondWithFD(this, fd, headers, options);
  }

  /**
   * Responds with a regular file.
   * @param {string|Buffer|URL} path
   * @param {object} [headers]
   * @param {object} [options] those of `respondWithFD()`, and `onError`
   */
  respondWithFile(path, headers, options) {
    respondWithFile(this, path, headers, options);
  }
}

ServerHttp2Stream.prototype[kRespond] = ServerHttp2Stream.prototype.respond;

function checkInformation(headers) {
  const given = headers[':status'];
  if (given === undefined) return;
  const status = headers[':status'] = given | 0;
  if (status === 101) throw new ERR_HTTP2_STATUS_101();
  if (status < 100 || status >= 200) throw new ERR_HTTP2_INVALID_INFO_STATUS(status);
}

module.exports = { ServerHttp2Stream };
