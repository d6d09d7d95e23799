'use strict';

const { now, setImmediate } = require('../clock.js');
const {
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_SETTINGS_CANCEL,
} = require('../errors/errors.js');
const { contextOf } = require('../context.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { customSettingsSent } = require('./custom-settings.js');
const { Measures } = require('../observe/stream-timings.js');

/** PING and SETTINGS frames that the peer has not acknowledged; it does so in their order. */

const DEFAULT_OUTSTANDING = 10;
// In a millisecond.
const NANOSECONDS = 1e6;

const NO_ENTRIES = new Uint32Array(0);

/** One frame that is to be acknowledged, and the context in which the program hears of that. */
class Outstanding {
  constructor(type, callback) {
    this.callback = callback;
    this.context = contextOf(type);
    this.start = now();
  }

  get duration() {
    return now() - this.start;
  }

  /** Runs the one event of the resource. */
  settle(deliver, ...args) {
    try {
      this.context.runInAsyncScope(deliver, undefined, ...args);
    } finally {
      this.context.emitDestroy();
    }
  }
}

class PendingPings {
  #connection;
  #waiting = [];
  #cancelled = [];
  #most;

  constructor(connection) {
    this.#connection = connection;
    const { maxOutstandingPings: most } = connection.options;
    this.#most = typeof most === 'number' ? most >>> 0 : DEFAULT_OUTSTANDING;
  }

  /**
   * @param {Buffer} payload 8 bytes
   * @param {Function} callback `(err, duration, payload)`
   * @returns {boolean} whether the PING was sent
   */
  send(payload, callback) {
    const ping = new Outstanding('HTTP2PING', callback);
    if (this.#waiting.length >= this.#most) {
      ping.settle(callback, new ERR_HTTP2_PING_CANCEL());
      return false;
    }
    this.#waiting.push(ping);
    this.#connection.engine.ping(payload);
    return true;
  }

  /** @returns {boolean} whether a PING waited for it */
  acknowledged(payload) {
    const ping = this.#waiting.shift();
    if (ping === undefined) return false;
    const { duration } = ping;
    (this.#connection.measures ??= new Measures()).pingRTT = Math.round(duration * NANOSECONDS);
    ping.settle(ping.callback, null, duration, payload);
    return true;
  }

  /** The session is destroyed: the streams' own events come first. */
  cancel() {
    this.#cancelled = this.#waiting.splice(0);
    for (let left = this.#cancelled.length; left > 0; left--) setImmediate(() => this.#cancelNext());
  }

  /** The session's 'close' is due. */
  deliverCancelled() {
    for (let left = this.#cancelled.length; left > 0; left--) this.#cancelNext();
  }

  #cancelNext() {
    const ping = this.#cancelled.shift();
    ping?.settle(ping.callback, new ERR_HTTP2_PING_CANCEL());
  }
}

class PendingSettings {
  #connection;
  #waiting = [];
  /** Frames that wait for the connection, or were one too many. */
  #unsent = 0;
  #most;

  constructor(connection) {
    this.#connection = connection;
    const { maxOutstandingSettings: most } = connection.options;
    this.#most = typeof most === 'number' ? Math.max(most, 1) >>> 0 : DEFAULT_OUTSTANDING;
  }

  get pending() {
    return this.#waiting.length + this.#unsent > 0;
  }

  /**
   * Sends SETTINGS, when the connection is there. One frame too many ends the session.
   * @param {number[]} entries
   * @param {Function} [callback] `(err, settings, duration)`
   */
  submit(entries, callback) {
    this.#unsent++;
    this.#connection.whenReady(() => this.#send(entries, callback));
  }

  #send(entries, callback) {
    if (this.#connection.destroyed) return;
    const frame = new Outstanding('HTTP2SETTINGS', callback);
    if (this.#waiting.length >= this.#most) {
      this.#refuse(frame);
      return;
    }
    if (tracing) traceSession(this.#connection, 'submitting settings');
    this.#unsent--;
    this.#waiting.push(frame);
    customSettingsSent(this.#connection, entries);
    this.#connection.engine.settings(entries.length === 0 ? NO_ENTRIES : Uint32Array.from(entries));
  }

  #refuse(frame) {
    const { session } = this.#connection;
    const { callback } = frame;
    if (typeof callback === 'function') frame.settle(callback, new ERR_HTTP2_SETTINGS_CANCEL());
    else frame.context.emitDestroy();
    session.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK());
  }

  /** @param {string} packed our settings from now on */
  acknowledged(packed) {
    this.#connection.localSettings = packed;
    const frame = this.#waiting.shift();
    if (frame !== undefined) frame.settle(emitLocalSettings, this.#connection.session, frame);
  }

  /** The session is destroyed: they stay pending, and their callbacks are not called. */
  cancel() {
    for (const { context } of this.#waiting) context.emitDestroy();
  }
}

function emitLocalSettings(session, { callback, duration }) {
  if (typeof callback === 'function') callback(null, session.localSettings, duration);
  // They are read for those who listen: few do, and the object would stay.
  if (session.listenerCount('localSettings') > 0) {
    session.emit('localSettings', session.localSettings);
  }
}

module.exports = { PendingPings, PendingSettings };
