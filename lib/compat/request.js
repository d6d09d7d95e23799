'use strict';

const { Readable } = require('node:stream');
const { ERR_INVALID_ARG_VALUE } = require('../errors/errors.js');
const { validateString } = require('../validators.js');
const { joinRequest } = require('./exchange.js');
const { readRequest } = require('./request-body.js');
const { socketProxy } = require('./socket-proxy.js');
const { receivedRawTrailers, receivedTrailers } = require('./trailers.js');

// Properties under symbols, not private names: frameworks swap the prototype of requests and wrap them.
const kExchange = Symbol('exchange');
const kHeaders = Symbol('headers');
const kRawHeaders = Symbol('rawHeaders');

const READABLE_OPTIONS = { autoDestroy: false };

/**
 * A request as `node:http` shows it, over a stream of a server.
 *
 * Events: those of `stream.Readable`; `'aborted'` when the stream was aborted in mid-communication;
 * `'close'` when it was closed; `'timeout'`.
 */
class Http2ServerRequest extends Readable {
  /**
   * @param {ServerHttp2Stream} stream
   * @param {object} headers as received; `url`, `method` and others are read from it
   * @param {object} [options] of `stream.Readable`
   * @param {string[]} rawHeaders names and values, as received
   */
  constructor(stream, headers, options, rawHeaders) {
    super(options === undefined ? READABLE_OPTIONS : { autoDestroy: false, ...options });
    this[kHeaders] = headers;
    this[kRawHeaders] = rawHeaders;
    this[kExchange] = joinRequest(stream, this);
  }

  get aborted() {
    return this[kExchange].wasAborted;
  }

  /** Whether the request was received in full, aborted or destroyed. */
  get complete() {
    const exchange = this[kExchange];
    return exchange.wasAborted || this.readableEnded || exchange.requestClosed ||
      exchange.stream.destroyed;
  }

  get stream() {
    return this[kExchange].stream;
  }

  get headers() {
    return this[kHeaders];
  }

  get rawHeaders() {
    return this[kRawHeaders];
  }

  /** Empty until `'end'`. */
  get trailers() {
    return receivedTrailers(this[kExchange]);
  }

  /** Empty until `'end'`. */
  get rawTrailers() {
    return receivedRawTrailers(this[kExchange]);
  }

  get httpVersionMajor() {
    return 2;
  }

  get httpVersionMinor() {
    return 0;
  }

  get httpVersion() {
    return '2.0';
  }

  /** A proxy, see socket-proxy.js. */
  get socket() {
    return socketProxy(this[kExchange]);
  }

  /** @deprecated use `socket` */
  get connection() {
    return this.socket;
  }

  // The parameter is there as in stream.Readable; the stream decides how much comes.
  _read(size) {
    void size;
    readRequest(this, this[kExchange]);
  }

  get method() {
    return this[kHeaders][':method'];
  }

  /** @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE for a blank string */
  set method(method) {
    validateString(method, 'method');
    if (method.trim() === '') throw new ERR_INVALID_ARG_VALUE('method', method);
    this[kHeaders][':method'] = method;
  }

  /** `:authority`, or `host` where the client sent none (RFC 9113 section 8.3.1). */
  get authority() {
    const headers = this[kHeaders];
    return headers[':authority'] ?? headers.host;
  }

  get scheme() {
    return this[kHeaders][':scheme'];
  }

  get url() {
    return this[kHeaders][':path'];
  }

  set url(url) {
    this[kHeaders][':path'] = url;
  }

  /**
   * Sets the timeout of the stream, unless the request was closed.
   * @param {number} msecs milliseconds, 0 for none
   * @param {Function} [callback] a listener of the stream's `'timeout'`
   */
  setTimeout(msecs, callback) {
    const exchange = this[kExchange];
    if (!exchange.requestClosed) exchange.stream.setTimeout(msecs, callback);
    return this;
  }
}

/** Whether the class has made the object, whatever its prototype is now. */
function isServerRequest(object) {
  return object[kExchange] !== undefined;
}

module.exports = { Http2ServerRequest, isServerRequest };
