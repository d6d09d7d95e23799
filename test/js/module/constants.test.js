'use strict';

const assert = require('node:assert');
const builtin = require('node:http2');
const http2 = require('../../support/impl.js');

describe('http2.constants', () => {
  it('has the names, values and order of the running Node', () => {
    assert.deepStrictEqual(
      Object.entries(Object.getOwnPropertyDescriptors(http2.constants)),
      Object.entries(Object.getOwnPropertyDescriptors(builtin.constants)),
    );
  });

  it('has 253 names, 13 of them hidden from enumeration', () => {
    assert.strictEqual(Reflect.ownKeys(http2.constants).length, 253);
    assert.strictEqual(Object.keys(http2.constants).length, 240);
  });

  it('refuses to change a constant', () => {
    assert.throws(() => {
      http2.constants.NGHTTP2_CANCEL = 1;
    }, TypeError);
    assert.strictEqual(http2.constants.NGHTTP2_CANCEL, 8);
  });

  it('is an ordinary object that accepts further properties', () => {
    assert.strictEqual(Object.getPrototypeOf(http2.constants), Object.prototype);
    assert.strictEqual(Object.isExtensible(http2.constants), true);
  });

  it('names the symbol of sensitive headers as the builtin does', () => {
    assert.strictEqual(typeof http2.sensitiveHeaders, 'symbol');
    assert.strictEqual(http2.sensitiveHeaders.description, builtin.sensitiveHeaders.description);
  });
});
