'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('A session', () => {
  afterEach(closeEverything);

  it('has its state in its properties', async () => {
    const server = await listen(http2.createServer());
    const served = once(server, 'session');
    const client = connect(server);
    assert.strictEqual(client.connecting, true);
    assert.strictEqual(client.alpnProtocol, undefined);
    assert.strictEqual(client.encrypted, undefined);
    await once(client, 'connect');
    assert.strictEqual(client.connecting, false);
    assert.strictEqual(client.type, http2.constants.NGHTTP2_SESSION_CLIENT);
    assert.strictEqual((await served)[0].type, http2.constants.NGHTTP2_SESSION_SERVER);
    assert.strictEqual(client.originSet, undefined);
    assert.deepStrictEqual(Object.keys(client.state).sort(), [
      'deflateDynamicTableSize', 'effectiveLocalWindowSize', 'effectiveRecvDataLength',
      'inflateDynamicTableSize', 'lastProcStreamID', 'localWindowSize', 'nextStreamID',
      'outboundQueueSize', 'remoteWindowSize',
    ]);
    assert.strictEqual(client.state.nextStreamID, 1);
    assert.strictEqual(client.state.remoteWindowSize, 65535);
  });

  it('that is destroyed before it is connected says so for ever', async () => {
    const client = connect(await listen(http2.createServer()));
    client.destroy();
    assert.strictEqual(client.connecting, true);
    await once(client, 'close');
    assert.strictEqual(client.connecting, true);
  });

  it('starts with the stream that setNextStreamID() names', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.end(String(stream.id)); });
    const client = connect(server);
    await once(client, 'connect');
    client.setNextStreamID(101);
    assert.strictEqual(await textOf(client.request()), '101');
  });
});
