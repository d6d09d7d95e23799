'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('A timeout', () => {
  afterEach(closeEverything);

  it('of a stream comes when it is idle', async () => {
    const server = await listen(http2.createServer());
    const stream = connect(server).request();
    const called = new Promise((resolve) => {
      assert.strictEqual(stream.setTimeout(1, resolve), stream);
    });
    await Promise.all([called, once(stream, 'timeout')]);
    assert.strictEqual(stream.destroyed, false);
  });

  it('of a session comes when it is idle', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const called = new Promise((resolve) => {
      assert.strictEqual(client.setTimeout(1, resolve), client);
    });
    await Promise.all([called, once(client, 'timeout')]);
    assert.strictEqual(client.destroyed, false);
  });

  it('of a server closes an idle session when nobody listens', async () => {
    const server = await listen(http2.createServer());
    server.setTimeout(1);
    const client = connect(server);
    client.on('error', () => {});
    await once(client, 'close');
  });

  it('of a server leaves the session to its listener', async () => {
    const server = await listen(http2.createServer());
    const told = new Promise((resolve) => { server.setTimeout(1, resolve); });
    const client = connect(server);
    await told;
    assert.strictEqual(client.destroyed, false);
  });
});
