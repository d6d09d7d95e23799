'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { validateHeaders } = require('../validators.js');

/**
 * The header fields of a request with their defaults (RFC 9113, 8.3.1): `:method` GET, and from
 * the connection `:scheme` and `:authority`, `:path` '/'. A CONNECT has no defaults but with
 * `:protocol` (RFC 8441, 4).
 * @param {object|Array} [headers]
 * @param {object} target `authority` and `protocol` of the connection
 * @returns {object} the headers to send, and their pseudo-headers by name
 */
function requestHeaders(headers, target) {
  if (headers !== undefined) validateHeaders(headers, 'headers');
  return Array.isArray(headers) ? fromArray(headers, target) : fromObject(headers, target);
}

function fromObject(headers, target) {
  const sent = Object.assign({ __proto__: null }, headers);
  sent[':method'] ??= 'GET';
  const method = sent[':method'];
  if (method !== 'CONNECT' || sent[':protocol'] !== undefined) {
    if (sent[':authority'] === undefined && sent.host === undefined) {
      sent[':authority'] = target.authority;
    }
    sent[':scheme'] ??= target.protocol.slice(0, -1);
    sent[':path'] ??= '/';
  }
  return describe(sent, sent);
}

function describe(headers, fields) {
  return {
    headers,
    method: fields[':method'],
    authority: fields[':authority'],
    scheme: fields[':scheme'],
    path: fields[':path'],
    protocol: fields[':protocol'],
  };
}

function fromArray(headers, target) {
  const given = { __proto__: null };
  for (let i = 0; i < headers.length; i += 2) given[String(headers[i]).toLowerCase()] = headers[i + 1];
  const sent = headers.slice();
  const add = (name, value) => {
    if (given[name] !== undefined) return;
    given[name] = value;
    sent.unshift(name, value);
  };
  const method = given[':method'] ?? 'GET';
  if (method !== 'CONNECT' || given[':protocol'] !== undefined) {
    add(':path', '/');
    add(':scheme', target.protocol.slice(0, -1));
    if (given.host === undefined) add(':authority', target.authority);
  }
  add(':method', 'GET');
  if (headers[sensitiveHeaders] !== undefined) sent[sensitiveHeaders] = headers[sensitiveHeaders];
  return describe(sent, given);
}

module.exports = { requestHeaders };
