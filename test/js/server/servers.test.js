'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

describe('A server', () => {
  afterEach(closeEverything);

  it('is a net.Server, or a tls.Server when it is secure', () => {
    assert.ok(http2.createServer() instanceof net.Server);
    assert.ok(http2.createSecureServer(certificate) instanceof tls.Server);
  });

  it('emits session, then stream', async () => {
    const server = await listen(http2.createServer());
    const events = [];
    server.on('session', (session) => events.push(['session', session.constructor.name]));
    server.on('stream', (stream) => {
      events.push(['stream', stream.constructor.name]);
      stream.respond({}, { endStream: true });
    });
    await textOf(connect(server).request());
    assert.deepStrictEqual(events,
      [['session', 'ServerHttp2Session'], ['stream', 'ServerHttp2Stream']]);
  });

  it('emits sessionError with the error and its session', async () => {
    const server = await listen(http2.createServer());
    const failed = once(server, 'sessionError');
    server.on('session', (session) => session.destroy(new Error('boom')));
    connect(server).on('error', () => {});
    const [error, session] = await failed;
    assert.strictEqual(error.message, 'boom');
    assert.strictEqual(session.destroyed, true);
  });

  it('calls the listener of its creation for requests', async () => {
    const server = await listen(http2.createServer((request, response) => {
      response.end(request.url);
    }));
    assert.strictEqual(await textOf(connect(server).request({ ':path': '/url' })), '/url');
  });

  it('destroys a stream when its async handler rejects and captureRejections is set', async () => {
    const events = require('node:events');
    events.captureRejections = true;
    let server;
    try {
      server = await listen(http2.createServer());
    } finally {
      events.captureRejections = false;
    }
    server.on('stream', async () => { throw new Error('boom'); });
    const stream = connect(server).request();
    stream.resume();
    const [headers] = await once(stream, 'response');
    assert.strictEqual(headers[':status'], 500);
  });

  it('sends the settings of updateSettings() to new sessions', async () => {
    const server = await listen(http2.createServer());
    server.updateSettings({ maxConcurrentStreams: 9 });
    const [settings] = await once(connect(server), 'remoteSettings');
    assert.strictEqual(settings.maxConcurrentStreams, 9);
  });

  it('can be disposed of', async () => {
    const server = http2.createServer();
    server.listen(0);
    await once(server, 'listening');
    await server[Symbol.asyncDispose]();
    assert.strictEqual(server.listening, false);
  });

  if (!olderThan(24)) {
    it('closes idle sessions when it is closed', async () => {
      const server = await listen(http2.createServer());
      const client = connect(server);
      await once(client, 'remoteSettings');
      const closed = once(client, 'close');
      server.close();
      await closed;
    });
  }

  it('that is secure emits unknownProtocol for a client without h2', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    const told = once(server, 'unknownProtocol');
    const socket = closeLater(tls.connect({
      port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false,
    }));
    socket.on('error', () => {});
    const [unknown] = await told;
    assert.ok(unknown instanceof tls.TLSSocket);
    unknown.destroy();
  });

  it('that is secure answers a client without h2 with 403', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    const socket = closeLater(tls.connect({
      port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false,
    }));
    assert.strictEqual(await textOf(socket), 'HTTP/1.0 403 Forbidden\r\n' +
      'Content-Type: text/plain\r\n\r\n' +
      'Missing ALPN Protocol, expected `h2` to be available.\n' +
      'If this is a HTTP request: The server was not configured with the `allowHTTP1` option or ' +
      'a listener for the `unknownProtocol` event.\n');
  });

  it('that allows HTTP/1 speaks it to a client without h2', async () => {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true },
      (request, response) => response.end(`by ${request.httpVersion}`)));
    const socket = closeLater(tls.connect({
      port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false,
    }));
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    assert.match(await textOf(socket), /by 1\.1/);
  });
});
