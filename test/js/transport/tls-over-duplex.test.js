'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const tls = require('node:tls');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { textOf } = require('../../support/body');
const { duplexPair } = require('../../support/duplex-pair');
const { closeEverything, closeLater } = require('../../support/listening');

function connectOver(duplex, options = {}) {
  const socket = tls.connect({
    ...options, socket: duplex, ALPNProtocols: ['h2'], rejectUnauthorized: false,
  });
  return closeLater(http2.connect('https://localhost', { createConnection: () => socket }));
}

function serve(duplex) {
  const server = http2.createSecureServer(certificate);
  server.emit('connection', duplex);
  return server;
}

describe('A session over TLS over a Duplex', () => {
  afterEach(closeEverything);

  it('that has neither a name nor an address has an origin set all the same', async () => {
    const [near, far] = duplexPair();
    serve(far);
    const client = connectOver(near);
    await once(client, 'connect');
    assert.ok(Array.isArray(client.originSet));
  });

  it('closes when the Duplex is destroyed', async () => {
    const [near, far] = duplexPair();
    const server = serve(far);
    server.on('sessionError', () => {});
    const client = connectOver(near);
    client.on('error', () => {});
    const [[session]] = await Promise.all([once(server, 'session'), once(client, 'connect')]);
    const closed = once(session, 'close');
    far.destroy();
    await closed;
    assert.ok(session.destroyed);
  });
});

describe('TLS over a Duplex whose writes are done at once', () => {
  afterEach(closeEverything);

  for (const [servername, origin] of [[undefined, 'https://undefined'], ['name', 'https://name']]) {
    it(`carries a session whose peer has the name ${servername}, and no port`, async () => {
      const [near, far] = duplexPair((work) => work());
      serve(far).on('stream', (stream) => {
        stream.respond();
        stream.end('answer');
      });
      const client = connectOver(near, { servername });
      assert.strictEqual(await textOf(client.request()), 'answer');
      assert.deepStrictEqual(client.originSet, [origin]);
    });
  }
});
