'use strict';

const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');
const { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS } = require('../errors.js');
const { MAX_CUSTOM_SETTINGS } = require('../settings.js');
const {
  validateArray, validateBoolean, validateNumber, validateObject, validateUint32,
} = require('../validators.js');

/** The options of servers and of `connect()`, checked and copied; what they hold is not copied. */

const UNKNOWN_PROTOCOL_TIMEOUT = 10_000;

/** What servers and clients have in common. */
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
  return checked;
}

/**
 * @param {object} [options] of `connect()`
 * @returns {object}
 */
function clientOptions(options) {
  const checked = sessionOptions(options);
  if (checked.settings === null) delete checked.settings;
  if (checked.maxOriginSetSize !== undefined) {
    validateNumber(checked.maxOriginSetSize, 'options.maxOriginSetSize', 0);
  }
  return checked;
}

/**
 * @param {object} [options] of `createServer()` and `createSecureServer()`
 * @returns {object} with a copy of the settings, which `updateSettings()` may change
 */
function serverOptions(options) {
  const checked = sessionOptions(options);
  if (checked.settings !== undefined) validateObject(checked.settings, 'options.settings');
  checked.settings = { ...checked.settings };
  if (checked.maxSessionInvalidFrames !== undefined) {
    validateUint32(checked.maxSessionInvalidFrames, 'options.maxSessionInvalidFrames');
  }
  if (checked.maxSessionRejectedStreams !== undefined) {
    validateUint32(checked.maxSessionRejectedStreams, 'options.maxSessionRejectedStreams');
  }
  if (checked.unknownProtocolTimeout !== undefined) {
    validateUint32(checked.unknownProtocolTimeout, 'options.unknownProtocolTimeout');
  } else {
    checked.unknownProtocolTimeout = UNKNOWN_PROTOCOL_TIMEOUT;
  }
  checked.strictSingleValueFields ??= true;
  checked.http1Options = http1Options(checked);
  checked.Http2ServerRequest ??= Http2ServerRequest;
  checked.Http2ServerResponse ??= Http2ServerResponse;
  return checked;
}

/** Its own options, and the classes, which have older names too. */
function http1Options({ Http1IncomingMessage, Http1ServerResponse, http1Options: given }) {
  const options = { ...given };
  if (Http1IncomingMessage !== undefined) options.IncomingMessage ??= Http1IncomingMessage;
  if (Http1ServerResponse !== undefined) options.ServerResponse ??= Http1ServerResponse;
  return options;
}

module.exports = { clientOptions, serverOptions };
