'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('Patience', () => {
  afterEach(closeEverything);

  it('a request may be made and written before the connection is up', async () => {
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

  it('a signal that is aborted destroys the stream with an AbortError', async () => {
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

  it('a signal that was aborted before destroys the request before it is sent', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', () => assert.fail('the request was sent'));
    const client = connect(server);
    await once(client, 'connect');
    const stream = client.request({}, { signal: AbortSignal.abort() });
    const [error] = await once(stream, 'error');
    assert.strictEqual(error.name, 'AbortError');
    await new Promise((resolve) => { client.ping(resolve); });
  });

  it('a stream times out when it is idle', async () => {
    const server = await listen(http2.createServer());
    const stream = connect(server).request();
    const called = new Promise((resolve) => {
      assert.strictEqual(stream.setTimeout(1, resolve), stream);
    });
    await Promise.all([called, once(stream, 'timeout')]);
    assert.strictEqual(stream.destroyed, false);
  });

  it('a session times out when it is idle', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const called = new Promise((resolve) => {
      assert.strictEqual(client.setTimeout(1, resolve), client);
    });
    await Promise.all([called, once(client, 'timeout')]);
    assert.strictEqual(client.destroyed, false);
  });

  it('a server is told that a session was idle, and closes it when nobody listens', async () => {
    const server = await listen(http2.createServer());
    server.setTimeout(1);
    const client = connect(server);
    client.on('error', () => {});
    await once(client, 'close');
  });

  it('a server with a listener for timeout decides itself', async () => {
    const server = await listen(http2.createServer());
    const told = new Promise((resolve) => { server.setTimeout(1, resolve); });
    const client = connect(server);
    await told;
    assert.strictEqual(client.destroyed, false);
  });
});
