'use strict';

/** What the engine is told when a session is made, in the order of `ReadOptions()` in
 * binding/session_wrap.cc. */

const { constants } = require('../constants.js');

const MEGABYTE = 1e6;
const MAX_UINT32 = 2 ** 32 - 1;
const RESET_BURST = 1000;
const RESET_RATE = 33;

const COUNT = 14;
const values = new Float64Array(COUNT);

/** A number option; others count as not given, as in the builtin. */
function number(value, initial, min = 0, max = MAX_UINT32) {
  if (typeof value !== 'number' || Number.isNaN(value)) return initial;
  return Math.min(Math.max(Math.trunc(value), min), max);
}

/** One without the other has no effect. */
function resetLimit({ streamResetBurst, streamResetRate }) {
  if (streamResetBurst === undefined || streamResetRate === undefined) {
    return [RESET_BURST, RESET_RATE];
  }
  return [number(streamResetBurst, RESET_BURST), number(streamResetRate, RESET_RATE)];
}

/**
 * @param {number} type NGHTTP2_SESSION_SERVER or NGHTTP2_SESSION_CLIENT
 * @param {object} options of `createServer()` or `connect()`
 * @returns {Float64Array} the same each time
 */
function engineOptions(type, options) {
  const server = type === constants.NGHTTP2_SESSION_SERVER;
  // RFC 9113, 8.3: a request has up to four pseudo-headers, a response one.
  const leastPairs = server ? 4 : 1;
  const [resetBurst, resetRate] = resetLimit(options);
  values.set([
    type,
    number(options.paddingStrategy, constants.PADDING_STRATEGY_NONE, 0, 2),
    number(options.maxDeflateDynamicTableSize, 4096),
    number(options.maxReservedRemoteStreams, 200),
    number(options.maxSendHeaderBlockLength, 0),
    number(options.peerMaxConcurrentStreams, 100),
    number(options.maxHeaderListPairs, 128, leastPairs),
    number(options.maxSettings, 32, 1),
    number(options.maxSessionInvalidFrames, 1000),
    number(options.maxSessionRejectedStreams, 100),
    number(options.maxSessionMemory, 10, 1) * MEGABYTE,
    resetBurst,
    resetRate,
    options.strictFieldWhitespaceValidation === false ? 0 : 1,
  ]);
  return values;
}

module.exports = { engineOptions };
