'use strict';

const { nextTick, now } = require('../clock.js');
const { constants } = require('../constants.js');
const { contextOf } = require('../context.js');
const { createEngineSession } = require('../engine/session.js');
const { traceNatively } = require('../observe/native-trace.js');
const { reportStreams, SessionTimings } = require('../observe/stream-timings.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { InactivityTimeout } = require('../timeout.js');
const { kState } = require('../stream/state.js');
const { dataReceived, endReceivedWithData } = require('../stream/body-in.js');
const { engineLostBody } = require('../stream/body-out.js');
const { engineClosed } = require('../stream/ending.js');
const { headReceived } = require('../stream/head-in.js');
const { engineWrote } = require('../stream/join-writes.js');
const { engineWantsTrailers } = require('../stream/trailers.js');
const { asksForPings } = require('../options/lifetime.js');
const { attachTransport } = require('../transport/attach.js');
const { acceptPush, acceptRequest } = require('./accept.js');
const { FileSlots } = require('../files/slots.js');
const { frameFailed } = require('./frame-error.js');
const { IdleTimeout } = require('./idle-timeout.js');
const { KeepAlive } = require('./keep-alive.js');
const { originsReceived, OriginSet } = require('./origins.js');
const { Pings } = require('./ping.js');
const { Settings } = require('./settings.js');
const { Shutdown } = require('./shutdown.js');
const { Streams } = require('./streams.js');

const { NGHTTP2_HCAT_REQUEST, NGHTTP2_SESSION_CLIENT } = constants;

/**
 * The inside of a session, which programs don't see: the engine's session, the transport, and an object for
 * each noun of the protocol. The engine's events arrive here (engine/event-reader.js calls the methods named
 * like them), and go to the object that they concern.
 */
class Connection {
  #timeout = undefined;
  /** The engine is asked whether parts of a write went out: there are timeouts. */
  #watchesBodies = false;
  /** @type {Function[]|undefined} commands that wait for the connection */
  #waiting = undefined;
  /** @type {Pings|undefined} made with the first PING */
  #pings = undefined;
  /** @type {FileSlots|undefined} made with the first file */
  #fileSlots = undefined;
  /** @type {SessionTimings|undefined} made when there is something to time */
  #timings = undefined;
  /** @type {OriginSet|undefined} over TLS; a client's is made with the connection, whose address it needs */
  #origins = undefined;
  /** @type {KeepAlive|undefined} made with the option */
  #keepAlive = undefined;
  /** @type {IdleTimeout|undefined} made with the option */
  #idleTimeout = undefined;
  #transport = undefined;

  /**
   * @param {Http2Session} session
   * @param {number} type
   * @param {object} options
   * @param {Duplex} socket
   * @param {object} peer of a server: `server`; of a client: `target`, the `authority` and `protocol` that
   *   requests have by default
   */
  constructor(session, type, options, socket, { server, target }) {
    this.session = session;
    this.type = type;
    this.options = options;
    this.strict = options.strictSingleValueFields !== false;
    this.socket = socket;
    this.server = server;
    this.target = target;
    this.startTime = now();
    this.context = contextOf('HTTP2SESSION');
    this.engine = createEngineSession(type, options, this);

    this.streams = new Streams();
    this.settings = new Settings(this);
    this.shutdown = new Shutdown(this);
  }

  get isClient() {
    return this.type === NGHTTP2_SESSION_CLIENT;
  }

  // ---- The beginning

  /** The socket is connected: the engine takes over. */
  start() {
    if (this.destroyed) {
      nextTick(emitConnect, this);
      return;
    }
    // Frames are gathered before they are written: holding back a small write only adds a delay.
    this.socket.setNoDelay?.();
    if (tracing) traceSession(this, 'setting up session handle');
    // Schedule this before the transport attaches, which delivers buffered input in a tick of its own.
    nextTick(emitConnect, this);
    this.#transport = attachTransport(this);
    this.shutdown.connected();
    if (this.isClient && this.socket.encrypted) void this.origins;
    this.settings.start();
    this.#startTimers();
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) for (const command of waiting) command();
  }

  #startTimers() {
    const { keepAlive, idleTimeout } = this.options;
    if (asksForPings(keepAlive)) this.#keepAlive = new KeepAlive(this, keepAlive);
    if (idleTimeout > 0) this.#idleTimeout = new IdleTimeout(this, idleTimeout);
  }

  get transport() {
    return this.#transport;
  }

  /** Whether the connection is there, or was when the session was destroyed: commands may be given. */
  get ready() {
    return this.#transport !== undefined;
  }

  /** Whether the connection is there and the session is not destroyed. */
  get isLive() {
    return this.ready && !this.destroyed;
  }

  /** Gives a command now, or when the connection is there. */
  whenReady(command) {
    if (this.ready) command();
    else (this.#waiting ??= []).push(command);
  }

  /** Calls a function as before the connection was there: requests that it makes wait to be submitted. */
  holdRequests(make) {
    const transport = this.#transport;
    this.#transport = undefined;
    try {
      return make();
    } finally {
      this.#transport = transport;
    }
  }

  /**
   * Whether the connection keeps the process alive. A socket that is still connecting remembers it; the
   * transport does as the socket does.
   */
  reference(isReferenced) {
    const method = isReferenced ? 'ref' : 'unref';
    if (typeof this.socket[method] === 'function') this.socket[method]();
  }

  // ---- Timeouts

  /** Something happened that counts for the session's timeout. */
  touch() {
    if (this.#timeout !== undefined) this.#timeout.touch();
  }

  #touchIfHeard(event) {
    if (this.#timeout !== undefined && this.session.listenerCount(event) > 0) this.#timeout.touch();
  }

  /** A timeout is set, of the session or a stream: the engine notes when parts of a body are sent. */
  watchBodies() {
    if (this.#watchesBodies) return;
    this.#watchesBodies = true;
    this.engine.watchBodies();
  }

  setTimeout(msecs, callback) {
    this.watchBodies();
    this.#timeout ??= new InactivityTimeout(this.session, onTimeout, () => this.#idleBodyTime);
    this.#timeout.set(msecs, callback);
  }

  stopTimers() {
    this.#timeout?.clear();
    this.#keepAlive?.stop();
    this.#idleTimeout?.stop();
  }

  /** Milliseconds since bytes of a body were sent on any stream; else Infinity. */
  get #idleBodyTime() {
    return this.isLive ? this.engine.getIdleBodyTime(0) : Infinity;
  }

  // ---- The parts that few sessions have

  get pings() {
    return this.#pings;
  }

  ping(payload, callback) {
    this.#pings ??= new Pings(this);
    return this.#pings.send(payload, callback);
  }

  /**
   * Sends a PING of our own, of which the program sees nothing.
   * @param {Function} [callback] called when the peer has acknowledged it
   */
  probe(callback) {
    this.#pings ??= new Pings(this);
    this.#pings.probe(callback);
  }

  /** @returns {FileSlots|undefined} undefined: no file was sent yet */
  get fileSlots() {
    return this.#fileSlots;
  }

  /** Calls back, at once or when fewer files are being sent: see files/slots.js. */
  takeFileSlot(state, open) {
    this.#fileSlots ??= new FileSlots();
    this.#fileSlots.take(state, open);
  }

  get timings() {
    return (this.#timings ??= new SessionTimings());
  }

  /** The origins that the connection may be used for (RFC 8336, 2.3); over TLS only. */
  get origins() {
    return (this.#origins ??= new OriginSet(this.socket, this.options.maxOriginSetSize));
  }

  /** The server has answered that it is not responsible for the origin (RFC 9110, 15.5.20). */
  misdirected(origin) {
    this.#origins?.delete(origin);
  }

  // ---- The end

  get closed() {
    return this.shutdown.isClosed;
  }

  /** Whether the session is destroyed: events that the engine still has are dropped. */
  get destroyed() {
    return this.shutdown.isDestroyed;
  }

  /** The error code with which the session ends, for the streams that it ends. */
  get endingCode() {
    return this.shutdown.code;
  }

  /** The session is destroyed: nobody waits for acknowledgements any more. */
  cancelAcknowledgements() {
    this.#pings?.cancel();
    this.settings.cancel();
  }

  // ---- Streams

  /** The engine knows the stream by this id from now on. */
  adopt(stream, id) {
    this.streams.adopt(stream, id);
  }

  /** The stream was destroyed. */
  forget(stream) {
    this.streams.forget(stream);
    this.#idleTimeout?.streamForgotten();
    this.shutdown.streamForgotten();
  }

  // ---- Events of streams

  onHeaders(id, category, flags, fields, raw) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#deliver(stream, headReceived, category, flags, fields, raw);
    else if (category === NGHTTP2_HCAT_REQUEST) acceptRequest(this, id, flags, fields, raw);
  }

  onPushPromise(parentId, id, flags, fields, raw) {
    this.touch();
    acceptPush(this, parentId, id, flags, fields, raw);
  }

  onData(id, chunk) {
    const stream = this.#touchedStream(id);
    if (stream !== undefined) this.#deliver(stream, dataReceived, chunk);
  }

  /** END_STREAM came with DATA. */
  onEndStream(id, afterData) {
    const stream = this.#touchedStream(id);
    if (stream !== undefined) this.#deliver(stream, endReceivedWithData, afterData);
  }

  /** The engine has handed the oldest write of a stream to the socket. */
  onWritten(id) {
    const stream = this.#touchedStream(id);
    if (stream !== undefined) this.#deliver(stream, engineWrote);
  }

  /** Part of a body was received or sent, which resets the timeouts of the session and of the stream. */
  #touchedStream(id) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream !== undefined) stream[kState].timeout?.touch();
    return stream;
  }

  /** The memory of a chunk was taken away before it was sent. */
  onBodyLost(id) {
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#deliver(stream, engineLostBody);
  }

  /** @param {number} bodyEnd one of `bodyEnds` in engine/contract.js */
  onWantTrailers(id, bodyEnd) {
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#deliver(stream, engineWantsTrailers, bodyEnd);
  }

  /**
   * @param {boolean} isUnread the engine counts the stream until the program lets go of it
   * @param {boolean} isCut it was closed before our message was sent in full
   */
  onStreamClose(id, code, isUnread, isCut) {
    reportStreams(this);
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#deliver(stream, engineClosed, code, isUnread, isCut);
    else if (isUnread) this.engine.release(id);
  }

  onPriority(id, parentId, weight, isExclusive) {
    const emitter = this.streams.get(id) ?? this.session;
    emitter.emit('priority', id, parentId, weight, isExclusive);
  }

  /** Calls in the context of the stream: a server's has that of its session, in which this is called. */
  #deliver(stream, event, a, b, c, d) {
    const { context } = stream[kState];
    if (context === undefined) event(stream, a, b, c, d);
    else context.runInAsyncScope(event, undefined, stream, a, b, c, d);
  }

  // ---- Events of the session. Those that keep a connection alive without making it busy count for its
  // timeout only if somebody listens, as in `node:http2`.

  onSettings(packed) {
    this.#touchIfHeard('remoteSettings');
    this.settings.received(packed);
  }

  onSettingsAck(packed) {
    this.settings.acknowledged(packed);
  }

  onPing(payload) {
    this.#touchIfHeard('ping');
    this.session.emit('ping', payload);
  }

  onPingAck(payload) {
    // Nobody has sent such a PING (RFC 9113, 6.7): as in `node:http2`, that breaks the protocol.
    if (!this.#pings?.acknowledged(payload)) this.shutdown.protocolViolated();
  }

  onGoaway(code, lastStreamId, data) {
    this.touch();
    this.shutdown.goawayReceived(code, lastStreamId, data);
  }

  onAltsvc(id, origin, value) {
    this.#touchIfHeard('altsvc');
    this.session.emit('altsvc', value, origin, id);
  }

  onOrigin(origins) {
    this.touch();
    originsReceived(this, origins);
  }

  onFrameError(id, type, error) {
    frameFailed(this, id, type, error);
  }

  /** The engine gave up on the connection. Its GOAWAY says why to the peer. */
  onSessionError(number) {
    this.shutdown.engineFailed(number);
  }

  /** nghttp2 neither reads nor writes any more: the peer broke the protocol. */
  onSessionDone() {
    this.shutdown.protocolViolated();
  }

  // ---- Events of the descriptor

  onSocketEnd() {
    this.#transport.ended();
  }

  onSocketError(errno, isWrite) {
    this.#transport.failed(errno, isWrite === 1 ? 'write' : 'read');
  }

  /** The engine has something to be written. */
  flush() {
    this.#transport?.flush();
  }
}

function emitConnect(connection) {
  const { session, socket, streams } = connection;
  session.emit('connect', session, socket);
  if (connection.destroyed) return;
  streams.submitPending();
}

function onTimeout(session) {
  if (!session.destroyed) session.emit('timeout');
}

traceNatively(Connection);

/** On a session: its Connection. */
const kConnection = Symbol('connection');

module.exports = { Connection, kConnection };
