'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { ERR_HTTP2_HEADER_SINGLE_VALUE } = require('../errors/errors.js');
const { fieldName, assertPseudoHeader, assertRegularHeader } = require('./rules.js');

// The end of a field: the value's terminator, then the flag for HPACK (RFC 7541, 7.1.3).
const MAY_INDEX = '\0\0';
const NEVER_INDEX = '\0\x01';

/**
 * This replaces a block with a NUL in a value: one field with a name that no field may have (RFC 9113,
 * 8.2.1). The peer refuses the message, or ignores such trailers, as it does with the block of the builtin,
 * a field whose name and value are NUL.
 */
const MALFORMED = `\0\x01 \0${MAY_INDEX}`;

// V8 knows that a one-byte string has no such character, and does not search it.
const WIDE = /[\u0100-\uffff]/g;

/** Whether the low byte of a wide character, which is all of it that is sent, is a NUL. */
function hasHiddenNul(text) {
  return text.match(WIDE)?.some((character) => (character.charCodeAt(0) & 0xff) === 0) ?? false;
}

/** Collects the fields of one header block: pseudo-headers first, the others in their order. */
class HeaderBlock {
  constructor(pseudoHeaders, sensitiveNames, strict) {
    this.allowed = pseudoHeaders;
    this.sensitiveNames = sensitiveNames;
    this.strict = strict;
    this.pseudo = '';
    this.regular = '';
    this.count = 0;
    this.hasNul = false;
    this.seenLow = 0;
    this.seenHigh = 0;
  }

  add(name, value) {
    if (value === undefined || name === '') return;
    const field = fieldName(name);
    if (field.isFree && typeof value === 'string') this.addRegular(field, value);
    else if (Array.isArray(value)) this.addArray(field, value);
    else this.addValue(field, value);
  }

  /** An empty array stands for no header, and an array of one value for that value. */
  addArray(field, values) {
    if (values.length === 0) return;
    if (values.length === 1) {
      this.addValue(field, values[0]);
      return;
    }
    if (field.isPseudo) assertPseudoHeader(field, this.allowed);
    if (this.strict && field.isSingle) {
      throw new ERR_HTTP2_HEADER_SINGLE_VALUE(field.text);
    }
    if (field.isPseudo) {
      this.addValue(field, values);
      return;
    }
    assertRegularHeader(field, values);
    for (let index = 0; index < values.length; index++) this.addRegular(field, values[index]);
  }

  addValue(field, value) {
    if (field.isPseudo) {
      assertPseudoHeader(field, this.allowed);
      this.markSeen(field);
      this.pseudo += this.encode(field, value);
      this.count++;
      return;
    }
    this.markSeen(field);
    assertRegularHeader(field, value);
    this.addRegular(field, value);
  }

  addRegular(field, value) {
    this.regular += this.encode(field, value);
    this.count++;
  }

  /** A second value of a single-value field can come from a name in another case. */
  markSeen(field) {
    if (((this.seenLow & field.lowMask) | (this.seenHigh & field.highMask)) !== 0 && this.strict) {
      throw new ERR_HTTP2_HEADER_SINGLE_VALUE(field.text);
    }
    this.seenLow |= field.lowMask;
    this.seenHigh |= field.highMask;
  }

  encode(field, value) {
    const text = typeof value === 'string' ? value : String(value);
    // A NUL would end the value early and make the rest of it look like further headers.
    if (text.includes('\0')) this.hasNul = true;
    const isSensitive = this.sensitiveNames !== undefined &&
      this.sensitiveNames.includes(field.text);
    return field.start + text + (isSensitive ? NEVER_INDEX : MAY_INDEX);
  }

  addDate(date) {
    this.regular += `date\0${date}${MAY_INDEX}`;
    this.count++;
  }

  toString() {
    const fields = this.pseudo + this.regular;
    if (this.hasNul || hasHiddenNul(fields)) return MALFORMED;
    return String.fromCharCode(this.count >> 8, this.count & 0xff) + fields;
  }
}

/**
 * The last block. Programs send many that are alike, and comparing names and values costs a fraction of
 * checking and encoding them.
 */
let last = { pairs: [], pseudoHeaders: undefined, strict: true, date: undefined, block: '' };

function isLast(pairs, pseudoHeaders, strict, date) {
  const { pairs: before } = last;
  if (pairs.length !== before.length || date !== last.date) return false;
  if (pseudoHeaders !== last.pseudoHeaders || strict !== last.strict) return false;
  for (let index = 0; index < pairs.length; index++) {
    // An object may have changed since.
    if (pairs[index] !== before[index] || typeof pairs[index] === 'object') return false;
  }
  return true;
}

/**
 * Checks headers and puts them into the form that the engine takes: two characters with the number
 * of headers, high byte first, then `name NUL value NUL flag` for each, flag U+0001 for a header
 * that must never be indexed. Values are latin-1, and only the low byte of any other character is sent.
 * A block with a NUL in a value becomes `MALFORMED`.
 *
 * Called for every request and response.
 *
 * @param {Array} pairs name, value, name, value...; not changed afterwards
 * @param {Set<string>} pseudoHeaders the pseudo-headers allowed: a kind of block of rules.js
 * @param {boolean} [strict=true] whether single-value headers are refused a second value
 * @param {string} [date] the value of a `date` header that comes last
 * @returns {string}
 * @throws {ERR_HTTP2_INVALID_PSEUDOHEADER}
 * @throws {ERR_HTTP2_INVALID_CONNECTION_HEADERS}
 * @throws {ERR_HTTP2_HEADER_SINGLE_VALUE}
 * @throws {ERR_INVALID_HTTP_TOKEN}
 */
function encodeHeaders(pairs, pseudoHeaders, strict = true, date = undefined) {
  const sensitiveNames = lowerCaseNames(pairs);
  if (sensitiveNames === undefined && isLast(pairs, pseudoHeaders, strict, date)) return last.block;
  const encoder = new HeaderBlock(pseudoHeaders, sensitiveNames, strict);
  for (let index = 0; index < pairs.length; index += 2) {
    encoder.add(pairs[index], pairs[index + 1]);
  }
  if (date !== undefined) encoder.addDate(date);
  const block = encoder.toString();
  if (sensitiveNames === undefined) last = { pairs, pseudoHeaders, strict, date, block };
  return block;
}

function lowerCaseNames(pairs) {
  const names = pairs[sensitiveHeaders];
  if (names === undefined || names === null) return undefined;
  return names.map((name) => name.toLowerCase());
}

module.exports = { encodeHeaders };
