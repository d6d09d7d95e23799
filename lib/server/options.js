'use strict';

const http = require('node:http');
const { ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS } = require('../errors.js');
const { MAX_CUSTOM_SETTINGS, validateSettings } = require('../settings.js');
const { validateArray, validateObject, validateUint32 } = require('../validators.js');

const UNKNOWN_PROTOCOL_TIMEOUT = 10_000;

/** Checks the options of a server or client that concern sessions; returns a copy. */
function sessionOptions(options) {
  if (options !== undefined) validateObject(options, 'options');
  const checked = { ...options };
  if (checked.settings !== undefined) validateObject(checked.settings, 'options.settings');
  checked.settings = { ...checked.settings };
  validateSettings(checked.settings);
  if (checked.remoteCustomSettings !== undefined) {
    validateArray(checked.remoteCustomSettings, 'options.remoteCustomSettings');
    checked.remoteCustomSettings = [...checked.remoteCustomSettings];
    if (checked.remoteCustomSettings.length > MAX_CUSTOM_SETTINGS) {
      throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
    }
  }
  return checked;
}

function serverOptions(options) {
  const checked = sessionOptions(options);
  if (checked.unknownProtocolTimeout !== undefined) {
    validateUint32(checked.unknownProtocolTimeout, 'options.unknownProtocolTimeout');
  } else {
    checked.unknownProtocolTimeout = UNKNOWN_PROTOCOL_TIMEOUT;
  }
  checked.Http1IncomingMessage ??= http.IncomingMessage;
  checked.Http1ServerResponse ??= http.ServerResponse;
  return checked;
}

module.exports = { serverOptions, sessionOptions };
