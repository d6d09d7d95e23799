'use strict';

const { Duplex } = require('node:stream');
const { setImmediate } = require('../clock.js');
const { InactivityTimeout, setTimeoutOfStream } = require('../timeout.js');
const { validateUrgency } = require('../options/priority.js');
const { validateBoolean, validateFunction, validateUint32 } = require('../validators.js');
const { pauseBody, readBody, resumeBody } = require('./body-in.js');
const {
  awaitWrite, endWithWrite, finishBody, noteEnd, noteLaterEnd, watchWrite, writeBody, writeChunks,
} = require('./body-out.js');
const { destroyStream } = require('./destroy.js');
const { kHooks } = require('./hooks.js');
const { idleBodyTime, inspectStream } = require('./inspection.js');
const { joinWrites } = require('./join-writes.js');
const { changePriority, priorityOf, setPriority } = require('./priority.js');
const { cancelReading, closeStream, dropUnread } = require('./reset.js');
const { sentHeaders } = require('./sent-headers.js');
const { streamState } = require('./shown-state.js');
const { Life, StreamState, kState } = require('./state.js');
const { sendTrailers } = require('./trailers.js');

/**
 * Does what the options `{ autoDestroy: false, decodeStrings: false, writable: hasBody }` of Duplex would
 * do. Node's stream code meets options of many shapes, and to read them costs a twentieth of a request.
 * @param {Duplex} stream made without options
 * @param {boolean} hasBody false: our own body has ended, and finished, before it begins
 */
function setUpDuplex({ _readableState: readable, _writableState: writable }, hasBody) {
  readable.autoDestroy = false;
  writable.autoDestroy = false;
  writable.decodeStrings = false;
  if (hasBody) return;
  writable.writable = false;
  writable.ending = true;
  writable.ended = true;
  writable.finished = true;
}

/**
 * One request and its response (RFC 9113, 5): a Duplex that writes to the peer and reads from it. Only
 * sessions make streams.
 *
 * Events beside those of Duplex: `'aborted'`, `'frameError'`, `'ready'`, `'timeout'`, `'trailers'`,
 * `'wantTrailers'`.
 */
class Http2Stream extends Duplex {
  /**
   * @param {Connection} connection
   * @param {boolean} hasBody whether anything but a head can be sent
   * @param {AsyncResource} [context] see StreamState
   */
  constructor(connection, hasBody, context) {
    super();
    setUpDuplex(this, hasBody);
    this[kState] = new StreamState(connection, hasBody, context);
  }

  /** @returns {number|undefined} undefined while the connection is being made */
  get id() {
    return this[kState].id;
  }

  /** Whether the stream has no id yet. */
  get pending() {
    return this[kState].id === undefined;
  }

  /** @returns {Http2Session|undefined} undefined once destroyed */
  get session() {
    return this[kState].connection?.session;
  }

  /**
   * Whether the stream was closed, by either side. A stream that has ended well, with a message that its
   * reader has not taken yet, closes for a program with the end of that message: `for await`,
   * `finished()` and `pipeline()` take a closed stream for one that ended too early.
   */
  get closed() {
    const { closed, life } = this[kState];
    return closed && life !== Life.UNREAD;
  }

  /** Whether the stream ended before our side of it did. */
  get aborted() {
    return this[kState].aborted;
  }

  /** Whether the whole body was sent: an aborted stream is ended by us, and its body is cut. */
  get writableFinished() {
    return !this[kState].aborted && super.writableFinished;
  }

  /** The error code of RST_STREAM, 0 before that. */
  get rstCode() {
    return this[kState].rstCode;
  }

  /** Whether the peer's headers came with END_STREAM. */
  get endAfterHeaders() {
    return this[kState].endAfterHeaders;
  }

  /** Characters and bytes written and not yet sent. */
  get bufferSize() {
    return this[kState].writeSize + this.writableLength;
  }

  /** Whether our message was begun. */
  get headersSent() {
    return this[kState].headersSent;
  }

  /** On a server, whether the request's method is HEAD. */
  get headRequest() {
    return this[kState].method === 'HEAD';
  }

  /**
   * How soon a server with the option `extensiblePriorities` sends the body of the response: 0, first, to 7,
   * last; 3 by default (RFC 9218, 4.1). A server shows what it goes by, and sets what counts instead of the
   * client's wish; a client shows what it asked for, and asks anew.
   * @type {number}
   */
  get urgency() {
    return priorityOf(this).urgency;
  }

  set urgency(urgency) {
    validateUrgency(urgency, 'urgency');
    changePriority(this, { urgency });
  }

  /**
   * Whether responses of the same urgency share the connection with this one, instead of being sent one
   * after the other; false by default (RFC 9218, 4.2). See `urgency`.
   * @type {boolean}
   */
  get incremental() {
    return priorityOf(this).incremental;
  }

