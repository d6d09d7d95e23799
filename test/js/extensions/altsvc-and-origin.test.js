'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

describe('Of ALTSVC and ORIGIN,', () => {
  afterEach(closeEverything);

  it('altsvc() for an origin reaches the client', async () => {
    const server = await listen(http2.createServer());
    server.on('session', (session) => session.altsvc('h2=":8000"', 'https://example.org/path'));
    const client = connect(server);
    const [value, origin, id] = await once(client, 'altsvc');
    assert.deepStrictEqual([value, origin, id], ['h2=":8000"', 'https://example.org', 0]);
  });

  it('altsvc() for a stream reaches the client', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.session.altsvc('h2=":8000"', stream.id);
      stream.respond({}, { endStream: true });
    });
    const client = connect(server);
    client.request().resume();
    const [value, origin, id] = await once(client, 'altsvc');
    assert.deepStrictEqual([value, origin, id], ['h2=":8000"', '', 1]);
  });

  it('ALTSVC is a frame of latin-1', async () => {
    const server = await listen(http2.createServer());
    server.on('session', (session) => session.altsvc('h2="\xe9"', 'https://example.org'));
    const peer = closeLater(await FramePeer.connect(server.address().port));
    peer.greet();
    const frame = await peer.until('ALTSVC');
    assert.deepStrictEqual([frame.origin, frame.value], ['https://example.org', 'h2="\xe9"']);
  });

  it('origin() reaches the client and its set of origins', async () => {
    const server = await listen(http2.createSecureServer(certificate));
    server.on('session', (session) => session.origin('https://a.test/x', new URL('https://b.test')));
    const client = connect(server);
    const [origins] = await once(client, 'origin');
    assert.deepStrictEqual(origins, ['https://a.test', 'https://b.test']);
    for (const origin of origins) assert.ok(client.originSet.includes(origin));
  });

  for (const [title, host] of [
    ['the name that the client asked for', 'localhost'],
    ['the address without a name', '127.0.0.1'],
  ]) {
    it(`the set of a server has ${title}, and the client's port`, async () => {
      const server = await listen(http2.createSecureServer(certificate));
      const client = closeLater(http2.connect(`https://${host}:${server.address().port}`,
        { family: 4, rejectUnauthorized: false }));
      const [served] = await once(server, 'session');
      const expected = [`https://${host}:${served.socket.remotePort}`];
      assert.deepStrictEqual(served.originSet, expected);
      served.origin('https://a.test');
      assert.deepStrictEqual(served.originSet, expected);
      assert.notStrictEqual(served.originSet, served.originSet);
      served.destroy();
      assert.strictEqual(served.originSet, undefined);
      await once(client, 'close');
    });
  }

  it('there is no set without TLS', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const [served] = await once(server, 'session');
    assert.strictEqual(served.originSet, undefined);
    assert.strictEqual(client.originSet, undefined);
  });

  it('the option origins is sent at the start', async () => {
    const origins = ['https://one.test', 'https://two.test'];
    const server = await listen(http2.createSecureServer({ ...certificate, origins }));
    const [received] = await once(connect(server), 'origin');
    assert.deepStrictEqual(received, origins);
  });
});
