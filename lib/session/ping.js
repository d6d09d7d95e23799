'use strict';

const { setImmediate, ticks } = require('../clock.js');
const { ERR_HTTP2_PING_CANCEL } = require('../errors/errors.js');
const { Acknowledgement } = require('./acknowledgement.js');

/** PING frames (RFC 9113, 6.7): those that we send, until the peer acknowledges them. */

const DEFAULT_MAX_OUTSTANDING = 10;
const PAYLOAD_SIZE = 8;

class Pings {
  #connection;
  #max;
  /** @type {Acknowledgement[]} in the order in which they were sent, in which the peer answers them */
  #outstanding = [];
  #cancelled = [];
  /** @type {{ payload: Buffer, callback: Function|undefined }[]} see probe() */
  #probes = [];

  constructor(connection) {
    this.#connection = connection;
    const { maxOutstandingPings: max } = connection.options;
    this.#max = typeof max === 'number' ? max >>> 0 : DEFAULT_MAX_OUTSTANDING;
  }

  /**
   * @param {Buffer|TypedArray|DataView} [payload] 8 bytes
   * @param {Function} callback `(err, duration, payload)`
   * @returns {boolean} whether the PING was sent
   */
  send(payload, callback) {
    const ping = new Acknowledgement('HTTP2PING', callback);
    if (this.#outstanding.length >= this.#max) {
      ping.settle(callback, new ERR_HTTP2_PING_CANCEL());
      return false;
    }
    this.#outstanding.push(ping);
    this.#connection.engine.ping(payloadOf(payload));
    return true;
  }

  /**
   * Sends a PING that is none of the program's. Its acknowledgement is known by the payload, which nobody
   * else has.
   * @param {Function} [callback] called when the peer has acknowledged it
   */
  probe(callback) {
    const payload = require('node:crypto').randomBytes(PAYLOAD_SIZE);
    this.#probes.push({ payload, callback });
    this.#connection.engine.ping(payload);
  }

  /** @returns {boolean} whether a PING was outstanding */
  acknowledged(payload) {
    if (this.#probes[0]?.payload.equals(payload)) {
      this.#probes.shift().callback?.();
      return true;
    }
    const ping = this.#outstanding.shift();
    if (ping === undefined) return false;
    const { duration } = ping;
    this.#connection.timings.pingAcknowledged(duration);
    ping.settle(ping.callback, null, duration, payload);
    return true;
  }

  /** The session is destroyed. The events of its streams come first. */
  cancel() {
    this.#cancelled = this.#outstanding.splice(0);
    for (let left = this.#cancelled.length; left > 0; left--) setImmediate(() => this.#cancelNext());
  }

  /** The session is about to emit `'close'`: no callback may come after that. */
  deliverCancelled() {
    for (let left = this.#cancelled.length; left > 0; left--) this.#cancelNext();
  }

  #cancelNext() {
    const ping = this.#cancelled.shift();
    ping?.settle(ping.callback, new ERR_HTTP2_PING_CANCEL());
  }
}

/**
 * The payload of a PING: that of the program, else the monotonic clock in nanoseconds as a little-endian
 * 64-bit number.
 * @returns {Buffer} a copy
 */
function payloadOf(payload) {
  if (payload !== undefined) {
    return Buffer.from(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength));
  }
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64LE(ticks());
  return bytes;
}

module.exports = { Pings };
