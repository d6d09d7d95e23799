'use strict';

const { Stream } = require('node:stream');
const { nextTick } = require('../clock.js');
const {
  ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_STATUS_INVALID,
} = require('../errors/errors.js');
const { validateFunction, validateObject } = require('../validators.js');
const { earlyHints } = require('./early-hints.js');
const { joinResponse } = require('./exchange.js');
const { normalized, ordinaryName } = require('./field-name.js');
const {
  appendField, assertNotSent, headersOf, mergeHeaders, removeField, setField, setSendDate,
  setStatusCode,
} = require('./response-headers.js');
const { endBody, hasEnded, sendHeaders, writeBody } = require('./response-body.js');
const { hasEndedWell, isClosed } = require('../stream/state.js');
const { socketProxy } = require('./socket-proxy.js');
const { setOwnTrailer } = require('./trailers.js');
const { warnOfStatusMessage } = require('./warnings.js');

// A property under a symbol, not a private name: frameworks swap the prototype of responses and wrap them.
const kExchange = Symbol('exchange');

/**
 * A response as `node:http` shows it, over a stream of a server.
 *
 * Events: `'finish'` and then `'close'` when the stream was closed, `'drain'`, `'timeout'`.
 */
class Http2ServerResponse extends Stream {
  /**
   * @param {ServerHttp2Stream} stream
   * @param {object} [options] of `EventEmitter`
   */
  constructor(stream, options) {
    super(options);
    const exchange = joinResponse(stream, this);
    this.writable = true;
    /** The request, null for a pushed response. */
    this.req = exchange.request;
    this[kExchange] = exchange;
  }

  get _header() {
    return this.headersSent;
  }

  get writableEnded() {
    return hasEnded(this[kExchange]);
  }

  /** @deprecated use `writableEnded` */
  get finished() {
    return hasEnded(this[kExchange]);
  }

  /** A proxy, see socket-proxy.js; undefined after `'close'`. */
  get socket() {
    const exchange = this[kExchange];
    return exchange.closed ? undefined : socketProxy(exchange);
  }

  /** @deprecated use `socket` */
  get connection() {
    return this.socket;
  }

  get stream() {
    return this[kExchange].stream;
  }

  get headersSent() {
    return this[kExchange].stream.headersSent;
  }

  /** Whether the response gets a `date` header when the program has set none; default true. */
  get sendDate() {
    return this[kExchange].sendDate;
  }

  set sendDate(bool) {
    setSendDate(this[kExchange], bool);
  }

  /** Default 200. */
  get statusCode() {
    return this[kExchange].statusCode;
  }

