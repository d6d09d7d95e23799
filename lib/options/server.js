'use strict';

const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');
const { validateObject, validateUint32 } = require('../validators.js');
const { sessionOptions } = require('./session.js');

/** In milliseconds, as in `node:http2`. */
const UNKNOWN_PROTOCOL_TIMEOUT = 10_000;

/**
 * Checks the options of `createServer()` and `createSecureServer()`, and adds their defaults.
 * @param {object} [options]
 * @returns {object} a shallow copy, with a copy of the settings, which `updateSettings()` may change
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function serverOptions(options) {
  const checked = sessionOptions(options);
  if (checked.settings !== undefined) validateObject(checked.settings, 'options.settings');
  checked.settings = { ...checked.settings };
  for (const name of ['maxSessionInvalidFrames', 'maxSessionRejectedStreams', 'unknownProtocolTimeout']) {
    if (checked[name] !== undefined) validateUint32(checked[name], `options.${name}`);
  }
  checked.unknownProtocolTimeout ??= UNKNOWN_PROTOCOL_TIMEOUT;
  checked.strictSingleValueFields ??= true;
  checked.http1Options = http1Options(checked);
  checked.Http2ServerRequest ??= Http2ServerRequest;
  checked.Http2ServerResponse ??= Http2ServerResponse;
  return checked;
}

/** The option `http1Options`; the two classes in it have older names among the server's own options. */
function http1Options({ Http1IncomingMessage, Http1ServerResponse, http1Options: given }) {
  const options = { ...given };
  if (Http1IncomingMessage !== undefined) options.IncomingMessage ??= Http1IncomingMessage;
  if (Http1ServerResponse !== undefined) options.ServerResponse ??= Http1ServerResponse;
  return options;
}

module.exports = { serverOptions };
