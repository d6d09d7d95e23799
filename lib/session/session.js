'use strict';

const { captureRejectionSymbol, EventEmitter } = require('node:events');
const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const {
  ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_PING_LENGTH, ERR_HTTP2_SESSION_ERROR,
  ERR_OUT_OF_RANGE,
} = require('../errors/errors.js');
const { copyOf } = require('../engine/own-memory.js');
const { drainTimeout } = require('../options/drain.js');
const { validateSettings } = require('../settings/validate.js');
const { traceSession, tracing } = require('../observe/trace.js');
const {
  validateBufferView, validateFunction, validateInteger, validateNumber, validateObject,
} = require('../validators.js');
const { kTimeout } = require('../timeout-symbol.js');
const { kSocket } = require('../well-known.js');
const { Connection, kConnection } = require('./connection.js');
const { inspectSession, sessionState } = require('./snapshot.js');
const { checkUnbound, kRawSocket, showSocket, socketProxy, watchSocket } = require('./socket.js');

const MAX_INT32 = 2 ** 31 - 1;
const MAX_UINT32 = 2 ** 32 - 1;
const PING_SIZE = 8;

/**
 * One connection between a client and a server (RFC 9113). Made by servers, `connect()` and
 * `performServerHandshake()` only.
 *
 * Events: `'close'`, `'connect'`, `'error'`, `'frameError'`, `'goaway'`, `'localSettings'`,
 * `'ping'`, `'remoteSettings'`, `'stream'`, `'timeout'`.
 */
class Http2Session extends EventEmitter {
  #socketProxy = undefined;

  /**
   * @param {number} type NGHTTP2_SESSION_SERVER or NGHTTP2_SESSION_CLIENT
   * @param {object} options
   * @param {Duplex} socket
   * @param {object} peer see Connection
   */
  constructor(type, options, socket, peer) {
    super(options);
    checkUnbound(socket);
    const { shutdown } = this[kConnection] = new Connection(this, type, options, socket, peer);
    showSocket(this, socket);
    this[kTimeout] = null;
    watchSocket(socket, shutdown);
  }

  /** NGHTTP2_SESSION_SERVER or NGHTTP2_SESSION_CLIENT. */
  get type() {
    return this[kConnection].type;
  }

  /** Whether the socket is still being connected, or was when the session was destroyed. */
  get connecting() {
    return !this[kConnection].ready;
  }

  /** Whether `close()` was called or GOAWAY received. */
  get closed() {
    return this[kConnection].closed;
  }

  get destroyed() {
    return this[kConnection].destroyed;
  }

  /** @returns {boolean|undefined} whether the socket is a TLSSocket; undefined before 'connect' */
  get encrypted() {
    const { ready, socket } = this[kConnection];
    return ready && socket !== undefined ? Boolean(socket.encrypted) : undefined;
  }

  /** @returns {string|undefined} `'h2c'`, or what ALPN chose; undefined before 'connect' */
  get alpnProtocol() {
    const { ready, socket } = this[kConnection];
    if (!ready || socket === undefined) return undefined;
    return socket.encrypted ? socket.alpnProtocol : 'h2c';
  }

  /**
   * @returns {string[]|undefined} the origins that the server may answer for; TLS only. On a server the
   *   one that the client asked for, whatever was sent with `origin()`
   */
  get originSet() {
    if (!this.encrypted || this.destroyed) return undefined;
    return this[kConnection].origins.toArray();
  }

  /**
   * A proxy of the socket without what would disturb the session, see socket.js; undefined once the session
   * is destroyed and its streams have emitted `'aborted'`.
   */
  get socket() {
    return this[kSocket] === undefined ? undefined : (this.#socketProxy ??= socketProxy(this));
  }

  /** Whether SETTINGS are not acknowledged, or not even sent; for ever if the session is destroyed. */
  get pendingSettingsAck() {
    return this[kConnection].settings.pending;
  }

  /** Our settings as the peer has acknowledged them, also once destroyed. */
  get localSettings() {
    return this[kConnection].settings.local;
  }

  /** The peer's settings; an empty object once destroyed, see `socket`. */
  get remoteSettings() {
    return this[kConnection].settings.remote;
  }

  /** Numbers about the connection, see the documentation; an empty object once destroyed. */
  get state() {
    return sessionState(this[kConnection]);
  }

  /**
   * Sends new settings. With `maxOutstandingSettings` unacknowledged it destroys the session.
   * @param {object} [settings]
   * @param {Function} [callback] `(err, settings, duration in milliseconds)`
   * @throws {Error} ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_INVALID_SETTING_VALUE
   */
  settings(settings, callback) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (settings !== undefined) validateObject(settings, 'settings');
    validateSettings(settings);
    if (callback) validateFunction(callback, 'callback');
    connection.touch();
    if (tracing) traceSession(connection, 'sending settings');
    connection.settings.submit(settings, callback);
  }

