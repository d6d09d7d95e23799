'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { duplexPair } = require('../../support/duplex-pair');
const { closeEverything, closeLater } = require('../../support/listening');

const SERVERS = {
  plain: { create: (...args) => http2.createServer(...args), scheme: 'http' },
  secure: {
    create: (...args) => http2.createSecureServer({ ...certificate, allowHTTP1: true }, ...args),
    scheme: 'https',
  },
};

const secure = { servername: 'localhost', rejectUnauthorized: false, ALPNProtocols: ['h2'] };

/** A client session over a pair of streams whose other end the server gets. */
function meet(server, scheme) {
  const [ours, theirs] = duplexPair();
  server.emit('connection', theirs);
  const createConnection = () => (scheme === 'http' ? ours :
    tls.connect({ ...secure, socket: ours }));
  const session = closeLater(http2.connect(`${scheme}://localhost`, { createConnection }));
  return { ours, session, theirs };
}

for (const [kind, { create, scheme }] of Object.entries(SERVERS)) {
  describe(`A ${kind} server that is given a Duplex as connection`, () => {
    afterEach(closeEverything);

    it('speaks HTTP/2 over it', async () => {
      const { session } = meet(create((req, res) => res.end(`${req.method} ${req.url}`)), scheme);
      assert.strictEqual(await textOf(session.request({ ':path': '/a' })), 'GET /a');
    });

    it('carries large bodies both ways', async () => {
      const { session } = meet(create((req, res) => req.pipe(res)), scheme);
      const body = Buffer.alloc(300_000, 'abc');
      const request = session.request({ ':method': 'POST' });
      request.end(body);
      assert.ok(body.equals(await bodyOf(request)));
    });

    it('tells the error of a Duplex that fails', async () => {
      const server = create();
      const [served, asked] = [once(server, 'session'), once(server, 'stream')];
      const told = once(server, 'sessionError');
      const { session, theirs } = meet(server, scheme);
      session.on('error', () => {});
      session.request().on('error', () => {});
      const [[serverSession], [stream]] = await Promise.all([served, asked]);
      const failed = new Promise((resolve) => { stream.on('error', resolve); });
      serverSession.on('error', () => {});
      theirs.on('error', () => {});
      theirs.destroy(new Error('mine'));
      assert.strictEqual((await told)[0].message, 'mine');
      assert.strictEqual((await failed).message, 'mine');
    });

    it('tells the error of a write that fails', async () => {
      const server = create();
      const asked = once(server, 'stream');
      const told = once(server, 'sessionError');
      const { session, theirs } = meet(server, scheme);
      session.on('error', () => {});
      session.request().on('error', () => {});
      const [stream] = await asked;
      stream.on('error', () => {});
      theirs.on('error', () => {});
      theirs.fault = new Error('unwritten');
      stream.respond();
      assert.strictEqual((await told)[0].message, 'unwritten');
    });
  });
}

describe('A server that is given a Duplex as connection', () => {
  afterEach(closeEverything);

  it('closes the session when the Duplex ends', async () => {
    const server = http2.createServer();
    const [served, asked] = [once(server, 'session'), once(server, 'stream')];
    const { ours, session } = meet(server, 'http');
    session.on('error', () => {});
    session.request().on('error', () => {});
    const [[serverSession], [stream]] = await Promise.all([served, asked]);
    stream.resume();
    const closed = [serverSession, stream].map((one) =>
      new Promise((resolve) => { one.on('close', resolve); }));
    ours.end();
    await Promise.all(closed);
    assert.strictEqual(stream.rstCode, http2.constants.NGHTTP2_CANCEL);
  });

  it('speaks HTTP/1 over it with allowHTTP1', async () => {
    const server = SERVERS.secure.create((req, res) => res.end(req.httpVersion));
    const [ours, theirs] = duplexPair();
    server.emit('connection', theirs);
    const socket = closeLater(tls.connect({ socket: ours, rejectUnauthorized: false }));
    await once(socket, 'secureConnect');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    assert.match(await textOf(socket), /^HTTP\/1\.1 200 OK\r\n[^]*1\.1/);
  });
});
