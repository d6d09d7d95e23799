'use strict';

const { validateNumber } = require('../validators.js');
const { sessionOptions } = require('./session.js');

/**
 * Checks the options of `connect()`.
 * @param {object} [options]
 * @returns {object} a shallow copy
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function clientOptions(options) {
  const checked = sessionOptions(options);
  if (checked.settings === null) delete checked.settings;
  if (checked.maxOriginSetSize !== undefined) {
    validateNumber(checked.maxOriginSetSize, 'options.maxOriginSetSize', 0);
  }
  return checked;
}

module.exports = { clientOptions };
