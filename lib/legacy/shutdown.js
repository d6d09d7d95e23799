'use strict';

const { setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const { validateFunction, validateNumber, validateObject } = require('../validators.js');

// RFC 9113, 6.8: no stream has a higher id.
const HIGHEST_STREAM_ID = 2 ** 31 - 1;

/**
 * `session.shutdown()`: GOAWAY, after which the session stays open. A graceful one sends two: the
 * first excludes no stream, and the second, in the next turn, those that have not come yet.
 * @param {Http2Session} session
 * @param {object} [options] `graceful`, `errorCode`, `lastStreamID`, `opaqueData`
 * @param {Function} [callback] called without an argument when the last one was sent
 */
function shutDown(session, options = {}, callback = () => {}) {
  if (typeof options === 'function') {
    callback = options;
    options = {};
  }
  validateObject(options, 'options');
  validateFunction(callback, 'callback');
  const { graceful, errorCode = constants.NGHTTP2_NO_ERROR, lastStreamID = 0, opaqueData } = options;
  validateNumber(errorCode, 'options.errorCode');
  validateNumber(lastStreamID, 'options.lastStreamID');
  const last = () => {
    session.goaway(errorCode, lastStreamID, opaqueData);
    // It leaves at the end of this turn.
    setImmediate(() => callback());
  };
  if (!graceful) {
    last();
    return;
  }
  session.goaway(constants.NGHTTP2_NO_ERROR, HIGHEST_STREAM_ID, opaqueData);
  setImmediate(() => {
    if (session.destroyed) callback();
    else last();
  });
}

module.exports = { shutDown };
