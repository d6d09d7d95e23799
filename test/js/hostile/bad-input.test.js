'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { PREFACE } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const descriptors = () => fs.readdirSync('/proc/self/fd').length;

/** Sends bytes to a port, ends, and waits until the other side has closed. */
async function say(port, bytes) {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const closed = new Promise((resolve) => { socket.on('close', resolve); });
  socket.resume();
  socket.end(bytes);
  await closed;
}

async function assertLives(server) {
  const client = connect(server);
  assert.strictEqual(await textOf(client.request()), 'alive');
  const closed = once(client, 'close');
  client.close();
  await closed;
}

const hello = (stream) => { stream.respond(); stream.end('alive'); };

const INPUTS = {
  'bytes that are not HTTP/2': 'this is no HTTP at all\r\n\r\n',
  'an HTTP/1.1 request': 'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
  'a truncated preface': PREFACE.subarray(0, 10),
  'a preface and nothing else': PREFACE,
  'no bytes at all': '',
  'a preface and noise': Buffer.concat([PREFACE, Buffer.alloc(100, 0xff)]),
};

describe('A server survives', () => {
  afterEach(closeEverything);

  for (const [title, bytes] of Object.entries(INPUTS)) {
    it(title, async () => {
      const server = await listen(http2.createServer().on('stream', hello));
      await say(server.address().port, bytes);
      await assertLives(server);
    });
  }

  it('noise on its TLS port', async () => {
    const server = await listen(http2.createSecureServer(certificate).on('stream', hello));
    await say(server.address().port, 'not TLS');
    await assertLives(server);
  });

  it('all bad input without a leak of descriptors', async () => {
    const server = await listen(http2.createServer().on('stream', hello));
    const { port } = server.address();
    await say(port, PREFACE);
    await assertLives(server);
    const before = descriptors();
    for (let i = 0; i < 20; i++) {
      for (const bytes of Object.values(INPUTS)) await say(port, bytes);
      await assertLives(server);
    }
    while (await connectionsOf(server) > 0) await new Promise(setImmediate);
    assert.ok(descriptors() <= before, `${descriptors()} descriptors, ${before} before`);
  });
});

function connectionsOf(server) {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

describe('A client that meets bad input', () => {
  afterEach(closeEverything);

  it('has an error when its server does not speak HTTP/2', async () => {
    const server = await listen(net.createServer((socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    }));
    const session = closeLater(http2.connect(`http://127.0.0.1:${server.address().port}`));
    const stream = session.request();
    const [[error], [streamError]] = await Promise.all([
      once(session, 'error'), once(stream, 'error'),
    ]);
    assert.strictEqual(error.code, 'ERR_HTTP2_ERROR');
    assert.strictEqual(error.message, 'Protocol error');
    assert.strictEqual(streamError.code, 'ERR_HTTP2_ERROR');
  });

  it('has its stream end when the connection ends before an answer', async () => {
    const server = await listen(net.createServer((socket) => socket.end()));
    const session = closeLater(http2.connect(`http://127.0.0.1:${server.address().port}`));
    session.on('error', () => {});
    const stream = session.request({ ':method': 'POST' });
    stream.on('error', () => {});
    await new Promise((resolve) => { stream.on('close', resolve); });
    assert.strictEqual(session.destroyed, true);
  });

  it('is reset for a header with a bad name that it sends, and its session goes on', async () => {
    const server = await listen(http2.createServer().on('stream', hello));
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, endStream: true, headers: [[':method', 'GET'],
      [':scheme', 'http'], [':path', '/'], [':authority', 'x'], ['Upper', 'case']] });
    await peer.until('RST_STREAM', { streamId: 1, code: 1 });
    await peer.soFar();
  });
});
