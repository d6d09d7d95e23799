'use strict';

const assert = require('node:assert');
const { inspect } = require('node:util');
const { sensitiveHeaders } = require('../../../lib/constants.js');
const { decodeHeaders } = require('../../../lib/headers/decode.js');

const plain = (headers) => Object.fromEntries(Object.entries(headers));

describe('decodeHeaders()', () => {
  it('makes an object without a prototype, in the order of arrival', () => {
    const headers = decodeHeaders([':method', 'GET', ':path', '/', 'b', '1', 'a', '2']);
    assert.strictEqual(Object.getPrototypeOf(headers), null);
    assert.deepStrictEqual(Object.keys(headers), [':method', ':path', 'b', 'a']);
  });

  it('shows as the builtin shows it', () => {
    assert.match(inspect(decodeHeaders(['a', '1'])), /^\[Object: null prototype\] \{\s+a: '1',/);
  });

  it('makes a number of :status', () => {
    assert.deepStrictEqual(plain(decodeHeaders([':status', '404'])), { ':status': 404 });
  });

  it('always makes an array of set-cookie', () => {
    assert.deepStrictEqual(plain(decodeHeaders(['set-cookie', 'a'])), { 'set-cookie': ['a'] });
    const twice = decodeHeaders(['set-cookie', 'a', 'x', '1', 'set-cookie', 'b']);
    assert.deepStrictEqual(plain(twice), { 'set-cookie': ['a', 'b'], 'x': '1' });
  });

  it('joins cookies with a semicolon and other headers with a comma', () => {
    assert.deepStrictEqual(
      plain(decodeHeaders(['cookie', 'a', 'x', '1', 'cookie', 'b', 'x', '2', 'x', '3'])),
      { cookie: 'a; b', x: '1, 2, 3' },
    );
  });

  it('keeps an empty first value when it joins', () => {
    assert.deepStrictEqual(plain(decodeHeaders(['x', '', 'x', '2'])), { x: ', 2' });
  });

  for (const name of [
    ':status', ':method', ':authority', ':scheme', ':path', ':protocol', 'age', 'authorization',
    'access-control-allow-credentials', 'access-control-max-age', 'access-control-request-method',
    'content-encoding', 'content-language', 'content-length', 'content-location', 'content-md5',
    'content-range', 'content-type', 'date', 'dnt', 'etag', 'expires', 'from', 'host', 'if-match',
    'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since', 'last-modified',
    'location', 'max-forwards', 'proxy-authorization', 'range', 'referer', 'retry-after', 'tk',
    'upgrade-insecure-requests', 'user-agent', 'x-content-type-options',
  ]) {
    it(`keeps the first ${name}`, () => {
      const expected = name === ':status' ? 200 : '200';
      assert.deepStrictEqual(plain(decodeHeaders([name, '200', name, '404'])), {
        [name]: expected,
      });
    });
  }

  it('takes names that mean something to objects as any other', () => {
    const headers = decodeHeaders(['__proto__', '1', 'constructor', '2', '__proto__', '3']);
    assert.deepStrictEqual(Object.entries(headers), [['__proto__', '1, 3'], ['constructor', '2']]);
  });

  it('lists the sensitive names, none if there are none', () => {
    assert.deepStrictEqual(decodeHeaders(['a', '1'], ['a'])[sensitiveHeaders], ['a']);
    assert.deepStrictEqual(decodeHeaders(['a', '1'])[sensitiveHeaders], []);
    assert.deepStrictEqual(
      Object.getOwnPropertyDescriptor(decodeHeaders([]), sensitiveHeaders),
      { value: [], writable: true, enumerable: true, configurable: true },
    );
  });
});
