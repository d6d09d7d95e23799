'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const {
  AbortError, ERR_HTTP2_CONNECT_AUTHORITY, ERR_HTTP2_CONNECT_PATH, ERR_HTTP2_CONNECT_SCHEME,
  ERR_HTTP2_GOAWAY_SESSION, ERR_HTTP2_INVALID_SESSION, ERR_HTTP2_OUT_OF_STREAMS, NghttpError,
} = require('../errors/errors.js');
const { requestCreated, requestStarted, streamArrived } = require('../observe/channels.js');
const { REQUEST } = require('../headers/rules.js');
const { encodeHeaders } = require('../headers/encode.js');
const { ClientHttp2Stream, requestStream } = require('../stream/client-stream.js');
const { validateSettings } = require('../settings/table.js');
const { kState } = require('../stream/state.js');
const { traceSession, tracing } = require('../observe/trace.js');
const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('../validators.js');
const { kAuthority, kProtocol } = require('../well-known.js');
const { kConnection } = require('./connection.js');
const { startSession } = require('./lifecycle.js');
const { OriginSet } = require('./origin-set.js');
const { requestHeaders } = require('../headers/request.js');
const { Http2Session } = require('./session.js');

const END_STREAM = 1;
const WAIT_FOR_TRAILERS = 2;
const STREAM_ID_NOT_AVAILABLE = -509;
// RFC 9110, 9.3: a body of these has no meaning.
const WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE']);

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
    super(constants.NGHTTP2_SESSION_CLIENT, options, socket);
    const connection = this[kConnection];
    connection.target = target;
    this[kAuthority] = target.authority;
    this[kProtocol] = target.protocol;
    connection.createStream = createStream;
    connection.emitStream = emitStream;
    if (tracing) traceSession(connection, 'created');
    startWhenConnected(connection, socket);
  }

  /**
   * Sends a request; when the connection is not up, as soon as it is.
   * @param {object|Array} [headers] `:method` is `'GET'` and `:path` is `'/'` by default
   * @param {object} [options] `endStream`, `waitForTrailers`, `signal`; those of priorities are
   *   accepted and have no effect (RFC 9113, 5.3.2)
   * @returns {ClientHttp2Stream}
   */
  request(headers, options) {
    const connection = this[kConnection];
    connection.touch();
    if (tracing) traceSession(connection, 'initiating request');
    const fields = requestHeaders(headers, connection.target);
    checkConnect(fields);
    const settings = requestOptions(fields, options);
    const block = encodeHeaders(fields.pairs, REQUEST, connection.strict);
    if (connection.closed || connection.destroyed) return refusedRequest(connection, fields, settings);
    const stream = openRequest(connection, fields, block, settings);
    requestCreated(stream);
    return stream;
  }
}

/** A stream that is destroyed with the reason why it can't be. */
function refusedRequest(connection, fields, { signal }) {
  const stream = requestStream(connection, fields);
  const state = stream[kState];
  // It was never begun: nothing is aborted.
  state.refused = true;
  if (signal?.aborted) {
    stream.destroy(new AbortError(signal.reason));
    return stream;
  }
  const reason = connection.destroyed ? new ERR_HTTP2_INVALID_SESSION() : new ERR_HTTP2_GOAWAY_SESSION();
  nextTick(() => stream.destroy(reason));
  return stream;
}

function checkConnect({ method, authority, scheme, path, protocol }) {
  if (method !== 'CONNECT') return;
  if (protocol !== undefined) return;
  if (authority === undefined) throw new ERR_HTTP2_CONNECT_AUTHORITY();
  if (scheme !== undefined) throw new ERR_HTTP2_CONNECT_SCHEME();
  if (path !== undefined) throw new ERR_HTTP2_CONNECT_PATH();
}

function requestOptions({ method }, options) {
  if (options !== undefined) validateObject(options, 'options');
  const { endStream, waitForTrailers, signal } = options ?? {};
  if (options !== undefined) checkPriority(options);
  if (endStream !== undefined) validateBoolean(endStream, 'options.endStream');
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');
  return {
    endStream: endStream ?? WITHOUT_BODY.has(method),
    waitForTrailers: Boolean(waitForTrailers),
    signal: signal ?? undefined,
  };
}

