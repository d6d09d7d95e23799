'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { openDescriptors } = require('../../support/descriptors');

const secure = (options) => listen(http2.createSecureServer({ ...certificate, ...options },
  (req, res) => res.end('well')));

const dialPlain = (server) => closeLater(net.connect(server.address().port, '127.0.0.1'));

/** What goes wrong with a client is no matter of the others. */
async function answersOthers(server) {
  assert.strictEqual(await textOf(connect(server).request()), 'well');
}

const CLIENTS = {
  'speaks no TLS': {
    spoil: (socket) => { socket.write('GET / HTTP/1.1\r\n\r\n'); },
    code: 'ERR_SSL_HTTP_REQUEST',
  },
  'sends garbage': {
    spoil: (socket) => { socket.write(Buffer.alloc(100, 'garbage')); },
    code: /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
  },
  'leaves before the handshake': {
    spoil: (socket) => { socket.destroy(); },
    code: 'ECONNRESET',
  },
  'says nothing until handshakeTimeout has passed': {
    options: { handshakeTimeout: 30 },
    spoil: () => {},
    code: 'ERR_TLS_HANDSHAKE_TIMEOUT',
  },
};

describe('A secure server with a client that', () => {
  afterEach(closeEverything);

  for (const [what, { options, spoil, code }] of Object.entries(CLIENTS)) {
    it(`${what} emits clientError and tlsClientError, and closes the connection`, async () => {
      const server = await secure(options);
      server.on('secureConnection', () => assert.fail('a connection'));
      const events = [];
      server.on('clientError', (error, socket) => {
        events.push('clientError');
        socket.destroy();
      });
      const failed = once(server, 'tlsClientError');
      const accepted = once(server, 'connection');
      const socket = dialPlain(server).on('error', () => {});
      const [connection] = await accepted;
      socket.resume();
      const closed = once(connection, 'close');
      spoil(socket);
      const [error] = await failed;
      assert.match(error.code, new RegExp(code));
      assert.deepStrictEqual(events, ['clientError']);
      await closed;
      server.removeAllListeners('secureConnection');
    });

    it(`${what} answers others, and keeps no descriptor`, async () => {
      const server = await secure(options);
      await answersOthers(server);
      const before = openDescriptors();
      const failed = once(server, 'tlsClientError');
      const accepted = once(server, 'connection');
      const socket = dialPlain(server).on('error', () => {}).resume();
      const [connection] = await accepted;
      const closed = Promise.all([once(connection, 'close'),
        socket.destroyed || new Promise((resolve) => { socket.on('close', resolve); })]);
      spoil(socket);
      const [[error]] = await Promise.all([failed, closed]);
      assert.ok(error instanceof Error);
      assert.strictEqual(openDescriptors(), before);
      await answersOthers(server);
    });
  }
});

const MALFORMED = {
  'nonsense\r\n\r\n': 'HPE_INVALID_METHOD',
  'GET / HTTP/9.9\r\n\r\n': 'HPE_INVALID_VERSION',
  'GET / HTTP/1.1\r\nhost: x\r\ncontent-length: x\r\n\r\n': 'HPE_INVALID_CONTENT_LENGTH',
  'GET / HTTP/1.1\r\nhost: x\r\nbad header: x\r\n\r\n': 'HPE_INVALID_HEADER_TOKEN',
  'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n':
    'HPE_INVALID_TRANSFER_ENCODING',
};

describe('A secure server with allowHTTP1 whose client', () => {
  afterEach(closeEverything);

  const dial = async (server) => {
    const socket = closeLater(tls.connect({
      host: '127.0.0.1', port: server.address().port, rejectUnauthorized: false,
    }));
    await once(socket, 'secureConnect');
    return socket;
  };

  for (const [text, code] of Object.entries(MALFORMED)) {
    it(`sends ${JSON.stringify(text)} gets 400, and clientError says ${code}`, async () => {
      const server = await secure({ allowHTTP1: true });
      const silent = await dial(server);
      silent.write(text);
      assert.match(await textOf(silent), /^HTTP\/1\.1 400 Bad Request\r\n/);
      const failed = once(server, 'clientError');
      server.on('clientError', (error, socket) => socket.end('HTTP/1.1 418 x\r\n\r\n'));
      const socket = await dial(server);
      socket.write(text);
      const [[error], answer] = await Promise.all([failed, textOf(socket)]);
      assert.strictEqual(error.code, code);
      assert.match(answer, /^HTTP\/1\.1 418 x/);
      await answersOthers(server);
    });
  }

  it('has headers that are too large gets 431', async () => {
    const server = await secure({ allowHTTP1: true });
    const socket = await dial(server);
    socket.write(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20000)}\r\n\r\n`);
    assert.match(await textOf(socket), /^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  });

  it('sends garbage after a request harms nobody', async () => {
    const server = await secure({ allowHTTP1: true });
    const socket = await dial(server);
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n\x00\x01\x02');
    assert.match(await textOf(socket), /^HTTP\/1\.1 200 OK\r\n[^]*well/);
    await answersOthers(server);
  });

  it('leaves in the middle of an upload gets its request aborted', async () => {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true }));
    const requested = once(server, 'request');
    const socket = await dial(server);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf');
    const [request, response] = await requested;
    const closed = once(response, 'close');
    const failed = once(request, 'error');
    request.resume();
    socket.destroy();
    const [error] = await failed;
    assert.deepStrictEqual([error.code, error.message], ['ECONNRESET', 'aborted']);
    await closed;
  });
});
