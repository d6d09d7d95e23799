'use strict';

const { ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN } = require('../errors/errors.js');
const { isToken, validateObject } = require('../validators.js');
const { assertField, normalized } = require('./field-name.js');

/** The headers of a 103 response (RFC 8297). */

// A link-value of RFC 8288: <target> and parameters `; name`, `; name=value`, `; name="value"`.
const LINK = /^<[^>\r\n]*>(?:\s*;\s*[^;"\s]+(?:=(?:[^;"\s]*|"[^;"\s]*"))?)*$/;

function validateLink(value) {
  if (typeof value === 'string' && LINK.test(value)) return value;
  throw new ERR_INVALID_ARG_VALUE('hints', value,
    'must be an array or string of format "</styles.css>; rel=preload; as=style"');
}

/** Joins an array to one field value. */
function linkHeader(link) {
  return Array.isArray(link) ? link.map(validateLink).join(', ') : validateLink(link);
}

/**
 * @param {object} hints `link`, a string or an array of strings, and other headers
 * @returns {object|undefined} headers to send; undefined when `link` is an empty array
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_HTTP_TOKEN
 */
function earlyHints(hints) {
  validateObject(hints, 'hints');
  const link = linkHeader(hints.link);
  const headers = Object.create(null);
  for (const key of Object.keys(hints)) {
    if (key !== 'link') addHint(headers, normalized(key), hints[key]);
  }
  if (link === '') return undefined;
  headers.Link = link;
  return headers;
}

function addHint(headers, name, value) {
  assertField(name, value);
  if (!isToken(name)) throw new ERR_INVALID_HTTP_TOKEN('Header name', name);
  headers[name] = value;
}

module.exports = { earlyHints };
