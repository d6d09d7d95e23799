'use strict';

const { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS } = require('../errors/errors.js');
const { MAX_CUSTOM_SETTINGS } = require('../settings/validate.js');
const { validateArray, validateBoolean, validateObject } = require('../validators.js');
const { checkLifetimeOptions } = require('./lifetime.js');
const { checkWindowOptions } = require('./windows.js');

/**
 * Checks the options that servers and clients have in common.
 * @param {object} [options] of `connect()`, `createServer()` and `createSecureServer()`
 * @returns {object} a shallow copy
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {Error} ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS
 */
function sessionOptions(options) {
  if (options !== undefined) validateObject(options, 'options');
  const checked = { ...options };
  const { remoteCustomSettings, strictSingleValueFields } = checked;
  if (remoteCustomSettings !== undefined) {
    validateArray(remoteCustomSettings, 'options.remoteCustomSettings');
    if (remoteCustomSettings.length > MAX_CUSTOM_SETTINGS) {
      throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
    }
    checked.remoteCustomSettings = [...remoteCustomSettings];
  }
  if (strictSingleValueFields !== undefined) {
    validateBoolean(strictSingleValueFields, 'options.strictSingleValueFields');
  }
  if (checked.extensiblePriorities !== undefined) {
    validateBoolean(checked.extensiblePriorities, 'options.extensiblePriorities');
  }
  checkWindowOptions(checked);
  checkLifetimeOptions(checked);
  return checked;
}

module.exports = { sessionOptions };
