'use strict';

const { performance } = require('node:perf_hooks');
const {
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_PING_CANCEL, ERR_HTTP2_SETTINGS_CANCEL,
} = require('../errors.js');
const { contextOf } = require('../context.js');
const { traceSession, tracing } = require('../trace.js');
const { customSettingsSent } = require('./custom-settings.js');
const { Measures } = require('./measures.js');

/** PING and SETTINGS frames that the peer has not acknowledged; it does so in their order. */

const DEFAULT_OUTSTANDING_PINGS = 10;
// In a millisecond.
const NANOSECONDS = 1e6;
const MOST_PENDING_SETTINGS = 10;

const NO_ENTRIES = new Uint32Array(0);

class PendingPings {
  #core;
  #waiting = [];
  #most;

  constructor(core) {
    this.#core = core;
    const { maxOutstandingPings } = core.options;
    this.#most = typeof maxOutstandingPings === 'number' ?
      maxOutstandingPings : DEFAULT_OUTSTANDING_PINGS;
  }

  /**
   * @param {Buffer} payload 8 bytes
   * @param {Function} callback `(err, duration, payload)`
   * @returns {boolean} whether the PING was sent
   */
  send(payload, callback) {
    if (this.#waiting.length >= this.#most) {
      callback(new ERR_HTTP2_PING_CANCEL());
      return false;
    }
    this.#waiting.push({ callback, start: performance.now(), context: contextOf('HTTP2PING') });
    this.#core.handle.ping(payload);
    return true;
  }

  acknowledged(payload) {
    const ping = this.#waiting.shift();
    if (ping === undefined) return false;
    const duration = performance.now() - ping.start;
    (this.#core.measures ??= new Measures()).pingRTT = Math.round(duration * NANOSECONDS);
    ping.context.runInAsyncScope(ping.callback, undefined, null, duration, payload);
    return true;
  }

  cancel() {
    const waiting = this.#waiting.splice(0);
    for (const { callback } of waiting) process.nextTick(callback, new ERR_HTTP2_PING_CANCEL());
  }
}

class PendingSettings {
  #core;
  #waiting = [];

  constructor(core) {
    this.#core = core;
  }

  get pending() {
    return this.#waiting.length > 0;
  }

  /**
   * @param {number[]} entries
   * @param {Function} [callback] `(err, settings, duration)`
   */
  send(entries, callback) {
    const context = callback === undefined ? undefined : contextOf('HTTP2SETTINGS');
    this.#waiting.push({ callback, start: performance.now(), context });
    if (tracing) traceSession(this.#core, 'submitting settings');
    customSettingsSent(this.#core, entries);
    this.#core.handle.settings(entries.length === 0 ? NO_ENTRIES : Uint32Array.from(entries));
  }

  /** @throws {Error} ERR_HTTP2_MAX_PENDING_SETTINGS_ACK */
  assertRoom() {
    if (this.#waiting.length >= MOST_PENDING_SETTINGS) {
      throw new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK();
    }
  }

  acknowledged() {
    const sent = this.#waiting.shift();
    if (sent === undefined) return;
    const { session } = this.#core;
    this.#core.localSettings = undefined;
    if (typeof sent.callback === 'function') {
      const duration = performance.now() - sent.start;
      sent.context.runInAsyncScope(sent.callback, undefined, null, session.localSettings, duration);
    }
    // They are read for those who listen: few do, and the object would stay.
    if (session.listenerCount('localSettings') > 0) {
      session.emit('localSettings', session.localSettings);
    }
  }

  /** They stay pending. */
  cancel() {
    for (const { callback } of this.#waiting) {
      if (typeof callback === 'function') process.nextTick(callback, new ERR_HTTP2_SETTINGS_CANCEL());
    }
  }
}

module.exports = { PendingPings, PendingSettings };
