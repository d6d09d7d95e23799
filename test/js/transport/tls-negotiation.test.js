'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

/** Answers with what `about` finds out about the request. */
const serve = (options, about) => listen(http2.createSecureServer(
  { ...certificate, ...options }, (req, res) => res.end(JSON.stringify(about(req)))));

async function ask(server, options) {
  const session = connect(server, options);
  await once(session, 'connect');
  const text = await textOf(session.request());
  session.close();
  return JSON.parse(text);
}

const dial = (server, options) => closeLater(tls.connect({
  host: '127.0.0.1', port: server.address().port, rejectUnauthorized: false, ...options,
}));

const versionOf = (req) => req.httpVersion;

describe('A secure server and ALPN', () => {
  afterEach(closeEverything);

  it('offers h2 alone, whatever ALPNProtocols says', async () => {
    const server = await serve({ ALPNProtocols: ['x'] }, versionOf);
    assert.strictEqual(server.ALPNProtocols.toString(), '\x02h2');
    assert.strictEqual(await ask(server), '2.0');
    const [error] = await once(dial(server, { ALPNProtocols: ['x'] }), 'error');
    assert.strictEqual(error.code, 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL');
  });

  it('offers h2 and http/1.1 with allowHTTP1', async () => {
    const server = await serve({ ALPNProtocols: ['x'], allowHTTP1: true }, versionOf);
    assert.strictEqual(server.ALPNProtocols.toString(), '\x02h2\x08http/1.1');
    const socket = dial(server, { ALPNProtocols: ['http/1.1', 'h2'] });
    await once(socket, 'secureConnect');
    assert.strictEqual(socket.alpnProtocol, 'h2');
  });

  it('leaves the choice to ALPNCallback', async () => {
    const offers = [];
    const ALPNCallback = (offer) => {
      offers.push(offer);
      return offer.protocols.at(-1);
    };
    const server = await serve({ ALPNCallback, allowHTTP1: true }, versionOf);
    assert.strictEqual(await ask(server), '2.0');
    const socket = dial(server, { ALPNProtocols: ['h2', 'http/1.1'] });
    await once(socket, 'secureConnect');
    assert.strictEqual(socket.alpnProtocol, 'http/1.1');
    socket.write('GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    assert.match(await textOf(socket), /"1\.1"/);
    assert.deepStrictEqual(offers, [
      { servername: 'localhost', protocols: ['h2'] },
      { servername: false, protocols: ['h2', 'http/1.1'] },
    ]);
  });

  it('fails the handshake when ALPNCallback chooses nothing', async () => {
    const server = await serve({ ALPNCallback: () => undefined }, versionOf);
    const failed = once(server, 'tlsClientError');
    connect(server).on('error', () => {});
    assert.strictEqual((await failed)[0].code, 'ERR_SSL_NO_APPLICATION_PROTOCOL');
  });

  it('takes ALPNProtocols or ALPNCallback, not both', () => {
    assert.throws(() => http2.createSecureServer({
      ...certificate, ALPNProtocols: ['h2'], ALPNCallback: () => 'h2',
    }), { name: 'TypeError', code: 'ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS' });
  });
});

describe('A secure server passes on to TLS', () => {
  afterEach(closeEverything);

  it('SNICallback', async () => {
    const names = [];
    const SNICallback = (name, callback) => {
      names.push(name);
      callback(null, tls.createSecureContext(certificate));
    };
    const server = await listen(http2.createSecureServer({ SNICallback },
      (req, res) => res.end(JSON.stringify(req.socket.servername))));
    assert.strictEqual(await ask(server, { servername: 'a.example' }), 'a.example');
    assert.deepStrictEqual(names, ['a.example']);
  });

  it('addContext()', async () => {
    const server = await listen(http2.createSecureServer({},
      (req, res) => res.end(JSON.stringify(req.socket.servername))));
    server.addContext('a.example', certificate);
    assert.strictEqual(await ask(server, { servername: 'a.example' }), 'a.example');
  });

  it('requestCert, and knows the certificate of a client that has one', async () => {
    const server = await serve({ requestCert: true, ca: certificate.cert, rejectUnauthorized: false },
      ({ socket }) => [socket.authorized, { ...socket.getPeerCertificate().subject }]);
    assert.deepStrictEqual(await ask(server, certificate), [true, { CN: 'localhost' }]);
    assert.deepStrictEqual(await ask(server), [false, {}]);
  });

  it('requestCert, and refuses a client without a certificate', async () => {
    const server = await serve({ requestCert: true, ca: certificate.cert, maxVersion: 'TLSv1.2' },
      ({ socket }) => socket.authorized);
    assert.strictEqual(await ask(server, certificate), true);
    const failed = once(server, 'tlsClientError');
    connect(server).on('error', () => {});
    assert.strictEqual((await failed)[0].code, 'ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE');
  });

  for (const version of ['TLSv1.2', 'TLSv1.3']) {
    it(`${version} as the only version`, async () => {
      const only = { minVersion: version, maxVersion: version };
      const server = await serve(only, ({ socket }) => socket.getProtocol());
      assert.strictEqual(await ask(server), version);
      const other = version === 'TLSv1.2' ? 'TLSv1.3' : 'TLSv1.2';
      const failed = once(server, 'tlsClientError');
      connect(server, { minVersion: other, maxVersion: other }).on('error', () => {});
      assert.strictEqual((await failed)[0].code, 'ERR_SSL_UNSUPPORTED_PROTOCOL');
    });

    it(`a session to resume, of ${version}`, async () => {
      const server = await serve({ maxVersion: version }, ({ socket }) => socket.isSessionReused());
      const first = connect(server);
      const ticket = once(first.socket, 'session');
      await textOf(first.request());
      const [session] = await ticket;
      first.close();
      assert.strictEqual(await ask(server), false);
      assert.strictEqual(await ask(server, { session }), true);
    });
  }

  it('what changes its keys', async () => {
    const server = await serve({}, versionOf);
    const keys = server.getTicketKeys();
    server.setTicketKeys(keys);
    server.setSecureContext(certificate);
    assert.strictEqual(keys.length, 48);
    assert.strictEqual(await ask(server), '2.0');
  });
});
