'use strict';

const { hooksOf, setHooks } = require('../stream/hooks.js');
const { CLOSED: REQUEST_CLOSED, UNREAD, closeRequestBody, startIfFlowing } = require('./request-body.js');
const { NOT_BEGUN, hasEnded } = require('./response-body.js');
const { dropSocketProxy } = require('./socket-proxy.js');
const { addReceivedTrailers, sendOwnTrailers } = require('./trailers.js');

/**
 * The life of a response, apart from its body:
 *
 *     OPEN --destroy()--> DESTROYED --'close' of the stream--> CLOSED
 *       |                                                        ^
 *       +------------------'close' of the stream-----------------+
 */
const OPEN = 0;
const DESTROYED = 1;
const CLOSED = 2;

/**
 * The state that the request and the response of one stream share, and the hooks of that stream (see
 * stream/hooks.js). One object with fixed fields serves both, because a server makes one per request.
 * Each field is assigned only in the module named above it.
 */
class Exchange {
  constructor(stream) {
    this.stream = stream;
    this.request = null;
    this.response = null;
    /** OPEN, DESTROYED or CLOSED. */
    this.life = OPEN;
    /** `'aborted'` was emitted on the request. */
    this.wasAborted = false;

    // socket-proxy.js
    /** The proxy that `request.socket` and `response.socket` return, made at the first access. */
    this.socket = undefined;

    // request-body.js
    /** UNREAD, READING or CLOSED: see there. */
    this.reading = UNREAD;

    // response-body.js
    /** NOT_BEGUN, FORBIDDEN, BEGUN or ENDED: see there. */
    this.body = NOT_BEGUN;

    // trailers.js
    this.receivedTrailers = undefined;
    this.rawTrailers = undefined;
    /** The trailers that the program has set, once there are any. */
    this.ownTrailers = undefined;

    // response-headers.js
    /** The headers that the program has set, once there are any. */
    this.headers = undefined;
    this.statusCode = 200;
    this.sendDate = true;
  }

  /** Whether `'close'` was emitted on the response. */
  get closed() {
    return this.life === CLOSED;
  }

  /** Whether `response.destroy()` was called, or `'close'` was emitted. */
  get isOver() {
    return this.life !== OPEN;
  }

  get requestClosed() {
    return this.reading === REQUEST_CLOSED;
  }

  /** `response.destroy()`. */
  destroy(error) {
    if (this.life === DESTROYED) return;
    if (this.life === OPEN) this.life = DESTROYED;
    this.stream.destroy(error);
  }

  /** The stream has emitted `'close'`: the request closes first. A listener may throw. */
  close() {
    try {
      if (this.request !== null && !this.requestClosed) closeRequestBody(this.request, this);
    } finally {
      if (this.response !== null) this.closeResponse();
    }
  }

  /** A response to HEAD closes only after it was ended, as with node:http2. */
  closeResponse() {
    if (this.closed || (this.stream.headRequest && !hasEnded(this))) return;
    this.life = CLOSED;
    dropSocketProxy(this);
    try {
      this.response.emit('finish');
    } finally {
      this.response.emit('close');
    }
  }

  // The hooks of the stream.

  aborted() {
    if (this.request === null || this.requestClosed) return;
    this.wasAborted = true;
    this.request.emit('aborted');
  }

  dataArrives() {
    if (this.request !== null) startIfFlowing(this.request, this);
  }

  timeout() {
    if (this.request !== null) this.request.emit('timeout');
    if (this.response !== null) this.response.emit('timeout');
  }

  trailers(trailers, flags, rawTrailers) {
    addReceivedTrailers(this, trailers, rawTrailers);
  }

  wantTrailers() {
    if (this.response !== null) sendOwnTrailers(this);
  }
}

/** A listener of the stream's `'close'`. */
function onClose() {
  hooksOf(this).close();
}

/** A listener of the stream of a request: its errors are no errors of the request. */
function ignoreError() {}

/** The exchange of a stream; a stream that has none gets one. */
function exchangeOf(stream) {
  const known = hooksOf(stream);
  if (known !== undefined) return known;
  const exchange = new Exchange(stream);
  setHooks(stream, exchange);
  stream.on('close', onClose);
  return exchange;
}

/** @returns {Exchange} the stream's, which has the request from now on */
function joinRequest(stream, request) {
  const exchange = exchangeOf(stream);
  if (exchange.request === null) stream.on('error', ignoreError);
  exchange.request = request;
  return exchange;
}

/** @returns {Exchange} the stream's, which has the response from now on */
function joinResponse(stream, response) {
  const exchange = exchangeOf(stream);
  exchange.response = response;
  return exchange;
}

module.exports = { joinRequest, joinResponse };
