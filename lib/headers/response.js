'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { ERR_HTTP2_STATUS_INVALID } = require('../errors/errors.js');
const { pairsOf, placeOf } = require('./raw.js');
const { sensitiveNamesOf } = require('./sensitive.js');
const { validateHeaders } = require('../validators.js');
const { currentDate } = require('./date.js');

/** The head of a response: `:status` 200 and `date` by default. */

const OK = 200;

/**
 * Copies the headers of a response, with a status.
 * @param {object|Array} [headers]
 * @returns {Array} a copy: name, value, name, value...
 */
function responsePairs(headers) {
  if (headers === undefined) return [':status', OK];
  validateHeaders(headers, 'headers');
  return Array.isArray(headers) ? fromArray(headers) : fromObject(headers);
}

function fromObject(headers) {
  const pairs = pairsOf(headers);
  const at = placeOf(pairs, ':status');
  if (at === -1) pairs.push(':status', OK);
  else pairs[at + 1] = checkedStatus(pairs[at + 1]);
  return pairs;
}

function fromArray(headers) {
  const at = headers.indexOf(':status');
  const status = at === -1 ? undefined : headers[at + 1];
  const checked = checkedStatus(status);
  const pairs = status === undefined ? [':status', checked, ...headers] : headers.slice();
  const sensitive = sensitiveNamesOf(headers);
  if (sensitive !== undefined) pairs[sensitiveHeaders] = sensitive;
  return pairs;
}

function checkedStatus(given) {
  const status = given | 0;
  if (status === 0) return OK;
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(given);
  return status;
}

/**
 * Finds out whether a response needs a `date`. It is encoded beside the headers, so that these are the
 * same for the next response.
 * @param {Array} pairs
 * @param {object|Array} [headers] as they were given
 * @returns {string|undefined} undefined: the program has set one
 */
function missingDate(pairs, headers) {
  if (!Array.isArray(headers)) {
    const at = placeOf(pairs, 'date');
    return at === -1 || pairs[at + 1] === undefined ? currentDate() : undefined;
  }
  if (hasDate(pairs)) return undefined;
  if (pairs.length % 2 === 0) return currentDate();
  // As with the builtin, a last name without a value gets 'date' for one.
  pairs.push('date', currentDate());
  return undefined;
}

function hasDate(pairs) {
  for (let i = 0; i < pairs.length; i += 2) {
    if (String(pairs[i]).toLowerCase() === 'date') return true;
  }
  return false;
}

/** Whether the status forbids a body (RFC 9110, 15). */
function isBodiless(status) {
  return status === 204 || status === 205 || status === 304;
}

/** Whether the response has no body. Any 2xx for a CONNECT opens a tunnel instead (RFC 9110, 9.3.6). */
function endsWithHead(status, isConnect) {
  return isBodiless(status) && !(isConnect && status < 300);
}

/** @returns {number} the status that `responsePairs()` has put among the pairs */
function statusOf(pairs) {
  return pairs[placeOf(pairs, ':status') + 1] | 0;
}

module.exports = { endsWithHead, isBodiless, missingDate, responsePairs, statusOf };
