'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const certificate = require('../../support/certificate');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const SIZE = 100000;
const FORBIDDEN = ['emit', 'end', 'pause', 'read', 'resume', 'write', 'setEncoding',
  'setKeepAlive', 'setNoDelay'];

describe('The socket of a session', () => {
  afterEach(closeEverything);

  async function pair() {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.end('ok'); });
    const served = once(server, 'session');
    const client = connect(server);
    await once(client, 'connect');
    return { server, client, served: (await served)[0] };
  }

  it('comes with connect, before other requests are answered', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const [session, socket] = await once(client, 'connect');
    assert.strictEqual(session, client);
    assert.ok(socket instanceof net.Socket);
  });

  it('is given to the callback of connect()', async () => {
    const server = await listen(http2.createServer());
    await new Promise((resolve) => {
      connect(server, {}, (session, socket) => {
        assert.ok(socket instanceof net.Socket);
        resolve();
      });
    });
  });

  it('tells who watches it why its session ends', async () => {
    const server = await listen(http2.createServer());
    const connected = once(server, 'connection');
    const client = connect(server);
    client.on('error', () => {});
    const [session] = await once(server, 'session');
    const [socket] = await connected;
    session.on('error', () => {});
    await once(client, 'connect');
    const told = Promise.all([
      new Promise((resolve) => { socket.once('error', resolve); }),
      new Promise((resolve) => { socket.once('close', resolve); }),
    ]);
    const reason = new Error('enough');
    session.destroy(reason);
    assert.deepStrictEqual(await told, [reason, true]);
  });

  it('has no other session', async () => {
    const code = 'ERR_HTTP2_SOCKET_BOUND';
    const server = await listen(http2.createServer());
    const socket = closeLater(net.connect(server.address().port));
    await once(socket, 'connect');
    const options = { createConnection: () => socket };
    closeLater(http2.connect('http://localhost', options));
    assert.throws(() => http2.connect('http://localhost', options), { code });
    assert.throws(() => http2.performServerHandshake(socket), { code });
  });

  for (const name of FORBIDDEN) {
    it(`does not let its user touch ${name}`, async () => {
      const { client, served } = await pair();
      for (const session of [client, served]) {
        assert.throws(() => session.socket[name], {
          code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
          message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
        });
      }
    });
  }

  it('tells its addresses', async () => {
    const { server, client, served } = await pair();
    assert.strictEqual(client.socket.remotePort, server.address().port);
    assert.strictEqual(served.socket.remotePort, client.socket.localPort);
    assert.strictEqual(served.socket.remoteAddress, '127.0.0.1');
  });

  // Forbidden before Node 24.
  if (!olderThan(24)) {
    it('destroys the session with destroy()', async () => {
      const { client } = await pair();
      const closed = once(client, 'close');
      client.socket.destroy();
      await closed;
      assert.strictEqual(client.destroyed, true);
    });
  }

  it('routes setTimeout() to the session', async () => {
    const { client } = await pair();
    const timedOut = once(client, 'timeout');
    client.socket.setTimeout(1);
    await timedOut;
  });

  it('is gone when the session is destroyed', async () => {
    const { client } = await pair();
    client.destroy();
    assert.strictEqual(client.socket, undefined);
  });

  it('may be referenced and unreferenced through the session', async () => {
    const { client } = await pair();
    client.unref();
    client.ref();
    assert.strictEqual(await textOf(client.request()), 'ok');
  });

  for (const [title, create] of [
    ['over TCP', () => http2.createServer()],
    ['over TLS', () => http2.createSecureServer(certificate)],
  ]) {
    it(`counts the bytes that it has read and written, ${title}`, async () => {
      const server = await listen(create());
      server.on('stream', (stream) => { stream.respond(); stream.end(Buffer.alloc(SIZE)); });
      const client = connect(server);
      const [socket] = await once(server, server.setSecureContext ? 'secureConnection' : 'connection');
      await once(client.request().resume(), 'close');
      await new Promise((resolve) => { client.ping(resolve); });
      const { bytesRead, bytesWritten } = client.socket;
      assert.ok(bytesRead > SIZE, bytesRead);
      assert.ok(bytesWritten > 0 && bytesWritten < SIZE, bytesWritten);
      socket.on('error', () => {});
      client.close();
      await new Promise((resolve) => { socket.on('close', resolve); });
      assert.ok(socket.bytesWritten >= bytesRead, socket.bytesWritten);
      assert.ok(socket.bytesRead >= bytesWritten, socket.bytesRead);
    });
  }

  it('counts the same as its peer when it could not write all at once', async () => {
    const server = await listen(http2.createServer());
    const accepted = once(server, 'connection');
    const ended = new Promise((resolve) => {
      server.on('stream', async (stream) => {
        stream.on('error', () => {});
        stream.respond();
        stream.write(Buffer.alloc(2 ** 24));
        // More turns than it takes to fill the socket.
        for (let turn = 0; turn < 300; turn++) await new Promise(setImmediate);
        resolve(stream.session.destroy());
      });
    });
    const peer = await peerOf(server, [[4, 2 ** 30]]);
    peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 2 ** 30 },
      { type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('HEADERS');
    peer.socket.pause();
    await ended;
    peer.socket.resume();
    const [socket] = await accepted;
    await Promise.all([once(peer.socket, 'close'), socket.destroyed || once(socket, 'close')]);
    assert.strictEqual(socket.bytesWritten, peer.socket.bytesRead);
    assert.strictEqual(socket.bytesRead, peer.socket.bytesWritten);
  });
});
