'use strict';

const { ticks } = require('../clock.js');

/**
 * The payload of a PING (RFC 9113, 6.7): that of the program, else the time in milliseconds since
 * the process started, as a little-endian 64-bit number.
 * @param {Buffer|TypedArray|DataView} [payload] 8 bytes
 * @returns {Buffer} a copy
 */
function pingPayload(payload) {
  if (payload !== undefined) {
    return Buffer.from(Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength));
  }
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigUInt64LE(ticks());
  return bytes;
}

module.exports = { pingPayload };
