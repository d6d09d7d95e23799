'use strict';

const {
  ERR_HTTP2_HEADERS_AFTER_RESPOND, ERR_HTTP2_HEADERS_SENT,
  ERR_HTTP2_INVALID_INFO_STATUS, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_STATUS_101,
  NghttpError,
} = require('../errors/errors.js');
const { responseSent } = require('../observe/channels.js');
const { encodeHeaders } = require('../headers/encode.js');
const { pairsOf } = require('../headers/raw.js');
const { INFORMATION, RESPONSE } = require('../headers/rules.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { validateObject } = require('../validators.js');
const { pushStream } = require('./push.js');
const { respondWithFD, respondWithFile } = require('../files/respond.js');
const { showSentHeaders } = require('./sent-headers.js');
const { kProceed, kState, touchStream } = require('./state.js');
const { Http2Stream } = require('./stream.js');
const { endsWithHead, missingDate, responsePairs, statusOf } = require('../headers/response.js');

// NGHTTP2_ERR_STREAM_CLOSED: the peer has reset the stream, and its close is about to be told.
const STREAM_CLOSED = -510;
const END_STREAM = 1;
const WAIT_FOR_TRAILERS = 2;

/** A stream of a server: a request and the response to it, or a response that is pushed. */
class ServerHttp2Stream extends Http2Stream {
  /** `hasBody`: the response to HEAD is a head alone. */
  constructor(connection, id, headers, hasBody = headers[':method'] !== 'HEAD') {
    super(connection, hasBody);
    connection.adopt(this, id);
    const state = this[kState];
    state.authority = headers[':authority'];
    state.scheme = headers[':scheme'];
    state.headRequest = headers[':method'] === 'HEAD';
    if (headers[':method'] === 'CONNECT') state.isConnect = true;
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
    const state = this[kState];
    if (this.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
    if (state.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
    if (options !== undefined) validateObject(options, 'options');
    const pairs = responsePairs(headers);
    const date = options?.sendDate ?? true ? missingDate(pairs, headers) : undefined;
    const endStream = state.bodyEnded || endsWithHead(statusOf(pairs), state.isConnect) ||
      Boolean(options?.endStream);
    const waitForTrailers = !endStream && Boolean(options?.waitForTrailers);
    touchStream(state);
    const block = encodeHeaders(pairs, RESPONSE, state.connection.strict, date);
    state.headersSent = true;
    state.sentHeaders = pairs;
    state.sentDate = date;
    showSentHeaders(this);
    state.waitForTrailers = waitForTrailers;
    if (tracing) traceStream(state, 'initiating response');
    this.#submit(state, block, endStream, waitForTrailers);
    responseSent(this);
  }

  #submit(state, block, endStream, waitForTrailers) {
    let flags = waitForTrailers ? WAIT_FOR_TRAILERS : 0;
    if (endStream) {
      flags |= END_STREAM;
      state.bodyEnded = true;
      this.end();
    }
    if (!state.live) return;
    const result = state.connection.engine.respond(state.id, block, flags);
    if (result < 0 && result !== STREAM_CLOSED) this.destroy(new NghttpError(result));
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
    const block = encodeHeaders(pairsOf(sent), INFORMATION, state.connection.strict);
    touchStream(state);
    (state.sentInfoHeaders ??= []).push(sent);
    if (!state.live) return;
    const result = state.connection.engine.information(state.id, block);
    if (result < 0 && result !== STREAM_CLOSED) this.destroy(new NghttpError(result));
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

ServerHttp2Stream.prototype[kProceed] = ServerHttp2Stream.prototype.respond;

function checkInformation(headers) {
  const given = headers[':status'];
  if (given === undefined) return;
  const status = headers[':status'] = given | 0;
  if (status === 101) throw new ERR_HTTP2_STATUS_101();
  if (status < 100 || status >= 200) throw new ERR_HTTP2_INVALID_INFO_STATUS(status);
}

module.exports = { ServerHttp2Stream };
