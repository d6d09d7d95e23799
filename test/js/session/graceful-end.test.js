'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { FramePeer, GET } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { olderThan } = require('../../support/oracle');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

/** A peer that ends its side of the connection only when it is told to. */
async function halfOpenPeer(server) {
  const served = once(server, 'session');
  const socket = closeLater(net.connect({
    port: server.address().port, host: '127.0.0.1', allowHalfOpen: true,
  }));
  await once(socket, 'connect');
  const peer = closeLater(new FramePeer(socket, { role: 'client' }));
  await peer.handshake();
  const [session] = await served;
  return { peer, session, socket };
}

async function pass() {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

const WAYS = {
  'close()': (session) => session.close(),
  // Of Node 20 and 22, close() of a server leaves its sessions alone.
  ...(olderThan(24) ? {} : { 'close() of its server': (session, server) => server.close() }),
};

describe('A session that ends by', () => {
  afterEach(closeEverything);

  for (const [how, end] of Object.entries(WAYS)) {
    it(`${how} says so, and closes when its peer has ended the connection too`, async () => {
      const server = await listen(http2.createServer());
      const { peer, session, socket } = await halfOpenPeer(server);
      const lines = [];
      const closed = new Promise((resolve) => { session.on('close', resolve); });
      session.on('close', () => lines.push('session close'));
      const ended = once(socket, 'end').then(() => lines.push('FIN of the server'));
      end(session, server);
      await peer.until('GOAWAY', { code: 0 });
      await ended;
      await pass();
      lines.push('FIN of the peer');
      socket.end();
      await closed;
      assert.deepStrictEqual(lines, ['FIN of the server', 'FIN of the peer', 'session close']);
    });

    it(`${how} keeps its connection while the peer takes what was written`, async () => {
      const size = 60_000;
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.respond();
        stream.end(Buffer.alloc(size));
      });
      const { peer, session, socket } = await halfOpenPeer(server);
      const answered = once(server, 'stream');
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      const [stream] = await answered;
      socket.pause();
      if (!stream.destroyed) await once(stream, 'close');
      end(session, server);
      await pass();
      // What it sends now must not make the kernel reset the connection.
      peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 1000 });
      await pass();
      let received = 0;
      socket.on('data', (chunk) => { received += chunk.length; }).resume();
      await once(socket, 'end');
      assert.ok(received > size, `${received} bytes of frames`);
    });
  }

  it('destroy() does not wait for its peer', async () => {
    const server = await listen(http2.createServer());
    const { session } = await halfOpenPeer(server);
    const closed = new Promise((resolve) => { session.on('close', resolve); });
    session.destroy();
    await closed;
  });
});

describe('Two sessions that close in one moment', () => {
  afterEach(closeEverything);

  it('each hear of the other\'s GOAWAY', async () => {
    let session;
    const server = await listen(http2.createServer((request, response) => {
      response.on('finish', () => session.close());
      response.end();
    }));
    server.on('session', (made) => { session = made; });
    const client = connect(server);
    const codes = [];
    client.on('goaway', (code) => codes.push(code));
    const closed = new Promise((resolve) => { client.on('close', resolve); });
    const request = client.request();
    request.on('end', () => client.close());
    request.resume();
    await closed;
    assert.strictEqual(codes[0], 0);
  });
});
