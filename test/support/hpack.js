'use strict';

const { decodeHuffman } = require('./huffman');

// RFC 7541, appendix A.
const STATIC_TABLE = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  [':status', '200'],
  [':status', '204'],
  [':status', '206'],
  [':status', '304'],
  [':status', '400'],
  [':status', '404'],
  [':status', '500'],
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ['accept-language', ''],
  ['accept-ranges', ''],
  ['accept', ''],
  ['access-control-allow-origin', ''],
  ['age', ''],
  ['allow', ''],
  ['authorization', ''],
  ['cache-control', ''],
  ['content-disposition', ''],
  ['content-encoding', ''],
  ['content-language', ''],
  ['content-length', ''],
  ['content-location', ''],
  ['content-range', ''],
  ['content-type', ''],
  ['cookie', ''],
  ['date', ''],
  ['etag', ''],
  ['expect', ''],
  ['expires', ''],
  ['from', ''],
  ['host', ''],
  ['if-match', ''],
  ['if-modified-since', ''],
  ['if-none-match', ''],
  ['if-range', ''],
  ['if-unmodified-since', ''],
  ['last-modified', ''],
  ['link', ''],
  ['location', ''],
  ['max-forwards', ''],
  ['proxy-authenticate', ''],
  ['proxy-authorization', ''],
  ['range', ''],
  ['referer', ''],
  ['refresh', ''],
  ['retry-after', ''],
  ['server', ''],
  ['set-cookie', ''],
  ['strict-transport-security', ''],
  ['transfer-encoding', ''],
  ['user-agent', ''],
  ['vary', ''],
  ['via', ''],
  ['www-authenticate', ''],
];

// Prefixed integers: RFC 7541, section 5.1.
function encodeInteger(value, prefixBits, pattern) {
  const limit = 2 ** prefixBits - 1;
  if (value < limit) return [pattern | value];
  const bytes = [pattern | limit];
  for (value -= limit; value >= 128; value = Math.floor(value / 128)) {
    bytes.push((value % 128) | 128);
  }
  return [...bytes, value];
}

function encodeString(string) {
  const bytes = Buffer.from(string, 'latin1');
  return [...encodeInteger(bytes.length, 7, 0), ...bytes];
}

/**
 * Encodes headers as literals that no table remembers (RFC 7541, section 6.2.2), so a test may
 * send any list at any time.
 * @param {Array<[string, string]>} headers
 */
function encodeHeaderBlock(headers) {
  return Buffer.from(headers.flatMap(([name, value]) =>
    [0, ...encodeString(name), ...encodeString(String(value))]));
}

/** Decodes the header blocks of one connection, in order. */
class HpackDecoder {
  #dynamic = [];
  #maxSize = 4096;

  /** @returns {Array<[string, string]>} */
  decode(block) {
    const reader = { block, at: 0 };
    const headers = [];
    while (reader.at < block.length) {
      const field = this.#field(reader);
      if (field) headers.push(field);
    }
    return headers;
  }

  #field(reader) {
    const byte = reader.block[reader.at];
    if (byte & 0x80) return this.#entry(readInteger(reader, 7));
    if ((byte & 0xe0) === 0x20) return this.#resize(readInteger(reader, 5));
    const indexed = (byte & 0x40) !== 0;
    const index = readInteger(reader, indexed ? 6 : 4);
    const name = index === 0 ? readString(reader) : this.#entry(index)[0];
    const field = [name, readString(reader)];
    if (!indexed) return Object.assign(field, { neverIndexed: (byte & 0x10) !== 0 });
    this.#dynamic.unshift(field);
    this.#evict();
    return field;
  }

  #entry(index) {
    const entry = STATIC_TABLE[index - 1] ?? this.#dynamic[index - 1 - STATIC_TABLE.length];
    if (!entry) throw new Error(`no HPACK entry ${index}`);
    return entry;
  }

  #resize(size) {
    this.#maxSize = size;
    this.#evict();
  }

  #evict() {
    const sizeOf = ([name, value]) => name.length + value.length + 32;
    let total = this.#dynamic.reduce((sum, entry) => sum + sizeOf(entry), 0);
    while (total > this.#maxSize) total -= sizeOf(this.#dynamic.pop());
  }
}

function readInteger(reader, prefixBits) {
  const limit = 2 ** prefixBits - 1;
  let value = reader.block[reader.at++] & limit;
  if (value < limit) return value;
  for (let factor = 1; ; factor *= 128) {
    const byte = reader.block[reader.at++];
    value += (byte & 127) * factor;
    if (byte < 128) return value;
  }
}

function readString(reader) {
  const coded = (reader.block[reader.at] & 0x80) !== 0;
  const length = readInteger(reader, 7);
  const bytes = reader.block.subarray(reader.at, reader.at + length);
  reader.at += length;
  return (coded ? decodeHuffman(bytes) : bytes).toString('latin1');
}

module.exports = { encodeHeaderBlock, HpackDecoder };
