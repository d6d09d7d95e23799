'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { pipeline } = require('node:stream/promises');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

async function echoes(stream) {
  stream.setEncoding('utf8');
  for (const word of ['one', 'two', 'three']) {
    stream.write(word);
    assert.deepStrictEqual(await once(stream, 'data'), [word]);
  }
  const closed = once(stream, 'close');
  stream.end();
  await closed;
}

describe('CONNECT', () => {
  afterEach(closeEverything);

  it('makes a tunnel through a proxy', async () => {
    const target = await listen(net.createServer((socket) => socket.pipe(socket)));
    const proxy = await listen(http2.createServer());
    proxy.on('stream', (stream, headers) => {
      assert.strictEqual(headers[':method'], 'CONNECT');
      assert.strictEqual(headers[':path'], undefined);
      assert.strictEqual(headers[':scheme'], undefined);
      const { hostname, port } = new URL(`tcp://${headers[':authority']}`);
      const socket = net.connect(port, hostname, () => {
        stream.respond();
        socket.pipe(stream);
        stream.pipe(socket);
      });
    });
    const stream = connect(proxy).request({
      ':method': 'CONNECT', ':authority': `127.0.0.1:${target.address().port}`,
    });
    const [headers] = await once(stream, 'response');
    assert.strictEqual(headers[':status'], 200);
    await echoes(stream);
  });

  it('with a protocol makes a channel, when the server has enabled it', async () => {
    const server = await listen(http2.createServer({ settings: { enableConnectProtocol: true } }));
    server.on('stream', (stream, headers) => {
      assert.strictEqual(headers[':protocol'], 'websocket');
      assert.strictEqual(headers[':path'], '/chat');
      stream.respond({ 'sec-websocket-protocol': 'chat' });
      stream.pipe(stream);
    });
    const client = connect(server);
    const [settings] = await once(client, 'remoteSettings');
    assert.strictEqual(settings.enableConnectProtocol, true);
    const stream = client.request({
      ':method': 'CONNECT', ':protocol': 'websocket', ':path': '/chat',
    });
    const [headers] = await once(stream, 'response');
    assert.strictEqual(headers['sec-websocket-protocol'], 'chat');
    await echoes(stream);
  });

  it('carries another session, whose end is an orderly one for the tunnel', async () => {
    const target = await listen(http2.createServer());
    target.on('stream', (stream) => { stream.respond(); stream.end('inner'); });
    const proxy = await listen(http2.createServer());
    const tunnelled = new Promise((resolve, reject) => {
      proxy.on('stream', (stream) => {
        const socket = net.connect(target.address().port, '127.0.0.1');
        stream.respond();
        pipeline(stream, socket, stream).then(resolve, reject);
      });
    });
    const tunnel = connect(proxy).request({ ':method': 'CONNECT', ':authority': 'target:80' });
    const inner = http2.connect('http://target', { createConnection: () => tunnel });
    assert.strictEqual(await textOf(inner.request()), 'inner');
    const closed = Promise.all([once(inner, 'close'), once(tunnel, 'end'), once(tunnel, 'close')]);
    inner.close();
    await Promise.all([closed, tunnelled]);
    assert.strictEqual(tunnel.rstCode, 0);
  });
});
