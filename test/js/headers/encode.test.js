'use strict';

const assert = require('node:assert');
const { sensitiveHeaders } = require('../../../lib/constants.js');
const { encodeHeaders: encodePairs } = require('../../../lib/headers/encode.js');
const { pairsOf } = require('../../../lib/headers/raw.js');
const {
  REQUEST, RESPONSE, PUSH, TRAILERS, INFORMATION,
} = require('../../../lib/headers/rules.js');

/** Reads a block as the engine does; a header that is never indexed gets a "!". */
function read(block) {
  const count = (block.charCodeAt(0) << 8) + block.charCodeAt(1);
  const headers = [];
  let position = 2;
  const until = () => {
    const end = block.indexOf('\0', position);
    const text = block.slice(position, end);
    position = end + 1;
    return text;
  };
  for (let index = 0; index < count; index++) {
    const header = `${until()}: ${until()}`;
    headers.push(header + (block[position++] === '\x01' ? '!' : ''));
  }
  assert.strictEqual(position, block.length);
  return headers;
}

const encodeHeaders = (headers, kind, strict) =>
  encodePairs(Array.isArray(headers) ? headers : pairsOf(headers), kind, strict);

const encoded = (headers, kind = REQUEST, strict = true) =>
  read(encodeHeaders(headers, kind, strict));

