'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

// Arrays of headers are younger than Node 20 (request()) and Node 24 (respond()).
if (!olderThan(24)) {
  describe('An array of headers', () => {
    afterEach(closeEverything);

    it('makes a request in its order', async () => {
      const server = await listen(http2.createServer());
      const received = once(server, 'stream');
      server.on('stream', (stream) => stream.respond({}, { endStream: true }));
      const stream = connect(server).request([':path', '/raw', 'x-b', '1', 'x-a', '2', 'x-b', '3']);
      await textOf(stream);
      const [, headers, , raw] = await received;
      assert.strictEqual(headers['x-b'], '1, 3');
      assert.strictEqual(headers[':path'], '/raw');
      const own = raw.slice(raw.indexOf('x-b'));
      assert.deepStrictEqual(own, ['x-b', '1', 'x-a', '2', 'x-b', '3']);
    });

    it('makes a response in its order', async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) =>
        stream.respond([':status', 201, 'x-b', '1', 'x-a', '2', 'x-b', '3'], { endStream: true }));
      const stream = connect(server).request();
      const [[headers, , raw]] = await Promise.all([once(stream, 'response'), textOf(stream)]);
      assert.strictEqual(headers[':status'], 201);
      assert.deepStrictEqual(raw.filter((_, i) => i % 2 === 0 && raw[i].startsWith('x-')),
        ['x-b', 'x-a', 'x-b']);
    });
  });
}