  /** @throws {RangeError} ERR_HTTP2_INFO_STATUS_NOT_ALLOWED, ERR_HTTP2_STATUS_INVALID */
  set statusCode(code) {
    const status = code | 0;
    if (status >= 100 && status < 200) throw new ERR_HTTP2_INFO_STATUS_NOT_ALLOWED();
    if (status < 100 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(status);
    setStatusCode(this[kExchange], status);
  }

  get writableCorked() {
    return this[kExchange].stream.writableCorked;
  }

  get writableHighWaterMark() {
    return this[kExchange].stream.writableHighWaterMark;
  }

  get writableObjectMode() {
    return this[kExchange].stream.writableObjectMode;
  }

  get writableFinished() {
    const exchange = this[kExchange];
    const { stream } = exchange;
    if (stream.aborted) return false;
    if (stream.writableFinished) return true;
    // A stream that closes in the turn of its last frame doesn't say that it finished.
    return hasEnded(exchange) && hasEndedWell(stream);
  }

  get writableLength() {
    return this[kExchange].stream.writableLength;
  }

  get writableNeedDrain() {
    return this[kExchange].stream.writableNeedDrain;
  }

  /** Sets a trailer; arguments and errors are those of `setHeader()`. */
  setTrailer(name, value) {
    setOwnTrailer(this[kExchange], name, value);
  }

  /** @param {object} headers trailers to add */
  addTrailers(headers) {
    for (const name of Object.keys(headers)) this.setTrailer(name, headers[name]);
  }

  getHeader(name) {
    const field = normalized(name);
    return this[kExchange].headers?.[field];
  }

  /** @returns {string[]} lower-case */
  getHeaderNames() {
    return Object.keys(this[kExchange].headers ?? {});
  }

  /** @returns {object} a shallow copy, without prototype */
  getHeaders() {
    return Object.assign(Object.create(null), this[kExchange].headers);
  }

  hasHeader(name) {
    const field = normalized(name);
    const { headers } = this[kExchange];
    return headers !== undefined && Object.hasOwn(headers, field);
  }

  /**
   * Removes a header; `'date'` stops the default one, and leaves one that was set, as with node:http2.
   * @throws {Error} ERR_HTTP2_HEADERS_SENT
   */
  removeHeader(name) {
    const field = normalized(name);
    assertNotSent(this[kExchange]);
    if (field === 'date') this.sendDate = false;
    else removeField(this[kExchange], field);
  }

  /**
   * @param {string} name case-insensitive
   * @param {string|string[]} value
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_HTTP_TOKEN,
   *   ERR_HTTP2_INVALID_HEADER_VALUE, ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED
   * @throws {Error} ERR_HTTP2_HEADERS_SENT
   */
  setHeader(name, value) {
    const exchange = this[kExchange];
    const ordinary = ordinaryName(name);
    if (ordinary === undefined || value === undefined || value === null) {
      const field = normalized(name);
      assertNotSent(exchange);
      setField(this, exchange, field, value);
      return;
    }
    assertNotSent(exchange);
    headersOf(exchange)[ordinary] = value;
  }

  /** Adds a value to those of the name; arguments and errors are those of `setHeader()`. */
  appendHeader(name, value) {
    const field = normalized(name);
    assertNotSent(this[kExchange]);
    appendField(this, this[kExchange], field, value);
  }

  /** Always '' (RFC 9113 section 8.3.2). */
  get statusMessage() {
    warnOfStatusMessage();
    return '';
  }

  set statusMessage(message) {
    warnOfStatusMessage();
  }

  flushHeaders() {
    const exchange = this[kExchange];
    if (!exchange.closed && !exchange.stream.headersSent) this.writeHead(exchange.statusCode);
  }

  /**
   * Sends the headers; does nothing when the stream is closed.
   * @param {number} statusCode 200 to 599
   * @param {string} [statusMessage] ignored, with a warning
   * @param {object|Array} [headers] take precedence over those set before
   * @throws {Error} ERR_HTTP2_HEADERS_SENT
   */
  writeHead(statusCode, statusMessage, headers) {
    const exchange = this[kExchange];
    const { closed, stream } = exchange;
    if (closed || isClosed(stream) || stream.destroyed) return this;
    assertNotSent(exchange);
    if (typeof statusMessage === 'string') warnOfStatusMessage();
    else if (headers === undefined) headers = statusMessage;
    if (typeof headers === 'object') mergeHeaders(this, exchange, headers);
    setStatusCode(exchange, statusCode);
    sendHeaders(exchange);
    return this;
  }

  cork() {
    this[kExchange].stream.cork();
  }

  uncork() {
    this[kExchange].stream.uncork();
  }

  /**
   * Sends the headers, unless they were sent, and a chunk of the body.
   * @returns {boolean} false when the program should wait for `'drain'`
   */
  write(chunk, encoding, cb) {
    if (typeof encoding === 'function') {
      cb = encoding;
      encoding = 'utf8';
    }
    return writeBody(this, this[kExchange], chunk, encoding, cb);
  }

  /** Ends the response; the callback is called when the stream has finished. */
  end(chunk, encoding, cb) {
    if (typeof chunk === 'function') {
      cb = chunk;
      chunk = undefined;
    } else if (typeof encoding === 'function') {
      cb = encoding;
      encoding = 'utf8';
    }
    const plain = this.write === plainWrite;
    return endBody(this, this[kExchange], plain, chunk, encoding, cb);
  }

  /** Destroys the stream. */
  destroy(err) {
    this[kExchange].destroy(err);
  }

  /** Sets the timeout of the stream in milliseconds; the callback becomes a listener of it. */
  setTimeout(msecs, callback) {
    const exchange = this[kExchange];
    if (!exchange.closed) exchange.stream.setTimeout(msecs, callback);
  }

  /**
   * Pushes a response.
   * @param {object} headers of the request that it answers
   * @param {Function} callback `(err, response)`
   * @throws {Error} those of `http2stream.pushStream()`
   */
  createPushResponse(headers, callback) {
    validateFunction(callback, 'callback');
    const exchange = this[kExchange];
    if (exchange.closed) {
      nextTick(callback, new ERR_HTTP2_INVALID_STREAM());
      return;
    }
    exchange.stream.pushStream(headers, {}, (err, stream) => {
      if (err) callback(err);
      else callback(null, new Http2ServerResponse(stream));
    });
  }

  /**
   * Sends an informational response, 1xx but 101.
   * @returns {boolean} false when the response has begun
   * @throws {RangeError} ERR_HTTP2_STATUS_INVALID
   */
  writeInformation(statusCode, headers) {
    const refused = statusCode < 100 || statusCode > 199 || statusCode === 101;
    if (typeof statusCode !== 'number' || refused) throw new ERR_HTTP2_STATUS_INVALID(statusCode);
    if (this.headersSent || this[kExchange].closed) return false;
    if (headers !== undefined && headers !== null) validateObject(headers, 'headers');
    this.stream.additionalHeaders({ ...headers, ':status': statusCode });
    return true;
  }

  /** Sends 100. @returns {boolean} false when the response has begun */
  writeContinue() {
    return this.writeInformation(100);
  }

  /** Sends 103, see early-hints.js. @returns {boolean} false when nothing was sent */
  writeEarlyHints(hints) {
    const headers = earlyHints(hints);
    return headers !== undefined && this.writeInformation(103, headers);
  }
}

// Serves to recognize a response whose `write` somebody has replaced.
const plainWrite = Http2ServerResponse.prototype.write;

/** Whether the class has made the object, whatever its prototype is now. */
function isServerResponse(object) {
  return object[kExchange] !== undefined;
}

module.exports = { Http2ServerResponse, isServerResponse };
