'use strict';

const { constants } = require('../constants.js');
const {
  ERR_HTTP2_ALTSVC_INVALID_ORIGIN, ERR_HTTP2_ALTSVC_LENGTH, ERR_HTTP2_INVALID_ORIGIN,
  ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_ORIGIN_LENGTH, ERR_INVALID_ARG_TYPE, ERR_INVALID_CHAR,
  ERR_OUT_OF_RANGE,
} = require('../errors/errors.js');
const { validateSettings } = require('../settings/validate.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { validateString } = require('../validators.js');
const { kConnection } = require('./connection.js');
const { serializedOrigin } = require('./origins.js');
const { Http2Session } = require('./session.js');

// The max payload of a frame whose size every peer must accept (RFC 9113, 4.2), less its length field.
const MAX_TEXT = 16382;
const ALTSVC_TEXT = /^[\t\x20-\x7E\x80-\xFF]*$/;

/** The server's side of a connection. */
class ServerHttp2Session extends Http2Session {
  /**
   * @param {object} options of `createServer()`
   * @param {Duplex} socket connected
   * @param {Http2Server} [server] emits `'stream'` and `'sessionError'` for it
   */
  constructor(options, socket, server) {
    validateSettings(options.settings);
    super(constants.NGHTTP2_SESSION_SERVER, options, socket, { server });
    const connection = this[kConnection];
    connection.start();
    if (tracing) traceSession(connection, 'created');
    if (options.origins !== undefined && this.encrypted) this.origin(...options.origins);
  }

  /** The server, undefined for `performServerHandshake()`. */
  get server() {
    return this[kConnection].server;
  }

  /**
   * Sends an ALTSVC frame (RFC 7838).
   * @param {string} alt
   * @param {number|string|URL|object} originOrStream a stream's id, or an origin
   */
  altsvc(alt, originOrStream) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    const { id, origin } = altsvcTarget(originOrStream);
    validateString(alt, 'alt');
    if (!ALTSVC_TEXT.test(alt)) throw new ERR_INVALID_CHAR('alt');
    if (Buffer.byteLength(alt) + Buffer.byteLength(origin) > MAX_TEXT) {
      throw new ERR_HTTP2_ALTSVC_LENGTH();
    }
    connection.engine.altsvc(id, origin, alt);
  }

  /**
   * Sends an ORIGIN frame (RFC 8336).
   * @param {...(string|URL|object)} origins
   */
  origin(...origins) {
    const connection = this[kConnection];
    if (connection.destroyed) throw new ERR_HTTP2_INVALID_SESSION();
    if (origins.length === 0) return;
    const texts = origins.map((value) => {
      const origin = serializedOrigin(value);
      if (typeof origin !== 'string') throw new ERR_INVALID_ARG_TYPE('origin', 'string', origin);
      if (origin === 'null') throw new ERR_HTTP2_INVALID_ORIGIN();
      return origin;
    });
    const size = texts.reduce((sum, text) => sum + text.length + 2, 0);
    if (size > MAX_TEXT) throw new ERR_HTTP2_ORIGIN_LENGTH();
    connection.engine.origin(texts);
  }
}

function altsvcTarget(originOrStream) {
  if (originOrStream === undefined) return { id: 0, origin: '' };
  if (typeof originOrStream !== 'number') {
    const origin = serializedOrigin(originOrStream);
    if (typeof origin !== 'string') {
      throw new ERR_INVALID_ARG_TYPE('originOrStream', ['string', 'number', 'URL', 'object'],
        originOrStream);
    }
    if (origin === 'null' || origin === '') throw new ERR_HTTP2_ALTSVC_INVALID_ORIGIN();
    return { id: 0, origin };
  }
  if (originOrStream >>> 0 !== originOrStream || originOrStream === 0) {
    throw new ERR_OUT_OF_RANGE('originOrStream', `> 0 && < ${2 ** 32}`, originOrStream);
  }
  return { id: originOrStream, origin: '' };
}

module.exports = { ServerHttp2Session };
