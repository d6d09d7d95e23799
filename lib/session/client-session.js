'use strict';

const { constants } = require('../constants.js');
const {
  ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME,
} = require('../errors/errors.js');
const { requestHeaders } = require('../headers/request.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { priorityField } = require('../options/priority.js');
const { requestOptions } = require('../options/request.js');
const { validateSettings } = require('../settings/validate.js');
const { encodeRequest } = require('../stream/message.js');
const { kAuthority, kProtocol } = require('../well-known.js');
const { kConnection } = require('./connection.js');
const { openRequest, refuseRequest } = require('./requests.js');
const { Http2Session } = require('./session.js');

/**
 * The client's side of a connection.
 *
 * Events: `'altsvc'`, `'origin'`.
 */
class ClientHttp2Session extends Http2Session {
  /**
   * @param {object} options of `connect()`
   * @param {Duplex} socket may still be connecting
   * @param {object} target `authority` and `protocol` that requests have by default
   */
  constructor(options, socket, target) {
    super(constants.NGHTTP2_SESSION_CLIENT, options, socket, { target });
    this[kAuthority] = target.authority;
    this[kProtocol] = target.protocol;
    if (tracing) traceSession(this[kConnection], 'created');
    startWhenConnected(this, socket);
  }

  /**
   * Sends a request; when the connection is not up, as soon as it is.
   * @param {object|Array} [headers] `:method` is `'GET'` and `:path` is `'/'` by default
   * @param {object} [options] `endStream`, `waitForTrailers`, `signal`; `priority`, as RFC 9218 has it,
   *   unless the headers have that field themselves; those of RFC 7540's priorities are accepted and
   *   have no effect (RFC 9113, 5.3.2)
   * @returns {ClientHttp2Stream}
   * @throws {TypeError} ERR_INVALID_ARG_TYPE, errors of the headers
   * @throws {Error} ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME
   */
  request(headers, options) {
    const connection = this[kConnection];
    if (tracing) traceSession(connection, 'initiating request');
    const fields = requestHeaders(headers, connection.target);
    checkConnect(fields);
    const checked = requestOptions(fields.method, options);
    if (checked.priority !== undefined) addPriority(fields.pairs, checked.priority);
    const block = encodeRequest(connection, fields.pairs);
    if (connection.closed || connection.destroyed) return refuseRequest(connection, fields, checked);
    return openRequest(connection, fields, block, checked);
  }
}

function addPriority(pairs, priority) {
  const isName = (text, at) => at % 2 === 0 && String(text).toLowerCase() === 'priority';
  if (!pairs.some(isName)) pairs.push('priority', priorityField(priority));
}

function checkConnect({ method, authority, scheme, path, protocol }) {
  if (method !== 'CONNECT' || protocol !== undefined) return;
  if (authority === undefined) throw new ERR_HTTP2_CONNECT_AUTHORITY();
  if (scheme !== undefined) throw new ERR_HTTP2_CONNECT_SCHEME();
  if (path !== undefined) throw new ERR_HTTP2_CONNECT_PATH();
}

function startWhenConnected(session, socket) {
  if (socket.connecting || socket.secureConnecting) {
    socket.once(socket.encrypted ? 'secureConnect' : 'connect', () => start(session));
  } else {
    start(session);
  }
}

function start(session) {
  const connection = session[kConnection];
  try {
    validateSettings(connection.options.settings ?? {});
  } catch (error) {
    session.destroy(error);
    return;
  }
  connection.start();
}

module.exports = { ClientHttp2Session };
