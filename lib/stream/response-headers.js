'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { ERR_HTTP2_STATUS_INVALID } = require('../errors.js');
const { validateHeaders } = require('../validators.js');
const { currentDate } = require('./date.js');

/** The head of a response: `:status` 200 and `date` by default. */

const OK = 200;
// RFC 9110, 15: these have no body.
const BODILESS = new Set([204, 205, 304]);

/**
 * A copy of a response's headers with what is missing.
 * @param {object|Array} [headers]
 * @param {boolean} dated whether a missing `date` is added
 * @returns {object|Array}
 */
function responseHeaders(headers, dated) {
  if (headers !== undefined) validateHeaders(headers, 'headers');
  if (Array.isArray(headers)) return fromArray(headers, dated);
  // Cheaper than a copy without prototype; only own properties are looked at.
  const sent = { ...headers };
  sent[':status'] = checkedStatus(sent[':status']);
  if (dated && sent.date === undefined) sent.date = currentDate();
  return sent;
}

function checkedStatus(given) {
  const status = given | 0;
  if (status === 0) return OK;
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(given);
  return status;
}

function fromArray(headers, dated) {
  let status;
  let hasDate = !dated;
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] === ':status') status = headers[i + 1];
    else if (String(headers[i]).toLowerCase() === 'date') hasDate = true;
  }
  const checked = checkedStatus(status);
  const sent = status === undefined ? [':status', checked, ...headers] : headers.slice();
  if (!hasDate) sent.push('date', currentDate());
  const sensitive = headers[sensitiveHeaders];
  if (sensitive !== undefined) sent[sensitiveHeaders] = sensitive;
  return sent;
}

/** Whether a response has no body by its status. */
function isBodiless(sent) {
  return BODILESS.has(Array.isArray(sent) ? statusIn(sent) : sent[':status']);
}

function statusIn(sent) {
  return sent[sent.indexOf(':status') + 1] | 0;
}

module.exports = { isBodiless, responseHeaders };
