'use strict';

const {
  validateAbortSignal, validateBoolean, validateNumber, validateObject,
} = require('../validators.js');
const { requestPriority } = require('./priority.js');

// RFC 9110, 9.3: a body of these has no meaning.
const METHODS_WITHOUT_BODY = new Set(['GET', 'HEAD', 'DELETE']);

/**
 * Checks the options of `http2session.request()`.
 * @param {string} method
 * @param {object} [options]
 * @returns {object} `endStream` and `waitForTrailers`, booleans; `signal`, an AbortSignal, and `priority`,
 *   as RFC 9218 has it, if they were given
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_OUT_OF_RANGE
 */
function requestOptions(method, options) {
  if (options !== undefined) validateObject(options, 'options');
  const { endStream, waitForTrailers, signal, priority } = options ?? {};
  if (options !== undefined) checkPriority(options);
  if (endStream !== undefined) validateBoolean(endStream, 'options.endStream');
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');
  return {
    endStream: endStream ?? METHODS_WITHOUT_BODY.has(method),
    waitForTrailers: Boolean(waitForTrailers),
    signal: signal ?? undefined,
    priority: priority === undefined ? undefined : requestPriority(priority),
  };
}

/** The options of priorities have no effect (RFC 9113, 5.3.2). */
function checkPriority({ exclusive, parent, weight, silent }) {
  if (weight !== undefined) warnOfPriority();
  if (exclusive !== undefined) validateBoolean(exclusive, 'options.exclusive');
  if (parent !== undefined) validateNumber(parent, 'options.parent', 0);
  if (silent !== undefined) validateBoolean(silent, 'options.silent');
}

let hasWarned = false;

function warnOfPriority() {
  if (hasWarned) return;
  hasWarned = true;
  process.emitWarning('Priority signaling has been deprecated as of RFC 9113.',
    'DeprecationWarning', 'DEP0194');
}

module.exports = { requestOptions };
