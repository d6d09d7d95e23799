'use strict';

const { sessionFaults } = require('../engine/contract.js');
const { ERR_HTTP2_TOO_MANY_INVALID_FRAMES, NghttpError } = require('./errors.js');

const { TOO_MANY_INVALID_FRAMES, TOO_MANY_REJECTED_STREAMS } = sessionFaults;

// NGHTTP2_ERR_CALLBACK_FAILURE, which `node:http2` shows for a callback that gave up.
const CALLBACK_FAILED = -902;

/**
 * @param {number} number with which the engine gave up on a connection: one of its own, else nghttp2's
 * @returns {Error}
 */
function errorOfEngine(number) {
  switch (number) {
    case TOO_MANY_INVALID_FRAMES:
      return new ERR_HTTP2_TOO_MANY_INVALID_FRAMES();
    case TOO_MANY_REJECTED_STREAMS:
      return new NghttpError(CALLBACK_FAILED);
    default:
      return new NghttpError(number);
  }
}

module.exports = { errorOfEngine };
