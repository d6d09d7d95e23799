'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');

describe('The module', () => {
  const functions = ['connect', 'createServer', 'createSecureServer', 'getDefaultSettings',
    'getPackedSettings', 'getUnpackedSettings', 'performServerHandshake'];

  for (const name of functions) {
    it(`exports the function ${name}`, () => {
      assert.strictEqual(typeof http2[name], 'function');
      assert.strictEqual(http2[name].name, name);
    });
  }

  it('exports the request and response classes', () => {
    assert.strictEqual(http2.Http2ServerRequest.name, 'Http2ServerRequest');
    assert.strictEqual(http2.Http2ServerResponse.name, 'Http2ServerResponse');
  });

  it('exports the constants of the protocol', () => {
    assert.strictEqual(http2.constants.NGHTTP2_CANCEL, 8);
    assert.strictEqual(http2.constants.HTTP2_HEADER_STATUS, ':status');
    assert.strictEqual(http2.constants.HTTP_STATUS_OK, 200);
  });

  it('exports the symbol that marks sensitive headers', () => {
    assert.strictEqual(typeof http2.sensitiveHeaders, 'symbol');
    assert.strictEqual(http2.sensitiveHeaders.description, 'sensitiveHeaders');
  });

  it('gives a fresh object of default settings at each call', () => {
    const settings = http2.getDefaultSettings();
    assert.notStrictEqual(settings, http2.getDefaultSettings());
    assert.strictEqual(settings.headerTableSize, 4096);
    assert.strictEqual(settings.initialWindowSize, 65535);
    assert.strictEqual(settings.maxFrameSize, 16384);
    assert.strictEqual(settings.enablePush, true);
  });

  it('packs settings and unpacks them again', () => {
    const packed = http2.getPackedSettings({ enablePush: false, maxFrameSize: 20000 });
    assert.strictEqual(packed.toString('hex'), '000200000000000500004e20');
    const settings = http2.getUnpackedSettings(packed);
    assert.deepStrictEqual({ ...settings }, { enablePush: false, maxFrameSize: 20000 });
  });
});
