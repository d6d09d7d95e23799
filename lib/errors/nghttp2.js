'use strict';

const { nghttp2Errors, sessionFaults } = require('../engine/contract.js');
const { ERR_HTTP2_TOO_MANY_INVALID_FRAMES, NghttpError } = require('./errors.js');

const { TOO_MANY_INVALID_FRAMES, TOO_MANY_REJECTED_STREAMS } = sessionFaults;

/**
 * @param {number} number with which the engine gave up on a connection: one of its own, else nghttp2's
 * @returns {Error}
 */
function errorOfEngine(number) {
  switch (number) {
    case TOO_MANY_INVALID_FRAMES:
      return new ERR_HTTP2_TOO_MANY_INVALID_FRAMES();
    case TOO_MANY_REJECTED_STREAMS:
      // `node:http2` shows this for a callback of nghttp2 that gave up.
      return new NghttpError(nghttp2Errors.CALLBACK_FAILURE);
    default:
      return new NghttpError(number);
  }
}

module.exports = { errorOfEngine };
