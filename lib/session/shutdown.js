'use strict';

const { nextTick, setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const {
  ERR_HTTP2_SESSION_ERROR, ERR_HTTP2_STREAM_CANCEL,
} = require('../errors/errors.js');
const { errorOfEngine } = require('../errors/nghttp2.js');
const { nghttp2Errors } = require('../engine/contract.js');
const { deliverRest } = require('../engine/delivery.js');
const { sessionStatistics } = require('../engine/session.js');
const { observation } = require('../observe/performance-entries.js');
const { reportSession, reportStreams } = require('../observe/stream-timings.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { connectionLost, isLeftToReader } = require('../stream/ending.js');
const { markUnprocessed } = require('../stream/retry.js');
const { kState } = require('../stream/state.js');
const { keepEngineBytes } = require('../transport/socket-bytes.js');
const { Drain } = require('./drain.js');
const { sessionState } = require('./snapshot.js');
const { endedBeforeWrite, endSocket, peerHasEnded, showSocket } = require('./socket.js');
const { endStreams } = require('./streams.js');

/**
 * How a session ends: `close()` and `destroy()`, GOAWAY in both directions (RFC 9113, 6.8), the errors of
 * the engine, and the end of the socket.
 *
 *     CONNECTING --socket connected--> READY --close(), GOAWAY--> CLOSING --last stream gone--> DRAINED
 *          |                             |                          |                             |
 *          |                             |      destroy(), errors   v                             v
 *          +-----------------------------+--------------------> DESTROYED <-----------------------+
 *
 * A session that is closed while it connects is CLOSING at once. Code that ends a session calls its public
 * methods, as in `node:http2`: a program may have wrapped them. `destroy()` here is the one way out:
 * streams first, then GOAWAY, then the socket; `'error'` and `'close'` come when the socket is closed.
 *
 * When the connection has ended in good order, a session is CLOSING without an engine until the last
 * reader has taken the message that came in full for it.
 */

const CONNECTING = 0;
const READY = 1;
const CLOSING = 2;
const DRAINED = 3;
const DESTROYED = 4;

const { NGHTTP2_NO_ERROR } = constants;

class Shutdown {
  #connection;
  #phase = CONNECTING;
  /** `close()` was called, GOAWAY came or the socket is closed: independent of the phase once DESTROYED. */
  #isClosed = false;
  /** @type {{ code: number, lastStreamId: number }|undefined} the last GOAWAY that came */
  #goaway = undefined;
  /** The error code with which the session ends, for the streams that it ends. */
  #code = NGHTTP2_NO_ERROR;
  /** The socket has emitted `'close'`. */
  #socketIsClosed = false;
  #streamsHaveEnded = false;
  #hasEmittedClose = false;
  /** @type {Drain|undefined} */
  #drain = undefined;
  #whenStreamsEnded = undefined;
  #whenDetached = undefined;
  /** @type {object|undefined} `session.state`, once only readers of streams keep the session from its end */
  #lastState = undefined;

  constructor(connection) {
    this.#connection = connection;
  }

  /** Whether new streams are refused: `close()` was called, GOAWAY came, or the socket is closed. */
  get isClosed() {
    return this.#isClosed;
  }

  get isDestroyed() {
    return this.#phase === DESTROYED;
  }

  get code() {
    return this.#code;
  }

  /** @returns {{ code: number, lastStreamId: number }|undefined} the last GOAWAY that came */
  get goaway() {
    return this.#goaway;
  }

  /** @returns {object|undefined} `session.state`, once the engine has let go of the connection */
  get lastState() {
    return this.#lastState;
  }

  /** The socket is connected, and the engine has taken over. */
  connected() {
    if (this.#phase === CONNECTING) this.#phase = READY;
  }

  // ---- close() and GOAWAY

  /**
   * `session.close()`: the session is destroyed when the last stream is gone. An idle session ends later in
   * this turn of the event loop: the peer may be sending GOAWAY in the same moment, and both of ours go
   * out in one write.
   */
  close() {
    const { session, streams } = this.#connection;
    if (tracing) traceSession(this.#connection, 'marking session closed');
    this.#isClosed = true;
    this.#phase = CLOSING;
    const isIdle = streams.isIdle;
    session.goaway();
    if (isIdle) setImmediate(destroyIfIdle, this);
  }

  /**
   * Gives GOAWAY to the engine, which holds it back if the session ends in this turn anyway.
   * @param {number} code
   * @param {number} lastStreamId -1: the last that was processed
   * @param {Buffer|TypedArray|DataView} [data]
   */
  sendGoaway(code, lastStreamId, data) {
    const { engine, streams } = this.#connection;
    engine.goaway(code, lastStreamId, data, this.#isClosed && streams.isIdle);
  }

  /** GOAWAY came. */
  goawayReceived(code, lastStreamId, data) {
    const connection = this.#connection;
    const { session } = connection;
    this.#goaway = { code, lastStreamId };
    if (tracing) traceSession(connection, 'goaway %d received [last stream id: %d]', code, lastStreamId);
    session.emit('goaway', code, lastStreamId, data.length > 0 ? data : undefined);
    if (code === NGHTTP2_NO_ERROR) {
      session.close();
      return;
    }
    this.#code = code;
    session.destroy(new ERR_HTTP2_SESSION_ERROR(code), NGHTTP2_NO_ERROR);
  }

  /** A stream is gone. The session ends later in this turn: the last stream's own events come first. */
  streamForgotten() {
    if (this.#isClosed && this.#connection.streams.isIdle) setImmediate(destroyIfIdle, this);
  }

  destroyIfIdle() {
    const { session, streams } = this.#connection;
    if (!this.#isClosed || this.isDestroyed || !streams.isIdle) return;
    this.#phase = DRAINED;
    session.destroy();
  }

  /**
   * `session.drain()`
   * @param {number} [timeout] milliseconds
   * @returns {Promise<{ cut: number }>}
   */
  drain(timeout) {
    if (this.#hasEmittedClose) return Promise.resolve({ cut: 0 });
    this.#drain ??= new Drain(this.#connection);
    this.#drain.setDeadline(timeout);
    return this.#drain.promise;
  }

  // ---- destroy()

  /**
   * @param {Error} [error]
   * @param {number} code of GOAWAY
   * @param {Function} [end] ends a stream, with the error
   */
  destroy(error, code, end = destroyStream) {
    if (this.isDestroyed) return;
    const connection = this.#connection;
    const isGraceful = this.#phase === DRAINED;
    this.#phase = DESTROYED;
    if (tracing) traceSession(connection, 'destroying');
    if (this.#code === NGHTTP2_NO_ERROR) this.#code = code;
    connection.stopTimers();
    connection.session.removeAllListeners('timeout');
    this.#destroyStreams(error, end);
    connection.cancelAcknowledgements();
    if (connection.ready) connection.engine.terminate(code);
    this.#closeSocket(isGraceful, error);
  }

  #destroyStreams(error, end) {
    const { streams } = this.#connection;
    if (streams.hasPending) {
      const cancel = new ERR_HTTP2_STREAM_CANCEL(error);
      for (const stream of streams.pending) {
        markUnprocessed(stream);
        stream.destroy(cancel);
      }
    }
    this.#markUnprocessed();
    endStreams(streams.values(), (stream) => end(stream, error), () => {
      // Handlers of 'aborted' log who the peer was: they still see the socket.
      showSocket(this.#connection.session, undefined);
      this.#streamsHaveEnded = true;
      this.#whenStreamsEnded?.();
    });
  }

  /** Marks the requests that the peer's GOAWAY leaves out, or of which nothing goes out any more. */
  #markUnprocessed() {
    const { engine, isClient, socket, streams } = this.#connection;
    if (!isClient) return;
    const last = this.#goaway?.lastStreamId ?? Infinity;
    for (const stream of streams.values()) {
      const { closed, id, live } = stream[kState];
      if (closed || !live) continue;
      if (id > last || engine.leavesOut(id, socket.destroyed) === 1) markUnprocessed(stream);
    }
  }

  #closeSocket(isGraceful, error) {
    const connection = this.#connection;
    const { socket, transport } = connection;
    if (tracing) traceSession(connection, 'start closing/destroying', error);
    // The engine has let go of it already when only readers kept the session.
    const rest = this.#lastState === undefined ? this.#releaseEngine() : undefined;
    if (this.#socketIsClosed || (socket.destroyed && socket.closed !== false)) {
      nextTick(() => this.#emitClose(error));
      return;
    }
    socket.once('close', () => this.#emitClose(error, true));
    if (socket.destroyed) return;
    if (tracing) traceEnd(connection, error);
    // The peer has not taken all yet; the socket waits for it.
    if (rest !== undefined) socket.write(rest);
    if (transport === undefined) socket.destroy();
    else endSocket(socket, isGraceful, error);
  }

  /**
   * The engine's session is over, and lets go of the socket.
   * @returns {Buffer|undefined} what is left to be written
   */
  #releaseEngine() {
    const connection = this.#connection;
    const { socket, transport } = connection;
    const isGone = socket.destroyed || peerHasEnded(socket);
    transport?.finish(isGone);
    const rest = destroyEngine(connection, !socket.destroyed);
    if (!isGone) transport?.release();
    return rest;
  }

  /** PINGs are cancelled before it when the session was destroyed, and after it when its socket was. */
  #emitClose(error, afterPings = false) {
    if (!this.#streamsHaveEnded) {
      this.#whenStreamsEnded = () => this.#emitClose(error, afterPings);
      return;
    }
    const { session, pings } = this.#connection;
    nextTick(() => {
      if (afterPings) pings?.deliverCancelled();
      if (error) session.emit('error', error);
      this.#hasEmittedClose = true;
      session.emit('close');
    });
  }

  // ---- The connection ends by itself

  /** The socket emits `'close'`, whoever has closed it. */
  socketClosed() {
    this.#socketIsClosed = true;
    deliverRest(this.#connection.engine);
    if (this.isDestroyed) return;
    this.#isClosed = true;
    if (this.#phase < CLOSING) this.#phase = CLOSING;
    this.#endWithConnection();
  }

  /** The socket emits `'error'`. */
  socketFailed(error) {
    const { engine, session, socket } = this.#connection;
    deliverRest(engine);
    if (this.isDestroyed) return;
    if (error.code === 'EPIPE' && endedBeforeWrite(socket, error)) return;
    if (error.code === 'ECONNRESET' && this.#goaway !== undefined) this.#endByReset(error);
    else session.destroy(error);
  }

  /**
   * The connection has ended, without an error of the session: what came in full is left to its readers.
   * @param {Function} [end] ends every other stream
   */
  #endWithConnection(end = connectionLost) {
    const streams = this.#connection.streams.values();
    this.#markUnprocessed();
    if (streams.some(isLeftToReader)) {
      this.#detach();
      endStreams(streams, end, () => this.destroyIfIdle());
    } else {
      // The streams see that the connection is lost before their session is destroyed.
      endStreams(streams, end, () => this.destroy(undefined, NGHTTP2_NO_ERROR, end));
    }
  }

  /** The engine lets go of the connection; the session waits for readers of its streams. */
  #detach() {
    if (this.#lastState !== undefined) return;
    const connection = this.#connection;
    this.#lastState = sessionState(connection);
    this.#releaseEngine();
    this.#whenDetached?.(connection.session);
    connection.pings?.cancel();
    connection.stopTimers();
  }

  /**
   * A peer that has sent GOAWAY may reset the connection: the session has no error, but what the peer has
   * not answered in full fails.
   */
  #endByReset(error) {
    this.#endWithConnection((stream) => {
      if (isLeftToReader(stream)) connectionLost(stream);
      else stream.destroy(error);
    });
  }

  /**
   * @param {Function} callback called with the session when the engine has let go of the connection, and
   *   streams may still wait for readers: a list of sessions must not keep it for a reader that never
   *   reads
   */
  whenDetached(callback) {
    this.#whenDetached = callback;
  }

  /**
   * Whether a client's session is closed, and all that it waits for is that messages which came in full
   * are read. Then it does not matter that the connection ends: the socket does not show that before the
   * session is destroyed, as in `node:http2`. Programs take what a closed socket had for lost.
   */
  get waitsForReaders() {
    const { isClient, streams } = this.#connection;
    return isClient && this.#isClosed && streams.waitForReaders;
  }

  // ---- The engine gives up

  /** @param {number} number a SessionFault of the engine, or an error number of nghttp2 */
  engineFailed(number) {
    this.#connection.session.destroy(errorOfEngine(number));
  }

  /** The peer broke the protocol. nghttp2 has sent GOAWAY, with the details. */
  protocolViolated() {
    this.engineFailed(nghttp2Errors.PROTOCOL);
  }
}

function destroyIfIdle(shutdown) {
  shutdown.destroyIfIdle();
}

function destroyStream(stream, error) {
  stream.destroy(error);
}

/**
 * @param {boolean} flush whether what the engine still has is written
 * @returns {Buffer|undefined} what is left to be written
 */
function destroyEngine(connection, flush) {
  const statistics = new Float64Array(sessionStatistics.length);
  const { active } = observation;
  if (active) reportStreams(connection, true);
  const rest = connection.engine.destroy(flush, statistics);
  if (active) reportSession(connection, statistics);
  keepEngineBytes(connection.socket, rest?.length ?? 0, statistics);
  return rest;
}

function traceEnd(connection, error) {
  traceSession(connection, 'finishSessionClose');
  traceSession(connection, 'finishSessionClose socket end', null, error);
}

module.exports = { Shutdown };
