'use strict';

const { ERR_HTTP2_STATUS_INVALID } = require('../errors.js');
const { validateHeaders } = require('../validators.js');
const { currentDate } = require('./date.js');

/** The head of a response: `:status` 200 and `date` by default. */

const OK = 200;
// RFC 9110, 15: these have no body.
const BODILESS = new Set([204, 205, 304]);

/**
 * @param {object|Array} [headers]
 * @param {boolean} headRequest
 * @returns {{ sent: object|Array, bodiless: boolean }}
 */
function responseHeaders(headers, headRequest) {
  if (headers !== undefined) validateHeaders(headers, 'headers');
  if (Array.isArray(headers)) return fromArray(headers, headRequest);
  const sent = Object.assign({ __proto__: null }, headers);
  const status = sent[':status'] = checkedStatus(sent[':status']);
  if (sent.date === undefined) sent.date = currentDate();
  return { sent, bodiless: headRequest || BODILESS.has(status) };
}

function checkedStatus(given) {
  const status = given | 0;
  if (status === 0) return OK;
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(given);
  return status;
}

function fromArray(headers, headRequest) {
  let status;
  let dated = false;
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i] === ':status') status = headers[i + 1];
    else if (String(headers[i]).toLowerCase() === 'date') dated = true;
  }
  const checked = checkedStatus(status);
  const sent = status === undefined ? [':status', checked, ...headers] : headers.slice();
  if (!dated) sent.push('date', currentDate());
  return { sent, bodiless: headRequest || BODILESS.has(checked) };
}

module.exports = { responseHeaders };
