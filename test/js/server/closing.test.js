'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { itIsWanted, olderThan } = require('../../support/oracle');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const kinds = [
  ['plain', () => http2.createServer()], ['secure', () => http2.createSecureServer(certificate)],
];

for (const [kind, create] of kinds) {
  describe(`A ${kind} server`, () => {
    afterEach(closeEverything);

    // From Node 24 the builtin closes its sessions.
    if (!olderThan(24)) {
      it('ends with its last stream when it is closed', async () => {
        const server = await listen(create());
        const arrived = once(server, 'stream');
        const client = connect(server);
        const request = client.request();
        const [stream] = await arrived;
        stream.respond();
        await once(request, 'response');
        const text = textOf(request);
        const closed = new Promise((resolve) => { server.close(resolve); });
        await once(client, 'goaway');
        assert.strictEqual(server.listening, false);
        stream.end('all of it');
        assert.strictEqual(await text, 'all of it');
        assert.strictEqual(await closed, undefined);
      });

      it('closes idle sessions when it is closed', async () => {
        const server = await listen(create());
        const client = connect(server);
        await once(client, 'remoteSettings');
        const gone = once(client, 'close');
        server.close();
        await gone;
      });
    }

    it('destroys a session that times out when nobody listens for it', async () => {
      const server = await listen(create());
      server.setTimeout(20);
      server.on('stream', () => {});
      const client = connect(server);
      const request = client.request();
      request.on('error', () => {});
      await once(client, 'close');
    });

    it('emits timeout with the session and lets it live', async () => {
      const server = await listen(create());
      server.on('stream', () => {});
      const timedOut = new Promise((resolve) => {
        assert.strictEqual(server.setTimeout(20, resolve), server);
      });
      const serving = once(server, 'session');
      connect(server).request().on('error', () => {});
      const [session] = await serving;
      assert.strictEqual(await timedOut, session);
      assert.strictEqual(session.destroyed, false);
    });
  });
}

describe('A secure server without HTTP/1', () => {
  afterEach(closeEverything);

  const dial = (server, ALPNProtocols) => closeLater(tls.connect({
    host: '127.0.0.1', port: server.address().port, rejectUnauthorized: false, ALPNProtocols,
  }));

  it('tells a client without ALPN that it is at the wrong place', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    const text = await textOf(dial(server));
    assert.match(text, /^HTTP\/1\.0 403 Forbidden\r\n/);
  });

  it('gives the socket of such a client to unknownProtocol', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    const unknown = once(server, 'unknownProtocol');
    dial(server);
    assert.strictEqual((await unknown)[0].alpnProtocol, false);
  });

  // The builtin leaves the socket open, against its documentation.
  itIsWanted('Ends of streams and sessions',
    'destroys the socket of such a client after unknownProtocolTimeout', async () => {
      const server = await listen(http2.createSecureServer({
        ...certificate, unknownProtocolTimeout: 20,
      }));
      server.on('unknownProtocol', () => {});
      const socket = dial(server);
      socket.resume();
      await once(socket, 'close');
    });

  it('fails the handshake of a client that asks for something else', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    server.on('unknownProtocol', () => assert.fail('a connection'));
    const [failed, [refused]] = await Promise.all([
      once(server, 'tlsClientError'), once(dial(server, ['http/1.1']), 'error'),
    ]);
    assert.strictEqual(failed[0].code, 'ERR_SSL_NO_APPLICATION_PROTOCOL');
    assert.strictEqual(refused.code, 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL');
  });
});
