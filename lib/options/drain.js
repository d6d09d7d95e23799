'use strict';

const { validateInteger, validateObject } = require('../validators.js');

// A timer with a longer delay would fire at once.
const MAX_MSECS = 2 ** 31 - 1;

/**
 * Checks the options of `drain()`.
 * @param {object} [options]
 * @returns {number|undefined} `timeout` in milliseconds
 */
function drainTimeout(options) {
  if (options === undefined) return undefined;
  validateObject(options, 'options');
  const { timeout } = options;
  if (timeout !== undefined) validateInteger(timeout, 'options.timeout', 0, MAX_MSECS);
  return timeout;
}

module.exports = { drainTimeout };
