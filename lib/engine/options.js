'use strict';

const { constants } = require('../constants.js');
const { contract } = require('./addon.js');

/**
 * The options that the engine is made with, as numbers in the order of `kOptions` in src/snapshot.h. What
 * is not given is NaN: src/options.h has the defaults.
 */

const MEGABYTE = 1e6;
const MAX_UINT32 = 2 ** 32 - 1;
const NOT_GIVEN = NaN;

const values = new Float64Array(contract.options.length);

/** A number option; values of other types count as not given, as in the builtin. */
function number(value, min = 0, max = MAX_UINT32) {
  if (typeof value !== 'number' || Number.isNaN(value)) return NOT_GIVEN;
  return Math.min(Math.max(Math.trunc(value), min), max);
}

/** By name, how an option becomes a number; the names are those that programs use. */
const READERS = {
  type: (options, type) => type,
  paddingStrategy: ({ paddingStrategy }) => number(paddingStrategy, 0, 2),
  maxDeflateDynamicTableSize: (options) => number(options.maxDeflateDynamicTableSize),
  maxReservedRemoteStreams: ({ maxReservedRemoteStreams: max }) => (
    // The documentation of node:http2 has it so: a negative number is no limit.
    max < 0 ? MAX_UINT32 : number(max)),
  maxSendHeaderBlockLength: (options) => number(options.maxSendHeaderBlockLength),
  peerMaxConcurrentStreams: (options) => number(options.peerMaxConcurrentStreams),
  maxHeaderListPairs: ({ maxHeaderListPairs }, type) => number(maxHeaderListPairs, minPairs(type)),
  maxSettings: ({ maxSettings }) => number(maxSettings, 1),
  maxSessionInvalidFrames: (options) => number(options.maxSessionInvalidFrames),
  maxSessionRejectedStreams: (options) => number(options.maxSessionRejectedStreams),
  maxSessionMemory: ({ maxSessionMemory }) => number(maxSessionMemory, 1) * MEGABYTE,
  streamResetBurst: (options) => resetLimit(options, options.streamResetBurst),
  streamResetRate: (options) => resetLimit(options, options.streamResetRate),
  strictFieldWhitespaceValidation: (options) => (
    options.strictFieldWhitespaceValidation === false ? 0 : NOT_GIVEN),
  extensiblePriorities: (options) => (options.extensiblePriorities === true ? 1 : 0),
  connectionWindowSize: ({ connectionWindowSize }) => number(connectionWindowSize),
  maxStreamWindowSize: (options) => maxWindow(options, options.maxStreamWindowSize),
  maxConnectionWindowSize: (options) => maxWindow(options, options.maxConnectionWindowSize),
};

/** RFC 9113, 8.3: a request has up to four pseudo-headers, a response one. */
function minPairs(type) {
  return type === constants.NGHTTP2_SESSION_SERVER ? 4 : 1;
}

/** Windows that may not grow have a maximum of 0. */
function maxWindow({ windowTuning }, value) {
  return windowTuning === false ? 0 : number(value);
}

/** Burst and rate have no effect one without the other. */
function resetLimit({ streamResetBurst, streamResetRate }, value) {
  return streamResetBurst === undefined || streamResetRate === undefined ? NOT_GIVEN : number(value);
}

/**
 * @param {number} type NGHTTP2_SESSION_SERVER or NGHTTP2_SESSION_CLIENT
 * @param {object} options of `createServer()` or `connect()`
 * @returns {Float64Array} the same array each time
 */
function engineOptions(type, options) {
  contract.options.forEach((name, position) => {
    values[position] = READERS[name](options, type);
  });
  return values;
}

module.exports = { engineOptions };
