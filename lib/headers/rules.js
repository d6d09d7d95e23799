'use strict';

const {
  ERR_HTTP2_INVALID_PSEUDOHEADER, ERR_HTTP2_INVALID_CONNECTION_HEADERS, ERR_INVALID_HTTP_TOKEN,
} = require('../errors/errors.js');
const { isToken } = require('../validators.js');

/**
 * The rules of header blocks: which pseudo-headers each kind of block may have, which headers have one
 * value only, and which belong to HTTP/1 connections. Answers are kept by name, so that a name is examined
 * once and not once per message.
 */

/** Pseudo-headers of each kind of block, RFC 9113 section 8.3 and RFC 8441 section 4. */
const REQUEST = new Set([':status', ':method', ':authority', ':scheme', ':path', ':protocol']);
const PUSH = REQUEST;
const RESPONSE = new Set([':status']);
const INFORMATION = RESPONSE;
const TRAILERS = new Set();

/** Headers that are sent at most once. If several are received, the first counts. */
const singleValueNames = [
  ...REQUEST, 'access-control-allow-credentials', 'access-control-max-age',
  'access-control-request-method', 'age', 'authorization', 'content-encoding', 'content-language',
  'content-length', 'content-location', 'content-md5', 'content-range', 'content-type', 'date',
  'dnt', 'etag', 'expires', 'from', 'host', 'if-match', 'if-modified-since', 'if-none-match',
  'if-range', 'if-unmodified-since', 'last-modified', 'location', 'max-forwards',
  'proxy-authorization', 'range', 'referer', 'retry-after', 'tk', 'upgrade-insecure-requests',
  'user-agent', 'x-content-type-options',
];
const singleValued = new Set(singleValueNames);

/** Headers of HTTP/1 connections (RFC 9113, 8.2.2); `te` may only say "trailers". */
const connectionSpecific = new Set([
  'connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding',
  'upgrade',
]);

const BITS_PER_MASK = 31;

/** The rules for one header name. */
class FieldName {
  /** @param {string} text in lower case */
  constructor(text) {
    const place = singleValueNames.indexOf(text);
    const bit = place < 0 ? 0 : 1 << (place % BITS_PER_MASK);
    this.text = text;
    /** How a field of this name begins in a header block. */
    this.start = `${text}\0`;
    this.isPseudo = text.startsWith(':');
    this.isConnectionSpecific = connectionSpecific.has(text);
    this.isToken = isToken(text);
    this.isSingle = place >= 0;
    /** No rule applies to headers of this name. */
    this.isFree = this.isToken && !this.isConnectionSpecific && !this.isSingle;
    /** The bits of a single-value name in the two masks that remember which ones were seen. */
    this.lowMask = place < BITS_PER_MASK ? bit : 0;
    this.highMask = place < BITS_PER_MASK ? 0 : bit;
  }
}

// A program uses few names. A program that makes names up, from a user's data for example, fills the map
// once, and names beyond its bound are examined each time.
const MAX_KNOWN_NAMES = 1024;
const MAX_KNOWN_LENGTH = 64;
const knownNames = new Map();

/**
 * @param {string} name in any case
 * @returns {FieldName}
 */
function fieldName(name) {
  return knownNames.get(name) ?? examine(name);
}

function examine(name) {
  const field = new FieldName(name.toLowerCase());
  if (knownNames.size < MAX_KNOWN_NAMES && name.length <= MAX_KNOWN_LENGTH) {
    knownNames.set(name, field);
  }
  return field;
}

/**
 * @param {FieldName} field a pseudo-header
 * @param {Set<string>} allowed REQUEST, RESPONSE, PUSH, INFORMATION or TRAILERS
 */
function assertPseudoHeader(field, allowed) {
  if (!allowed.has(field.text)) throw new ERR_HTTP2_INVALID_PSEUDOHEADER(field.text);
}

/** @param {FieldName} field not a pseudo-header */
function assertRegularHeader(field, value) {
  if (field.isConnectionSpecific) {
    if (field.text === 'te' && value === 'trailers') return;
    throw new ERR_HTTP2_INVALID_CONNECTION_HEADERS(field.text);
  }
  if (!field.isToken) throw new ERR_INVALID_HTTP_TOKEN('Header name', field.text);
}

module.exports = {
  REQUEST,
  RESPONSE,
  PUSH,
  TRAILERS,
  INFORMATION,
  singleValued,
  fieldName,
  assertPseudoHeader,
  assertRegularHeader,
};
