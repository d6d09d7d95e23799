'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { pairsOf, placeOf } = require('./raw.js');
const { sensitiveNamesOf } = require('./sensitive.js');
const { validateHeaders } = require('../validators.js');

/**
 * The header fields of a request with their defaults (RFC 9113, 8.3.1): `:method` is GET, `:path` is '/',
 * and `:scheme` and `:authority` are those of the connection. A CONNECT has these defaults only with
 * `:protocol` (RFC 8441, 4).
 * @param {object|Array} [headers]
 * @param {object} target `authority` and `protocol` of the connection
 * @returns {RequestHeaders}
 */
function requestHeaders(headers, target) {
  if (headers !== undefined) validateHeaders(headers, 'headers');
  return Array.isArray(headers) ? fromArray(headers, target) : fromObject(headers ?? {}, target);
}

/** The fields to be sent, as names and values, and those that the session needs by name. */
class RequestHeaders {
  constructor(pairs) {
    this.pairs = pairs;
    this.method = undefined;
    this.authority = undefined;
    this.scheme = undefined;
    this.path = undefined;
    this.protocol = undefined;
    this.host = undefined;
  }

  note(name, value) {
    switch (name) {
      case ':method': this.method = value; break;
      case ':authority': this.authority = value; break;
      case ':scheme': this.scheme = value; break;
      case ':path': this.path = value; break;
      case ':protocol': this.protocol = value; break;
      case 'host': this.host = value; break;
      default:
    }
  }
}

function fromObject(headers, target) {
  const fields = new RequestHeaders(pairsOf(headers));
  const { pairs } = fields;
  for (let i = 0; i < pairs.length; i += 2) fields.note(pairs[i], pairs[i + 1]);
  addDefaults(fields, target, isNullish, (name, value) => {
    const at = placeOf(pairs, name);
    if (at >= 0) pairs[at + 1] = value;
    else pairs.push(name, value);
  });
  return fields;
}

function fromArray(headers, target) {
  const fields = new RequestHeaders(headers.slice());
  for (let i = 0; i < headers.length; i += 2) {
    fields.note(String(headers[i]).toLowerCase(), headers[i + 1]);
  }
  const { pairs } = fields;
  const given = [];
  addDefaults(fields, target, isUndefined, (name, value) => given.push(name, value));
  pairs.unshift(...given);
  const sensitive = sensitiveNamesOf(headers);
  if (sensitive !== undefined) pairs[sensitiveHeaders] = sensitive;
  return fields;
}

const isNullish = (value) => value === undefined || value === null;
const isUndefined = (value) => value === undefined;

function addDefaults(fields, target, isMissing, add) {
  const setDefault = (name, value) => {
    fields.note(name, value);
    add(name, value);
  };
  if (isMissing(fields.method)) setDefault(':method', 'GET');
  if (fields.method === 'CONNECT' && fields.protocol === undefined) return;
  if (fields.authority === undefined && fields.host === undefined) {
    setDefault(':authority', target.authority);
  }
  if (isMissing(fields.scheme)) setDefault(':scheme', target.protocol.slice(0, -1));
  if (isMissing(fields.path)) setDefault(':path', '/');
}

module.exports = { requestHeaders };