  /**
   * Sends a PING.
   * @param {Buffer|TypedArray|DataView} [payload] 8 bytes; null and what else is false stands for none
   * @param {Function} callback `(err, duration in milliseconds, payload)`
   * @returns {boolean|undefined} whether it was sent: not with `maxOutstandingPings` on the way, and
   *   not before the connection is there or once the session is closed (undefined)
   */
  ping(payload, callback) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (typeof payload === 'function') {
      callback = payload;
      payload = undefined;
    }
    if (payload) {
      validateBufferView(payload, 'payload');
      if (payload.byteLength !== PING_SIZE) throw new ERR_HTTP2_PING_LENGTH();
    }
    validateFunction(callback, 'callback');
    if (connection.ready && !connection.closed) return connection.ping(payload || undefined, callback);
    nextTick(callback, new ERR_HTTP2_PING_CANCEL());
    return undefined;
  }

  /**
   * Sends GOAWAY without closing the session.
   * @param {number} [code=NGHTTP2_NO_ERROR]
   * @param {number} [lastStreamID=0] 0: the last that was processed
   * @param {Buffer|TypedArray|DataView} [opaqueData]
   */
  goaway(code = constants.NGHTTP2_NO_ERROR, lastStreamID = 0, opaqueData = undefined) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (opaqueData !== undefined) validateBufferView(opaqueData, 'opaqueData');
    validateNumber(code, 'code');
    validateNumber(lastStreamID, 'lastStreamID');
    connection.touch();
    if (tracing) traceSession(connection, 'submitting goaway');
    const last = lastStreamID <= 0 ? -1 : lastStreamID;
    // The engine copies the data, when it can: until then it is the program's to change or to take away.
    const data = connection.ready || opaqueData === undefined ? opaqueData : copyOf(opaqueData);
    connection.whenReady(() => connection.shutdown.sendGoaway(code, last, data));
  }

  /**
   * Ends the session and its socket at once.
   * @param {Error|number} [error] or the code
   * @param {number} [code] of the GOAWAY; default NGHTTP2_INTERNAL_ERROR with an error
   */
  destroy(error = constants.NGHTTP2_NO_ERROR, code = undefined) {
    const connection = this[kConnection];
    if (connection.destroyed) return;
    if (typeof error === 'number') {
      code = error;
      error = code !== constants.NGHTTP2_NO_ERROR ? new ERR_HTTP2_SESSION_ERROR(code) : undefined;
    }
    if (code === undefined && error !== null && error !== undefined) {
      code = constants.NGHTTP2_INTERNAL_ERROR;
    }
    connection.shutdown.destroy(error, code ?? constants.NGHTTP2_NO_ERROR);
  }

  /**
   * Ends the session when its streams have ended; new ones are refused.
   * @param {Function} [callback] a listener of `'close'`
   */
  close(callback) {
    const connection = this[kConnection];
    if (connection.closed || connection.destroyed) return;
    if (typeof callback === 'function') this.once('close', callback);
    connection.touch();
    connection.shutdown.close();
  }

  /**
   * Ends the session without a request that its peer can't make again (RFC 9113, 6.8): announces the end,
   * serves what the peer has sent until it knows, and then does as `close()`.
   * @param {object} [options]
   * @param {number} [options.timeout] milliseconds after which streams that are still open are cut
   * @returns {Promise<{ cut: number }>} fulfilled with the number of these when the session is closed
   * @throws {TypeError} ERR_INVALID_ARG_TYPE
   * @throws {RangeError} ERR_OUT_OF_RANGE
   */
  drain(options) {
    return this[kConnection].shutdown.drain(drainTimeout(options));
  }

  /**
   * Sets how many bytes the peer may send on the connection without acknowledgement.
   * @param {number} windowSize 0 to 2^31-1
   */
  setLocalWindowSize(windowSize) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    validateInteger(windowSize, 'windowSize', 0, MAX_INT32);
    connection.engine.setLocalWindowSize(windowSize);
  }

  /**
   * Sets the id of the next stream that this side opens.
   * @param {number} id
   */
  setNextStreamID(id) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    validateNumber(id, 'id');
    if (id <= 0 || id > MAX_UINT32) {
      throw new ERR_OUT_OF_RANGE('id', `> 0 and <= ${MAX_UINT32}`, id);
    }
    connection.engine.setNextStreamId(Math.trunc(id));
  }

  ref() {
    this[kConnection].reference(true);
  }

  unref() {
    this[kConnection].reference(false);
  }

  /** The error code of the last GOAWAY that came, 0 before that. */
  get goawayCode() {
    return this[kConnection].shutdown.goaway?.code ?? constants.NGHTTP2_NO_ERROR;
  }

  /** The stream id of the last GOAWAY that came, 0 before that. */
  get goawayLastStreamID() {
    return this[kConnection].shutdown.goaway?.lastStreamId ?? 0;
  }

  /** The promise of a listener was rejected. */
  [captureRejectionSymbol](error, event, ...args) {
    const failed = event === 'stream' ? args[0] : this;
    failed.destroy(error);
  }

  /** The socket itself, which the Compatibility API shows as `request.socket`. */
  get [kRawSocket]() {
    return this[kConnection].socket;
  }

  [Symbol.for('nodejs.util.inspect.custom')](depth, options) {
    return inspectSession(this, depth, options);
  }
}

/**
 * Calls back, and emits `'timeout'`, when nothing happened on the connection for a time.
 * @param {number} msecs 0: never
 * @param {Function} [callback]
 * @returns {Http2Session}
 */
function setStreamTimeout(msecs, callback) {
  if (!this.destroyed) this[kConnection].setTimeout(msecs, callback);
  return this;
}

// With the name and the enumerability that it has in node:http2.
Http2Session.prototype.setTimeout = setStreamTimeout;

module.exports = { Http2Session };
