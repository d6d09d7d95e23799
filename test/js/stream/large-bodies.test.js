'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Readable } = require('node:stream');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const MB = 2 ** 20;
const SIZE = 256 * MB;
const BOUND = 120 * MB;
const WINDOWS = { settings: { initialWindowSize: MB } };

function* zeros() {
  const chunk = Buffer.alloc(65536);
  for (let sent = 0; sent < SIZE; sent += chunk.length) yield chunk;
}

/** Counts the bytes of a stream, and how far the memory of the process grew meanwhile. */
async function measure(stream) {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let [bytes, most] = [0, 0];
  for await (const chunk of stream) {
    bytes += chunk.length;
    if (bytes % (8 * MB) < chunk.length) most = Math.max(most, process.memoryUsage().rss);
  }
  return { bytes, growth: most - before };
}

describe('A body of 256 MB', function () {
  this.timeout(60000);
  afterEach(closeEverything);

  it('comes down in constant memory', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); Readable.from(zeros()).pipe(stream); });
    const { bytes, growth } = await measure(connect(server, WINDOWS).request());
    assert.strictEqual(bytes, SIZE);
    assert.ok(growth < BOUND, `memory grew by ${growth / MB} MB`);
  });

  it('goes up in constant memory', async () => {
    const server = await listen(http2.createServer(WINDOWS));
    const stream = connect(server).request({ ':method': 'POST' });
    Readable.from(zeros()).pipe(stream);
    const [served] = await once(server, 'stream');
    const { bytes, growth } = await measure(served);
    assert.strictEqual(bytes, SIZE);
    assert.ok(growth < BOUND, `memory grew by ${growth / MB} MB`);
    served.respond({}, { endStream: true });
  });
});
