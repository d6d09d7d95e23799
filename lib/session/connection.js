'use strict';

const { now, setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const { contextOf } = require('../context.js');
const { createEngineSession } = require('../engine/session.js');
const { settingsToEntries } = require('../settings/table.js');
const { traceNatively } = require('../observe/native-trace.js');
const { InactivityTimeout } = require('../timeout.js');
const { observation } = require('../observe/performance-entries.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { kState } = require('../stream/state.js');
const { engineLostBody, engineWrote } = require('../stream/sending.js');
const { bodyEnded, bodyReceived } = require('../stream/receiving.js');
const { engineClosed } = require('../stream/closing.js');
const { engineWantsTrailers } = require('../stream/trailers.js');
const { PendingSettings } = require('./acks.js');
const { FileSlots } = require('../files/slots.js');
const incoming = require('./incoming.js');
const { idleBodyTime } = require('./inspection.js');
const lifecycle = require('./lifecycle.js');
const { measureStreams } = require('../observe/stream-timings.js');
const { StreamMap } = require('./stream-map.js');

// NGHTTP2_ERR_PROTO.
const PROTOCOL_VIOLATED = -505;

/** Of a server's session: nothing waits for its connection. */
const NO_STREAMS = new Set();

/**
 * What a session is made of and programs don't see: the engine's session, the transport, the live
 * streams, and how it ends. The engine's events arrive here (engine/delivery.js calls the methods named like
 * them); what happens often is done here, the rest in incoming.js.
 */
class Connection {
  /**
   * @param {Http2Session} session
   * @param {number} type
   * @param {object} options
   * @param {Duplex} socket
   */
  constructor(session, type, options, socket) {
    this.session = session;
    this.type = type;
    this.isClient = type === constants.NGHTTP2_SESSION_CLIENT;
    this.options = options;
    this.socket = socket;
    this.server = undefined;
    this.transport = undefined;
    this.engine = createEngineSession(type, options, this);
    this.strict = options.strictSingleValueFields !== false;

    /** Live streams by id, and requests that wait for the connection. */
    this.streams = new StreamMap();
    this.pendingStreams = this.isClient ? new Set() : NO_STREAMS;
    /** @type {FileSlots|undefined} made with the first file */
    this.fileSlots = undefined;

    /** The connection is there: commands may be given. */
    this.ready = false;
    /** `close()` was called, or a GOAWAY came: no new streams. */
    this.closed = false;
    this.destroyed = false;
    /** An idle session was closed: it is destroyed later in this turn of the event loop. */
    this.endsSoon = false;
    /** The session was closed, and its streams have ended: what was written may take its time. */
    this.endsGracefully = false;
    /** The engine has let go of the connection; streams may still wait for their readers. */
    this.isReleased = false;
    /** Called when that happens: whoever lists the session must not keep it for a reader that never reads. */
    this.whenDetached = undefined;
    /** The numbers that `session.state` shows from then on. */
    this.lastState = undefined;
    this.streamsEnded = false;
    this.whenStreamsEnded = undefined;
    /** The socket has emitted `'close'`. */
    this.socketClosed = false;
    /** GOAWAY came. */
    this.goneAway = false;
    /** The error code with which the session ends, for streams that it takes along. */
    this.endingCode = constants.NGHTTP2_NO_ERROR;

    this.waiting = undefined;
    this.timeout = undefined;
    this.watchesBodies = false;
    /** @type {PendingPings|undefined} made with the first PING */
    this.pings = undefined;
    this.settingsAcks = new PendingSettings(this);
    /** @type {string|object|undefined} as the last frame had them: see session-settings.js */
    this.localSettings = undefined;
    this.remoteSettings = undefined;
    /** @type {CustomSettings|undefined} made with the first of them */
    this.customSettings = undefined;
    this.originSet = undefined;
    /** Of the last GOAWAY that came. */
    this.goawayCode = constants.NGHTTP2_NO_ERROR;
    this.goawayLastStreamId = 0;
    /** The stream whose first, or later, header block a handler sees now: see stream/shown-state.js. */
    this.openingId = 0;
    this.headId = 0;
    this.socketProxy = undefined;

    // For performance entries.
    this.startTime = now();
    /** @type {Measures|undefined} made when there is something to measure */
    this.measures = undefined;

    // For engine/delivery.js.
    this.context = contextOf('HTTP2SESSION');
    this.stopped = false;
  }

  /** Called once, when the transport is attached. */
  start() {
    if (tracing) traceSession(this, 'sending settings');
    const { settings } = this.options;
    this.settingsAcks.submit(settingsToEntries(typeof settings === 'object' ? settings : {}));
    if (this.waiting === undefined) return;
    for (const command of this.waiting.splice(0)) command();
  }

  /** Gives a command now, or when the connection is there. */
  whenReady(command) {
    if (this.ready) command();
    else (this.waiting ??= []).push(command);
  }

  /** The socket remembers it when it is still connecting; the transport does as the socket does. */
  reference(wanted) {
    const method = wanted ? 'ref' : 'unref';
    if (typeof this.socket[method] === 'function') this.socket[method]();
  }

  touch() {
    if (this.timeout !== undefined) this.timeout.touch();
  }

  /** There are timeouts from now on, and the engine is asked whether parts of a write went out. */
  watchBodies() {
    if (this.watchesBodies) return;
    this.watchesBodies = true;
    this.engine.watchBodies();
  }

  setTimeout(msecs, callback) {
    this.watchBodies();
    this.timeout ??= new InactivityTimeout(
      this.session, lifecycle.onTimeout, () => idleBodyTime(this));
    this.timeout.set(msecs, callback);
  }

  // ---- Streams

  /** A stream that the engine knows by this id. */
  adopt(stream, id) {
    const state = stream[kState];
    state.id = id;
    state.live = true;
    this.streams.set(id, stream);
  }

  /** A stream was destroyed. */
  forget(stream) {
    const { id } = stream[kState];
    if (id === undefined) this.pendingStreams.delete(stream);
    else this.streams.delete(id);
    if (this.closed) lifecycle.destroySoonIfIdle(this);
  }

  takeFileSlot(state, open) {
    this.fileSlots ??= new FileSlots();
    this.fileSlots.take(state, open);
  }

  // ---- Events of the engine that come for every stream

  headers(id, category, flags, headers, raw) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream === undefined) incoming.request(this, id, category, flags, headers, raw);
    else this.#tell(stream, incoming.response, category, flags, headers, raw);
  }

  data(id, chunk) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#tell(stream, bodyReceived, chunk);
  }

  /** END_STREAM came with DATA. */
  endStream(id, afterData) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream === undefined) return;
    stream[kState].timeout?.touch();
    this.#tell(stream, bodyEnded, afterData);
  }

  written(id) {
    this.touch();
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#tell(stream, engineWrote);
  }

  /**
   * @param {boolean} isUnread the engine counts the stream until the program lets go of it
   * @param {boolean} isCut it was closed before our message was sent in full
   */
  streamClose(id, code, isUnread, isCut) {
    if (observation.active) measureStreams(this);
    const stream = this.streams.get(id);
    if (stream === undefined) {
      if (isUnread) this.engine.release(id);
      return;
    }
    if (isUnread) stream[kState].isCounted = true;
    if (isCut && !stream[kState].closed) stream[kState].isCut = true;
    // A reader that begins when this turn's promises are settled must not find the stream closed.
    if (this.isClient && stream.readableFlowing === null) {
      stream[kState].live = false;
      setImmediate(() => this.#tell(stream, engineClosed, code));
    } else {
      this.#tell(stream, engineClosed, code);
    }
  }

  bodyLost(id) {
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#tell(stream, engineLostBody);
  }

  wantTrailers(id) {
    const stream = this.streams.get(id);
    if (stream !== undefined) this.#tell(stream, engineWantsTrailers);
  }

  /** In the context of the stream: a server's has that of its session, in which this is called. */
  #tell(stream, event, a, b, c, d) {
    const { context } = stream[kState];
    if (context === undefined) event(stream, a, b, c, d);
    else context.runInAsyncScope(event, undefined, stream, a, b, c, d);
  }

  // ---- Events of the connection

  frameError(id, type, error) {
    incoming.frameError(this, id, type, error);
  }

  settings(packed) {
    incoming.settings(this, packed);
  }

  settingsAck(packed) {
    this.settingsAcks.acknowledged(packed);
  }

  /** A PING keeps a connection alive without making it busy, unless somebody listens: as the builtin. */
  ping(payload) {
    if (this.session.listenerCount('ping') > 0) this.touch();
    this.session.emit('ping', payload);
  }

  pingAck(payload) {
    if (this.pings?.acknowledged(payload)) return;
    // Nobody has sent that PING (RFC 9113, 6.7): as the builtin, we take the peer for broken.
    lifecycle.engineFailed(this, PROTOCOL_VIOLATED);
  }

  goaway(code, lastStreamId, data) {
    this.touch();
    this.goawayCode = code;
    this.goawayLastStreamId = lastStreamId;
    incoming.goaway(this, code, lastStreamId, data);
  }

  altsvc(id, origin, value) {
    if (this.session.listenerCount('altsvc') > 0) this.touch();
    this.session.emit('altsvc', value, origin, id);
  }

  origin(origins) {
    this.touch();
    incoming.origin(this, origins);
  }

  pushPromise(parent, id, flags, headers, raw) {
    this.touch();
    incoming.pushPromise(this, parent, id, flags, headers, raw);
  }

  priority(id, parent, weight, exclusive) {
    const stream = this.streams.get(id);
    (stream ?? this.session).emit('priority', id, parent, weight, exclusive);
  }

  error(number) {
    lifecycle.engineFailed(this, number);
  }

  done() {
    lifecycle.engineDone(this);
  }

  // ---- Events of the descriptor

  socketEnd() {
    if (!this.waitsForReaders()) this.transport.ended();
  }

  /**
   * Whether a client's session is closed, and all that it waits for is that messages which came in full
   * are read. An end of the connection changes nothing for it: the socket does not show that before the
   * session is destroyed, as with the builtin. Programs take what a closed socket had for lost.
   */
  waitsForReaders() {
    if (!this.isClient || !this.closed || this.pendingStreams.size > 0) return false;
    const streams = this.streams.values();
    return streams.length > 0 && streams.every((stream) => !stream[kState].live);
  }

  socketError(errno, isWrite) {
    this.transport.failed(errno, isWrite === 1 ? 'write' : 'read');
  }

  flush() {
    this.transport?.flush();
  }
}

traceNatively(Connection);

/** On a session: its Connection. */
const kConnection = Symbol('connection');

module.exports = { kConnection, Connection };
