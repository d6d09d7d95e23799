'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { duplexPair } = require('node:stream');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { textOf } = require('../../support/body');

const greet = (stream, headers) => {
  stream.respond({ ':status': 200, 'x-path': headers[':path'] });
  stream.end('hello');
};

async function askForHello(session) {
  const stream = session.request({ ':path': '/greeting' });
  const [[headers], text] = await Promise.all([once(stream, 'response'), textOf(stream)]);
  assert.strictEqual(headers[':status'], 200);
  assert.strictEqual(headers['x-path'], '/greeting');
  assert.strictEqual(text, 'hello');
}

async function closeGracefully(session) {
  const closed = once(session, 'close');
  session.close();
  await closed;
}

describe('A server says hello to a client', () => {
  afterEach(closeEverything);

  it('over TCP', async () => {
    const server = await listen(http2.createServer().on('stream', greet));
    const session = connect(server);
    await askForHello(session);
    assert.strictEqual(session.encrypted, false);
    assert.strictEqual(session.alpnProtocol, 'h2c');
    await closeGracefully(session);
  });

  it('over a Unix socket', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'hello-'));
    const socketPath = path.join(folder, 'socket');
    await listen(http2.createServer().on('stream', greet), socketPath);
    const session = closeLater(http2.connect('http://localhost', {
      createConnection: () => net.connect(socketPath),
    }));
    await askForHello(session);
    await closeGracefully(session);
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('over TLS, which agrees on h2', async () => {
    const server = await listen(http2.createSecureServer(certificate).on('stream', greet));
    const session = connect(server);
    await askForHello(session);
    assert.strictEqual(session.encrypted, true);
    assert.strictEqual(session.alpnProtocol, 'h2');
    await closeGracefully(session);
  });

  it('over TLS, to a client that checks the certificate', async () => {
    const server = await listen(http2.createSecureServer(certificate).on('stream', greet));
    const session = connect(server, { ca: certificate.cert, rejectUnauthorized: true });
    await askForHello(session);
    await closeGracefully(session);
  });

  it('over a TLS socket that was connected before', async () => {
    const server = await listen(http2.createSecureServer(certificate).on('stream', greet));
    const socket = tls.connect({ port: server.address().port, host: '127.0.0.1',
      ALPNProtocols: ['h2'], rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const session = closeLater(http2.connect('https://localhost', {
      createConnection: () => socket,
    }));
    await askForHello(session);
    await closeGracefully(session);
  });

  it('over a TCP socket that was connected before', async () => {
    const server = await listen(http2.createServer().on('stream', greet));
    const socket = net.connect(server.address().port, '127.0.0.1');
    await once(socket, 'connect');
    const session = closeLater(http2.connect('http://localhost', {
      createConnection: () => socket,
    }));
    await askForHello(session);
    await closeGracefully(session);
  });

  it('over a pair of Duplex streams', async () => {
    const [ours, theirs] = duplexPair();
    const server = http2.createServer().on('stream', greet);
    server.emit('connection', theirs);
    const session = closeLater(http2.connect('http://localhost', {
      createConnection: () => ours,
    }));
    await askForHello(session);
    await closeGracefully(session);
  });

  it('over a Duplex that performServerHandshake() was given', async () => {
    const [ours, theirs] = duplexPair();
    const served = closeLater(http2.performServerHandshake(theirs));
    served.on('stream', greet);
    const session = closeLater(http2.connect('http://localhost', {
      createConnection: () => ours,
    }));
    await askForHello(session);
    await closeGracefully(session);
  });

  it('many times over one connection', async () => {
    const server = await listen(http2.createServer().on('stream', greet));
    const session = connect(server);
    for (let i = 0; i < 20; i++) await askForHello(session);
    await closeGracefully(session);
  });
});
