'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../support/impl');
const { textOf } = require('../support/body');
const { closeEverything, connect, listen } = require('../support/listening');

describe('An answer without a body', () => {
  afterEach(closeEverything);

  for (const status of [204, 205, 304]) {
    it(`ends with its headers for ${status}`, async () => {
      const server = await listen(http2.createServer());
      let ended;
      server.on('stream', (stream) => {
        stream.respond({ ':status': status });
        ended = stream.writableEnded;
      });
      const stream = connect(server).request();
      const [[headers, flags], text] = await Promise.all([
        once(stream, 'response'), textOf(stream),
      ]);
      assert.strictEqual(headers[':status'], status);
      assert.ok(flags & http2.constants.NGHTTP2_FLAG_END_STREAM);
      assert.strictEqual(text, '');
      assert.strictEqual(ended, true);
    });
  }

  it('ends with its headers for HEAD', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respond({ 'content-length': 10 }));
    const stream = connect(server).request({ ':method': 'HEAD' });
    const [[headers, flags], text] = await Promise.all([once(stream, 'response'), textOf(stream)]);
    assert.strictEqual(headers['content-length'], '10');
    assert.ok(flags & http2.constants.NGHTTP2_FLAG_END_STREAM);
    assert.strictEqual(text, '');
  });
});
