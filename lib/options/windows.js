'use strict';

const { validateBoolean, validateInteger } = require('../validators.js');

// RFC 9113, 6.9.2 and 6.9.1: the initial and the largest size of a window, in bytes.
const INITIAL_SIZE = 65_535;
const MAX_SIZE = 2 ** 31 - 1;

const SIZES = ['connectionWindowSize', 'maxStreamWindowSize', 'maxConnectionWindowSize'];

/**
 * Checks the options about receive windows, which the builtin does not have.
 * @param {object} options of `connect()`, `createServer()` and `createSecureServer()`
 * @param {number} [options.connectionWindowSize=65535] the connection's window at the start, in bytes
 * @param {boolean} [options.windowTuning=true] windows grow with the path
 * @param {number} [options.maxStreamWindowSize=33554432] how far a stream's grows, in bytes
 * @param {number} [options.maxConnectionWindowSize=67108864] how far the connection's grows, in bytes
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function checkWindowOptions(options) {
  if (options.windowTuning !== undefined) validateBoolean(options.windowTuning, 'options.windowTuning');
  for (const name of SIZES) {
    if (options[name] !== undefined) {
      validateInteger(options[name], `options.${name}`, INITIAL_SIZE, MAX_SIZE);
    }
  }
}

module.exports = { checkWindowOptions };
