'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('One session', () => {
  afterEach(closeEverything);

  it('carries a thousand streams at once', async () => {
    const server = await listen(http2.createServer());
    const waiting = [];
    server.on('stream', (stream, headers) => {
      waiting.push(() => { stream.respond(); stream.end(headers[':path']); });
      if (waiting.length === 1000) waiting.forEach((answer) => answer());
    });
    const client = connect(server, { peerMaxConcurrentStreams: 1000 });
    const texts = await Promise.all(Array.from({ length: 1000 }, (_, i) =>
      textOf(client.request({ ':path': `/${i}` }))));
    assert.deepStrictEqual(texts, Array.from({ length: 1000 }, (_, i) => `/${i}`));
  });

  it('keeps requests beyond the limit of its peer until there is room', async () => {
    const server = await listen(http2.createServer({ settings: { maxConcurrentStreams: 3 } }));
    let open = 0;
    let most = 0;
    server.on('stream', (stream) => {
      most = Math.max(most, ++open);
      stream.on('close', () => { open--; });
      setImmediate(() => { stream.respond(); stream.end('x'); });
    });
    const client = connect(server);
    await new Promise((resolve) => { client.once('remoteSettings', resolve); });
    const texts = await Promise.all(Array.from({ length: 30 }, () => textOf(client.request())));
    assert.strictEqual(texts.join(''), 'x'.repeat(30));
    assert.strictEqual(most, 3);
  });

  it('forgets its closed streams', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respond({}, { endStream: true }));
    const client = connect(server);
    for (let round = 0; round < 20; round++) {
      await Promise.all(Array.from({ length: 100 }, () => textOf(client.request())));
    }
    assert.strictEqual(client.destroyed, false);
    assert.strictEqual(client.state.nextStreamID, 4001);
  });
});
