'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('A request', () => {
  afterEach(closeEverything);

  it('may be made and written before the connection is up', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.pipe(stream); });
    const client = connect(server);
    assert.strictEqual(client.connecting, true);
    const stream = client.request({ ':method': 'POST' });
    stream.write('written ');
    stream.end('early');
    assert.strictEqual(stream.pending, true);
    assert.strictEqual(await textOf(stream), 'written early');
  });

  it('is destroyed by its signal with an AbortError', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const controller = new AbortController();
    const stream = client.request({}, { signal: controller.signal });
    await once(stream, 'ready');
    controller.abort();
    const [error] = await once(stream, 'error');
    assert.strictEqual(error.name, 'AbortError');
    assert.strictEqual(error.code, 'ABORT_ERR');
    assert.strictEqual(error.message, 'The operation was aborted');
    assert.strictEqual(stream.destroyed, true);
  });

  it('is destroyed before it is sent by a signal that was aborted before', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', () => assert.fail('the request was sent'));
    const client = connect(server);
    await once(client, 'connect');
    const stream = client.request({}, { signal: AbortSignal.abort() });
    const [error] = await once(stream, 'error');
    assert.strictEqual(error.name, 'AbortError');
    await new Promise((resolve) => { client.ping(resolve); });
  });
});
