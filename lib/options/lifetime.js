'use strict';

const { validateInteger, validateObject } = require('../validators.js');

// A timer with a longer delay would fire at once.
const MAX_MSECS = 2 ** 31 - 1;

/**
 * Checks the options about the life of a session, which the builtin does not have. A `keepAlive` that is
 * no object is that of `node:net`.
 * @param {object} options of `connect()`, `createServer()` and `createSecureServer()`
 * @param {object} [options.keepAlive]
 * @param {number} options.keepAlive.interval milliseconds, at least 1
 * @param {number} [options.keepAlive.timeout=interval] milliseconds, at least 1
 * @param {number} [options.idleTimeout=0] milliseconds; 0: never
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function checkLifetimeOptions({ keepAlive, idleTimeout }) {
  if (asksForPings(keepAlive)) {
    validateObject(keepAlive, 'options.keepAlive');
    validateInteger(keepAlive.interval, 'options.keepAlive.interval', 1, MAX_MSECS);
    if (keepAlive.timeout !== undefined) {
      validateInteger(keepAlive.timeout, 'options.keepAlive.timeout', 1, MAX_MSECS);
    }
  }
  if (idleTimeout !== undefined) validateInteger(idleTimeout, 'options.idleTimeout', 0, MAX_MSECS);
}

/** Whether the option is ours, and not that of `node:net`. */
function asksForPings(keepAlive) {
  return typeof keepAlive === 'object' && keepAlive !== null;
}

module.exports = { asksForPings, checkLifetimeOptions };
