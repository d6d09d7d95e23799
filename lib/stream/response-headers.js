'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { ERR_HTTP2_STATUS_INVALID } = require('../errors.js');
const { validateHeaders } = require('../validators.js');
const { currentDate } = require('./date.js');

/** The head of a response: `:status` 200 and `date` by default. */

const OK = 200;

/**
 * A copy of a response's headers with a status.
 * @param {object|Array} [headers]
 * @returns {object|Array}
 */
function responseHeaders(headers) {
  if (headers === undefined) return { ':status': OK };
  validateHeaders(headers, 'headers');
  if (Array.isArray(headers)) return fromArray(headers);
  // Cheaper than a copy without prototype (only own properties are looked at), and much cheaper
  // while no property is added to it: see missingDate().
  const sent = { ...headers };
  const status = checkedStatus(sent[':status']);
  if (sent[':status'] !== status) sent[':status'] = status;
  return sent;
}

/**
 * The `date` that a response's headers lack. It is encoded beside them: to add it to the copy would
 * cost more than all the rest.
 * @param {object|Array} sent
 * @returns {string|undefined}
 */
function missingDate(sent) {
  if (!Array.isArray(sent)) return sent.date === undefined ? currentDate() : undefined;
  if (hasDate(sent)) return undefined;
  if (sent.length % 2 === 0) return currentDate();
  // The name without a value takes the next name for one, as with the builtin.
  sent.push('date', currentDate());
  return undefined;
}

function checkedStatus(given) {
  const status = given | 0;
  if (status === 0) return OK;
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(given);
  return status;
}

function fromArray(headers) {
  const at = headers.indexOf(':status');
  const status = at === -1 ? undefined : headers[at + 1];
  const checked = checkedStatus(status);
  const sent = status === undefined ? [':status', checked, ...headers] : headers.slice();
  const sensitive = headers[sensitiveHeaders];
  if (sensitive !== undefined) sent[sensitiveHeaders] = sensitive;
  return sent;
}

function hasDate(pairs) {
  for (let i = 0; i < pairs.length; i += 2) {
    if (String(pairs[i]).toLowerCase() === 'date') return true;
  }
  return false;
}

/** Whether a response has no body by its status (RFC 9110, 15). */
function isBodiless(sent) {
  const status = Array.isArray(sent) ? statusIn(sent) : sent[':status'];
  return status === 204 || status === 205 || status === 304;
}

function statusIn(sent) {
  return sent[sent.indexOf(':status') + 1] | 0;
}

module.exports = { isBodiless, missingDate, responseHeaders };
