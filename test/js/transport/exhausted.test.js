'use strict';

const assert = require('node:assert');
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');

const impl = JSON.stringify(require.resolve('../../support/impl'));
const LIMIT = 64;
const children = new Set();

/** Runs a program that may have few descriptors; it sends messages. */
function constrained(source) {
  const child = spawn('sh', ['-c', `ulimit -n ${LIMIT}; exec "$0" -e "$1"`, process.execPath, source],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  children.add(child);
  return child;
}

const SERVER = `
  const http2 = require(${impl});
  const server = http2.createServer();
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (headers[':path'] === '/') {
      stream.respond();
      stream.end('served');
    } else {
      const onError = ({ code }) => { stream.respond({ ':status': 503 }); stream.end(code); };
      stream.respondWithFile(headers[':path'], {}, { onError });
    }
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
`;

/** Connects until the server has no descriptor left; resolves to the peers that it has taken. */
async function exhaust(port) {
  const peers = [];
  for (;;) {
    const peer = closeLater(await FramePeer.connect(port));
    peer.greet();
    if (await peer.next() === null) return peers;
    peers.push(peer);
  }
}

async function isServed(session) {
  assert.strictEqual(await textOf(session.request()), 'served');
}

describe('A server without descriptors', () => {
  afterEach(closeEverything);
  afterEach(() => {
    for (const child of children) child.kill();
    children.clear();
  });

  it('serves its old connections, but no files, and later new ones', async () => {
    const [port] = await once(constrained(SERVER), 'message');
    const session = closeLater(http2.connect(`http://127.0.0.1:${port}`));
    await isServed(session);
    const peers = await exhaust(port);
    assert.ok(peers.length > LIMIT / 4, `${peers.length} connections`);
    await isServed(session);
    assert.strictEqual(await textOf(session.request({ ':path': __filename })), 'EMFILE');
    for (const peer of peers) peer.destroy();
    await isServed(session);
    const again = closeLater(http2.connect(`http://127.0.0.1:${port}`));
    await isServed(again);
  });

  it('has as many connections again when the first have ended', async () => {
    const [port] = await once(constrained(SERVER), 'message');
    const session = closeLater(http2.connect(`http://127.0.0.1:${port}`));
    const counts = [];
    for (let i = 0; i < 3; i++) {
      const peers = await exhaust(port);
      counts.push(peers.length);
      for (const peer of peers) peer.socket.end();
      await Promise.all(peers.map(({ socket }) => once(socket, 'close')));
      await isServed(session);
    }
    assert.deepStrictEqual(counts, Array(3).fill(counts[0]));
  });
});

const CLIENT = (port) => `
  const http2 = require(${impl});
  const sessions = [];
  function open() {
    const session = http2.connect('http://127.0.0.1:${port}');
    const request = session.request();
    request.on('error', () => {});
    session.on('error', ({ code }) => setImmediate(failed, code, request));
    request.on('response', () => { sessions.push(session); open(); });
    request.resume();
  }
  function failed(code, request) {
    const again = sessions[0].request();
    again.setEncoding('utf8').on('data', (text) => {
      process.send({ code, destroyed: request.destroyed, count: sessions.length, text });
      let open = sessions.length;
      const closed = () => { if (--open === 0) setImmediate(connectAgain); };
      for (const session of sessions) session.on('close', closed).destroy();
    });
  }
  function connectAgain() {
    http2.connect('http://127.0.0.1:${port}').request().on('response', () => process.send('again'));
  }
  open();
`;

describe('A client without descriptors', () => {
  afterEach(closeEverything);
  afterEach(() => {
    for (const child of children) child.kill();
    children.clear();
  });

  it('fails to connect, goes on with its old sessions, and connects when these are gone', async () => {
    const server = await listen(http2.createServer());
    server.on('sessionError', () => {});
    server.on('stream', (stream) => { stream.respond(); stream.end('served'); });
    const child = constrained(CLIENT(server.address().port));
    const [{ count, ...result }] = await once(child, 'message');
    assert.ok(count > LIMIT / 4, `${count} connections`);
    assert.deepStrictEqual(result, { code: 'EMFILE', destroyed: true, text: 'served' });
    const [next] = await once(child, 'message');
    assert.strictEqual(next, 'again');
  });
});