  set incremental(incremental) {
    validateBoolean(incremental, 'incremental');
    changePriority(this, { incremental });
  }

  /** @returns {object|undefined} the headers of our message */
  get sentHeaders() {
    return sentHeaders(this[kState]);
  }

  /** @returns {object[]|undefined} our informational headers */
  get sentInfoHeaders() {
    return this[kState].sentInfoHeaders;
  }

  /** @returns {object|undefined} our trailers */
  get sentTrailers() {
    return this[kState].sentTrailers;
  }

  /** Numbers, see the documentation; an empty object before `'ready'` and once destroyed. */
  get state() {
    return streamState(this);
  }

  /**
   * Closes the stream with RST_STREAM.
   * @param {number} [code=NGHTTP2_NO_ERROR] an error code, unsigned 32 bits
   * @param {Function} [callback] a listener of `'close'`
   */
  close(code = 0, callback) {
    validateUint32(code, 'code', 0);
    if (callback !== undefined) validateFunction(callback, 'callback');
    const { closed, life } = this[kState];
    if (closed && life !== Life.UNREAD) return;
    if (callback !== undefined) this.once('close', callback);
    if (life === Life.UNREAD) cancelReading(this, code);
    else closeStream(this, code);
  }

  /**
   * Sends trailers, and with them the end of our message.
   * @param {object|Array} headers may be empty
   * @throws {Error} ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_TRAILERS_ALREADY_SENT
   * @throws {Error} ERR_HTTP2_TRAILERS_NOT_READY before `'wantTrailers'`
   */
  sendTrailers(headers) {
    sendTrailers(this, headers);
  }

  /**
   * Writes to our body.
   * @returns {boolean} false: wait for `'drain'`
   */
  write(chunk, encoding, callback) {
    const state = this[kState];
    if (callback !== undefined || typeof encoding === 'function') awaitWrite(state);
    const hasRoom = super.write(chunk, encoding, callback);
    if (state.writeCallback !== undefined) {
      if (!hasRoom) watchWrite(this, state);
      joinWrites(this, state);
    }
    return hasRoom;
  }

  /**
   * Ends our body; what is written with it carries END_STREAM itself.
   */
  end(chunk, encoding, callback) {
    const state = this[kState];
    if (!this.writableEnded && !this.destroyed) noteEnd(state);
    if (callback !== undefined || typeof encoding === 'function' || typeof chunk === 'function') {
      awaitWrite(state);
    }
    super.end(chunk, encoding, callback);
    if (state.writeCallback !== undefined) {
      if (chunk === undefined || chunk === null) noteLaterEnd(state);
      endWithWrite(this, state);
      watchWrite(this, state);
      joinWrites(this, state);
    }
    return this;
  }

  pause() {
    pauseBody(this);
    return super.pause();
  }

  resume() {
    resumeBody(this);
    return super.resume();
  }

  /** @returns {string} for `util.inspect()` */
  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    return inspectStream(this, depth, options);
  }

  _write(chunk, encoding, callback) {
    writeBody(this, chunk, encoding, callback);
  }

  _writev(chunks, callback) {
    writeChunks(this, chunks, callback);
  }

  _final(callback) {
    finishBody(this, callback);
    const state = this[kState];
    if (!state.remoteEnded && !state.isClient && !state.waitForTrailers) {
      setImmediate(dropUnread, this);
    }
  }

  _read(size) {
    readBody(this, size);
  }

  _destroy(error, callback) {
    destroyStream(this, error, callback);
  }
}

const originalWrite = Http2Stream.prototype.write;
const originalDuplexWrite = Duplex.prototype.write;

/** Whether nobody has replaced `write()`, on the stream or on a prototype. */
function isWriteOriginal(stream) {
  return stream.write === originalWrite && Duplex.prototype.write === originalDuplexWrite;
}

/**
 * Calls back, and emits `'timeout'`, when nothing happened on the stream for a time.
 * @param {number} msecs 0: never
 * @param {Function} [callback]
 * @returns {Http2Stream}
 */
function setStreamTimeout(msecs, callback) {
  if (this.destroyed) return this;
  const state = this[kState];
  state.connection.watchBodies();
  state.timeout ??= new InactivityTimeout(this, onTimeout, () => idleBodyTime(this));
  setTimeoutOfStream(state, msecs, callback);
  return this;
}

// These have the names and the enumerability that they have in node:http2.
Http2Stream.prototype.setTimeout = setStreamTimeout;

Http2Stream.prototype.priority = setPriority;

function onTimeout(stream) {
  if (stream.destroyed) return;
  stream[kHooks]?.timeout();
  stream.emit('timeout');
}

module.exports = { Http2Stream, isWriteOriginal };
