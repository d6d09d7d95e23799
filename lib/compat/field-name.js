'use strict';

const {
  ERR_HTTP2_INVALID_HEADER_VALUE, ERR_HTTP2_INVALID_PSEUDOHEADER,
  ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED, ERR_INVALID_HTTP_TOKEN,
} = require('../errors/errors.js');
const { isToken, validateString } = require('../validators.js');
const { warnOfConnectionHeader } = require('./warnings.js');

/** Names of header fields as a program gives them to a response. */

/** The checked, lower-case forms of names that programs use: these are few. */
const ordinaryNames = new Map();
const MAX_NAMES = 1000;

const REQUEST_OR_STATUS = new Set([':status', ':method', ':path', ':authority', ':scheme']);

/** @returns {string} the name in lower case, without white space around it */
function normalized(name) {
  return ordinaryNames.get(name) ?? normalizedAnew(name);
}

function normalizedAnew(name) {
  validateString(name, 'name');
  const lower = name.trim().toLowerCase();
  const ordinary = isToken(lower) && lower !== 'connection';
  if (ordinary && ordinaryNames.size < MAX_NAMES) ordinaryNames.set(name, lower);
  return lower;
}

/** @returns {string|undefined} the normalized form of a name that is known to be in order */
function ordinaryName(name) {
  return ordinaryNames.get(name);
}

/** Finds faults that any caller must report; names with others are found when the headers are set or sent. */
function assertField(name, value) {
  if (name === '' || name.includes(' ')) throw new ERR_INVALID_HTTP_TOKEN('Header name', name);
  if (REQUEST_OR_STATUS.has(name)) throw new ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED();
  if (value === undefined || value === null) throw new ERR_HTTP2_INVALID_HEADER_VALUE(value, name);
  if (!isAllowedConnection(name, value)) warnOfConnectionHeader();
}

function isAllowedConnection(name, value) {
  return name !== 'connection' || value === 'trailers';
}

/** Throws for every pseudo-header but `:protocol`, as node:http2 does. */
function isSendable(name) {
  if (name[0] !== ':') return isToken(name);
  if (name !== ':protocol') throw new ERR_HTTP2_INVALID_PSEUDOHEADER(name);
  return true;
}

module.exports = { assertField, isAllowedConnection, isSendable, normalized, ordinaryName };