/** Accepted, checked, and without effect (RFC 9113, 5.3.2). */
function checkPriority({ exclusive, parent, weight, silent }) {
  if (weight !== undefined) warnOfPriority();
  if (exclusive !== undefined) validateBoolean(exclusive, 'options.exclusive');
  if (parent !== undefined) validateNumber(parent, 'options.parent', 0);
  if (silent !== undefined) validateBoolean(silent, 'options.silent');
}

let warned = false;

function warnOfPriority() {
  if (warned) return;
  warned = true;
  process.emitWarning('Priority signaling has been deprecated as of RFC 9113.',
    'DeprecationWarning', 'DEP0194');
}

function openRequest(connection, fields, block, { endStream, waitForTrailers, signal }) {
  const stream = requestStream(connection, fields);
  const state = stream[kState];
  state.waitForTrailers = waitForTrailers;
  state.headersSent = true;
  state.bodyEnded = endStream;
  if (endStream) stream.end();
  const flags = (endStream ? END_STREAM : 0) | (waitForTrailers ? WAIT_FOR_TRAILERS : 0);
  if (!connection.ready) holdBack(connection, stream, endStream);
  if (signal !== undefined && !followSignal(stream, signal)) return stream;
  if (connection.ready) submit(connection, stream, block, flags);
  else state.whenConnected = () => submitInContext(connection, stream, block, flags);
  return stream;
}

/** All that is written before the connection is there goes out in one piece. */
function holdBack(connection, stream, endStream) {
  connection.pendingStreams.add(stream);
  if (!endStream) stream.cork();
}

/** @returns {boolean} false when the signal was aborted before */
function followSignal(stream, signal) {
  const abort = () => stream.destroy(new AbortError(signal.reason));
  if (signal.aborted) {
    abort();
    return false;
  }
  signal.addEventListener('abort', abort, { once: true });
  stream.once('close', () => signal.removeEventListener('abort', abort));
  return true;
}

function submitInContext(connection, stream, block, flags) {
  stream[kState].context.runInAsyncScope(submit, undefined, connection, stream, block, flags);
}

function submit(connection, stream, block, flags) {
  if (stream.destroyed) return;
  const state = stream[kState];
  if (connection.closed) {
    stream.destroy(new ERR_HTTP2_GOAWAY_SESSION());
    return;
  }
  if (tracing) traceSession(connection, 'connected, initializing request');
  const id = connection.engine.request(block, flags);
  if (id < 0) {
    const full = id === STREAM_ID_NOT_AVAILABLE;
    stream.destroy(full ? new ERR_HTTP2_OUT_OF_STREAMS() : new NghttpError(id));
    return;
  }
  if (connection.pendingStreams.size > 0) connection.pendingStreams.delete(stream);
  connection.adopt(stream, id);
  stream.uncork();
  stream.emit('ready');
  requestStarted(stream);
  if (state.whenReset !== undefined) connection.engine.reset(id, state.whenReset, true);
}

function startWhenConnected(connection, socket) {
  if (socket.connecting || socket.secureConnecting) {
    socket.once(socket.encrypted ? 'secureConnect' : 'connect', () => startClient(connection, socket));
  } else {
    startClient(connection, socket);
  }
}

function startClient(connection, socket) {
  try {
    validateSettings(connection.options.settings ?? {});
  } catch (error) {
    connection.session.destroy(error);
    return;
  }
  if (socket.encrypted) connection.originSet = new OriginSet(socket, connection.options.maxOriginSetSize);
  startSession(connection);
}

// Methods of the connection of a client's session.

/** A pushed stream; the engine knows that our side of it is closed (RFC 9113, 5.1). */
function createStream(id, fields) {
  const stream = new ClientHttp2Stream(this);
  this.adopt(stream, id);
  const state = stream[kState];
  state.headersSent = true;
  state.bodyEnded = true;
  streamArrived(stream, fields);
  stream.end();
  return stream;
}

/** In the next tick: the program gets a stream whose own side has finished. */
function emitStream(stream, fields, flags, raw) {
  nextTick(emitPushed, this, stream, fields, flags, raw);
}

function emitPushed(connection, stream, fields, flags, raw) {
  const { session } = connection;
  const isWanted = session.listenerCount('stream') > 0;
  connection.openingId = stream[kState].id;
  const wasTaken = session.emit('stream', stream, fields, flags, raw) || isWanted;
  connection.openingId = 0;
  if (!wasTaken) {
    // Nobody wants what the server pushes.
    stream.on('error', () => {});
    stream.close(constants.NGHTTP2_CANCEL);
  }
}

module.exports = { ClientHttp2Session };
