'use strict';

/**
 * The serialized origin (RFC 6454, 6.2) of what a program gives for one.
 * @param {string|URL|object} value a URL, or an object with an `origin`
 * @returns {*} a string if `value` was of use; `'null'` for a URL of a scheme without origins
 * @throws {TypeError} ERR_INVALID_URL
 */
function originOf(value) {
  if (typeof value === 'string') return new URL(value).origin;
  return value !== null && typeof value === 'object' ? value.origin : value;
}

module.exports = { originOf };
