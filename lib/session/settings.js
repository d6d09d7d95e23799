'use strict';

const { constants } = require('../constants.js');
const {
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK, ERR_HTTP2_SETTINGS_CANCEL,
} = require('../errors/errors.js');
const { traceSession, tracing } = require('../observe/trace.js');
const { entriesToSettings, packedToEntries, settingsToEntries } = require('../settings/entries.js');
const { kSocket } = require('../well-known.js');
const { Acknowledgement } = require('./acknowledgement.js');

const DEFAULT_MAX_OUTSTANDING = 10;
// Assumed of a peer before its first SETTINGS frame, unless the program says otherwise.
const DEFAULT_PEER_MAX_CONCURRENT_STREAMS = 100;

const NO_ENTRIES = new Uint32Array(0);
const NONE = Object.freeze([]);

/**
 * The SETTINGS of a session (RFC 9113, 6.5): the frames that we send, until the peer acknowledges them,
 * and the settings of both sides.
 *
 * The settings are those of the last frame, or acknowledgement, that was delivered: the engine may know
 * later ones already. They stay packed, as the engine gave them, until somebody looks. Settings without a
 * name add up over the frames; of the peer's, only those in the option `remoteCustomSettings` are shown.
 */
class Settings {
  #connection;
  /** @type {Acknowledgement[]} in the order in which the frames were sent; most of the time there are none */
  #outstanding = NONE;
  /** How many frames wait for the connection, or were one too many. */
  #unsent = 0;
  /** @type {string|object|undefined} packed, or as they were shown */
  #local = undefined;
  #remote = undefined;
  /** @type {object|undefined} value by identifier */
  #localCustom = undefined;
  #remoteCustom = undefined;

  constructor(connection) {
    this.#connection = connection;
  }

  /** Whether frames are not acknowledged, or not even sent; for ever if the session is destroyed. */
  get pending() {
    return this.#outstanding.length + this.#unsent > 0;
  }

  /** Sends the first SETTINGS frame, with the settings of the session's options. */
  start() {
    if (tracing) traceSession(this.#connection, 'sending settings');
    const { settings } = this.#connection.options;
    this.submit(typeof settings === 'object' ? settings : {});
  }

  /**
   * Sends SETTINGS, when the connection is there. One frame too many ends the session.
   * @param {object} settings checked
   * @param {Function} [callback] `(err, settings, duration)`
   */
  submit(settings, callback) {
    const entries = settingsToEntries(settings);
    this.#unsent++;
    this.#connection.whenReady(() => this.#send(entries, callback));
  }

  #send(entries, callback) {
    const connection = this.#connection;
    if (connection.destroyed) return;
    const frame = new Acknowledgement('HTTP2SETTINGS', callback);
    if (this.#outstanding.length >= this.#maxOutstanding) {
      this.#refuse(frame);
      return;
    }
    if (tracing) traceSession(connection, 'submitting settings');
    this.#unsent--;
    if (this.#outstanding === NONE) this.#outstanding = [frame];
    else this.#outstanding.push(frame);
    this.#localCustom = withCustom(this.#localCustom, entries);
    connection.engine.settings(entries.length === 0 ? NO_ENTRIES : Uint32Array.from(entries));
  }

  get #maxOutstanding() {
    const { maxOutstandingSettings: max } = this.#connection.options;
    return typeof max === 'number' ? Math.max(max, 1) >>> 0 : DEFAULT_MAX_OUTSTANDING;
  }

  #refuse(frame) {
    const { callback } = frame;
    if (typeof callback === 'function') frame.settle(callback, new ERR_HTTP2_SETTINGS_CANCEL());
    else frame.abandon();
    this.#connection.session.destroy(new ERR_HTTP2_MAX_PENDING_SETTINGS_ACK());
  }

  /**
   * The peer has acknowledged the oldest frame.
   * @param {string} packed our settings from now on
   */
  acknowledged(packed) {
    this.#local = packed;
    if (this.#outstanding.length === 0) return;
    const frame = this.#outstanding.shift();
    if (this.#outstanding.length === 0) this.#outstanding = NONE;
    frame.settle(emitLocalSettings, this.#connection.session, frame);
  }

  /**
   * A SETTINGS frame came.
   * @param {string} packed the peer's settings, and those of the frame that have no name
   */
  received(packed) {
    const connection = this.#connection;
    const { session, options: { remoteCustomSettings } } = connection;
    if (tracing) traceSession(connection, 'settings received');
    this.#remote = packed;
    if (remoteCustomSettings !== undefined) {
      this.#remoteCustom = withCustom(this.#remoteCustom, packedToEntries(packed), remoteCustomSettings);
    }
    // An object is made only for listeners: few listen, and the object would stay.
    if (session.listenerCount('remoteSettings') > 0) {
      session.emit('remoteSettings', session.remoteSettings);
    }
  }

  /** The session is destroyed: its frames stay pending, and their callbacks are not called. */
  cancel() {
    for (const frame of this.#outstanding) frame.abandon();
  }

  /** Our settings. They outlive the session once they were read, or the peer has acknowledged them. */
  get local() {
    if (typeof this.#local === 'object') return this.#local;
    if (this.#local === undefined && !this.#connection.isLive) return {};
    const entries = this.#local === undefined ? [] : packedToEntries(this.#local);
    this.#local = shown(entries, this.#localCustom);
    return this.#local;
  }

  /** The peer's settings. Once they were read they last as long as the session shows its socket. */
  get remote() {
    const { isLive, session } = this.#connection;
    if (typeof this.#remote === 'object' && session[kSocket] !== undefined) return this.#remote;
    if (!isLive) return {};
    const entries = this.#remote === undefined ? this.#assumedEntries : packedToEntries(this.#remote);
    this.#remote = shown(entries, this.#remoteCustom);
    return this.#remote;
  }

  get #assumedEntries() {
    const { peerMaxConcurrentStreams: max } = this.#connection.options;
    return [
      constants.NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
      typeof max === 'number' ? max >>> 0 : DEFAULT_PEER_MAX_CONCURRENT_STREAMS,
    ];
  }
}

/** @param {object} [custom] settings of earlier frames; those of this frame may be others */
function shown(entries, custom) {
  const settings = entriesToSettings(entries);
  delete settings.customSettings;
  if (custom !== undefined) settings.customSettings = { ...custom };
  return settings;
}

/**
 * @param {object} [known] custom settings of earlier frames
 * @param {number[]} entries identifier, value...
 * @param {number[]} [shownIds] identifiers; default all
 * @returns {object|undefined} with those of these entries
 */
function withCustom(known, entries, shownIds) {
  if (entries.length === 0) return known;
  const { customSettings } = entriesToSettings(entries);
  const ids = Object.keys(customSettings ?? {}).filter((id) => shownIds?.includes(Number(id)) ?? true);
  if (ids.length === 0) return known;
  const all = { ...known };
  for (const id of ids) all[id] = customSettings[id];
  return all;
}

function emitLocalSettings(session, { callback, duration }) {
  if (typeof callback === 'function') callback(null, session.localSettings, duration);
  if (session.listenerCount('localSettings') > 0) {
    session.emit('localSettings', session.localSettings);
  }
}

module.exports = { Settings };