describe('encodeHeaders()', () => {
  it('writes the count, then name, value and flag of each header', () => {
    assert.strictEqual(
      encodeHeaders({ ':status': 200, 'content-type': 'text/plain' }, RESPONSE),
      '\0\x02:status\x00200\0\0content-type\0text/plain\0\0',
    );
  });

  it('counts more than 255 headers', () => {
    const headers = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`x-${n}`, 'v']));
    assert.strictEqual(encoded(headers).length, 300);
  });

  it('puts pseudo-headers first', () => {
    assert.deepStrictEqual(encoded({ 'x': '1', ':path': '/', 'y': '2', ':method': 'GET' }), [
      ':path: /', ':method: GET', 'x: 1', 'y: 2',
    ]);
  });

  it('sends names in lower case', () => {
    assert.deepStrictEqual(encoded({ 'X-Foo': '1', 'Content-Type': 'a' }), [
      'x-foo: 1', 'content-type: a',
    ]);
  });

  it('makes strings of all values but undefined', () => {
    const headers = { a: 1.5, b: true, c: null, d: undefined, e: {}, f: Symbol('s'), g: '' };
    assert.deepStrictEqual(encoded(headers), [
      'a: 1.5', 'b: true', 'c: null', 'e: [object Object]', 'f: Symbol(s)', 'g: ',
    ]);
  });

  it('sends an array as so many headers, an empty one as none', () => {
    assert.deepStrictEqual(encoded({ 'a': ['1', 2], 'b': [], 'set-cookie': ['x', 'y'] }), [
      'a: 1', 'a: 2', 'set-cookie: x', 'set-cookie: y',
    ]);
  });

  it('takes raw arrays', () => {
    assert.deepStrictEqual(encoded(['A', '1', ':path', '/', 'a', ['2', '3'], 'b', undefined]), [
      ':path: /', 'a: 1', 'a: 2', 'a: 3',
    ]);
  });

  it('leaves out inherited properties, symbols and the empty name', () => {
    const headers = Object.assign(Object.create({ inherited: '1' }), {
      [Symbol('own')]: '2', '': '3', 'a': '4',
    });
    assert.deepStrictEqual(encoded(headers), ['a: 4']);
  });

  it('flags the headers that are named as sensitive, in any case', () => {
    const headers = { 'X-A': '1', 'x-b': '2', [sensitiveHeaders]: ['x-a', 'X-B'] };
    assert.deepStrictEqual(encoded(headers), ['x-a: 1!', 'x-b: 2!']);
    const raw = Object.assign(['x-a', '1', 'b', '2'], { [sensitiveHeaders]: ['X-A'] });
    assert.deepStrictEqual(encoded(raw), ['x-a: 1!', 'b: 2']);
    assert.deepStrictEqual(encoded({ a: '1', [sensitiveHeaders]: null }), ['a: 1']);
  });

  it('refuses pseudo-headers that do not belong to the kind of block', () => {
    const refused = [
      [REQUEST, ':foo'], [RESPONSE, ':path'], [INFORMATION, ':method'], [TRAILERS, ':status'],
      [PUSH, ':bar'],
    ];
    for (const [kind, name] of refused) {
      for (const value of ['x', null, ['1', '2']]) {
        assert.throws(() => encodeHeaders({ [name]: value }, kind), {
          name: 'TypeError',
          code: 'ERR_HTTP2_INVALID_PSEUDOHEADER',
          message: `"${name}" is an invalid pseudoheader or is used incorrectly`,
        });
      }
      assert.deepStrictEqual(encoded({ [name]: undefined }, kind), []);
    }
  });

  it('refuses headers that are specific to a connection', () => {
    for (const name of [
      'Connection', 'http2-settings', 'keep-alive', 'proxy-connection', 'transfer-encoding',
      'upgrade',
    ]) {
      assert.throws(() => encodeHeaders({ [name]: 'x' }, RESPONSE), {
        name: 'TypeError',
        code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
        message: 'HTTP/1 Connection specific headers are forbidden: ' +
          `"${name.toLowerCase()}"`,
      });
      assert.deepStrictEqual(encoded({ [name]: undefined }), []);
    }
  });

  it('lets te say trailers, and nothing else', () => {
    assert.deepStrictEqual(encoded({ te: 'trailers' }), ['te: trailers']);
    assert.deepStrictEqual(encoded({ TE: ['trailers'] }), ['te: trailers']);
    for (const value of ['gzip', 'TRAILERS', '', null, ['trailers', 'trailers']]) {
      assert.throws(() => encodeHeaders({ te: value }, REQUEST), {
        code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      });
    }
  });

  it('refuses a second value of a single-value header', () => {
    const refused = [
      { 'content-type': ['a', 'b'] },
      { 'Content-Type': 'a', 'content-type': 'a' },
      ['content-type', 'a', 'content-type', 'b'],
    ];
    for (const headers of refused) {
      assert.throws(() => encodeHeaders(headers, REQUEST), {
        name: 'TypeError',
        code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
        message: 'Header field "content-type" must only have a single value',
      });
    }
    assert.deepStrictEqual(encoded({ 'Content-Type': ['a'], 'content-type': [] }), [
      'content-type: a',
    ]);
  });

  it('keeps single-value headers apart from each other', () => {
    const names = ['age', 'date', 'etag', 'host', 'user-agent', 'x-content-type-options', 'tk'];
    const headers = Object.fromEntries(names.map((name) => [name, 'v']));
    assert.deepStrictEqual(encoded(headers), names.map((name) => `${name}: v`));
    for (const name of names) {
      assert.throws(() => encodeHeaders({ ...headers, [name.toUpperCase()]: 'w' }, REQUEST), {
        message: `Header field "${name}" must only have a single value`,
      });
    }
  });

  it('sends them when not strict; an array for a pseudo-header becomes one value', () => {
    const headers = { ':path': ['/a', '/b'], 'age': ['1', '2'], 'Age': '3' };
    assert.deepStrictEqual(encoded(headers, REQUEST, false), [
      ':path: /a,/b', 'age: 1', 'age: 2', 'age: 3',
    ]);
  });

  it('refuses names that are not tokens', () => {
    for (const name of ['bad name', 'é', 'a:b', 'a\n', 'a\0']) {
      assert.throws(() => encodeHeaders({ [name]: 'x' }, TRAILERS), {
        name: 'TypeError',
        code: 'ERR_INVALID_HTTP_TOKEN',
        message: `Header name must be a valid HTTP token ["${name}"]`,
      });
    }
  });

  it('makes a malformed block, without a NUL, when a value has one', () => {
    for (const value of ['a\0', '\0', 'a\0\0x-injected\0b', ['ok', 'a\0b'], 'x\u4e00y', '\ud800']) {
      assert.deepStrictEqual(encoded({ 'a': value, ':status': 200 }, RESPONSE), [' : ']);
    }
  });

  it('sends the low byte of wide characters', () => {
    assert.deepStrictEqual(encoded({ a: 'x\u4e01y\u0141z' }), ['a: x\u4e01y\u0141z']);
  });

  it('encodes what differs from the block before in any way', () => {
    const first = ['a', '1', 'b', '2'];
    const all = [
      first, ['a', '1', 'b', '3'], ['a', '1', 'c', '2'], ['a', '1'], ['b', '2', 'a', '1'],
      ['a', 1, 'b', 2],
    ];
    for (const pairs of all) {
      encoded(first);
      const expected = pairs.flatMap((name, at) => at % 2 === 0 ? [`${name}: ${pairs[at + 1]}`] : []);
      assert.deepStrictEqual(encoded(pairs), expected);
    }
    assert.strictEqual(encodePairs(first, RESPONSE, true, 'today').includes('today'), true);
    assert.strictEqual(encodePairs(first, RESPONSE, true).includes('today'), false);
  });

  it('refuses in one kind of block what was right in the one before', () => {
    const pairs = [':path', '/'];
    encodePairs(pairs, REQUEST);
    assert.throws(() => encodePairs(pairs, RESPONSE), { code: 'ERR_HTTP2_INVALID_PSEUDOHEADER' });
    const twice = ['age', '1', 'age', '2'];
    encodePairs(twice, REQUEST, false);
    assert.throws(() => encodePairs(twice, REQUEST, true), { code: 'ERR_HTTP2_HEADER_SINGLE_VALUE' });
  });

  it('looks into a value that is an object each time', () => {
    const values = ['1'];
    const pairs = ['a', values];
    encoded(pairs);
    values.push('2');
    assert.deepStrictEqual(encoded(pairs), ['a: 1', 'a: 2']);
  });

  it('flags a header as sensitive that was not in the block before', () => {
    encoded(['a', '1']);
    assert.deepStrictEqual(
      encoded(Object.assign(['a', '1'], { [sensitiveHeaders]: ['a'] })), ['a: 1!']);
    assert.deepStrictEqual(encoded(['a', '1']), ['a: 1']);
  });
});
