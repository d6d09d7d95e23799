'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { closeEverything, connect, listen } = require('../../support/listening');

const { createSecureServer, createServer } = http2;

describe('The samples of sessions', () => {
  afterEach(closeEverything);

  it('tell when the peer has acknowledged settings', async () => {
    const server = await listen(createServer());
    const session = connect(server);
    await once(session, 'localSettings');
    session.settings({ enablePush: false });

    const [settings] = await once(session, 'localSettings');
    assert.strictEqual(settings.enablePush, false);
  });

  it('tell of new settings of the peer', async () => {
    const server = await listen(createServer({ settings: { maxConcurrentStreams: 7 } }));
    const session = connect(server);
    const [settings] = await once(session, 'remoteSettings');
    assert.strictEqual(settings.maxConcurrentStreams, 7);
  });

  it("answer in the session's 'stream' event", async () => {
    const server = createServer();
    server.on('session', (session) => {
      session.on('stream', (stream, headers) => {
        const method = headers[':method'];
        const path = headers[':path'];
        stream.respond({
          ':status': 200,
          'content-type': 'text/plain; charset=utf-8',
        });
        stream.write(`hello ${method} ${path} `);
        stream.end('world');
      });
    });
    await listen(server);
    assert.strictEqual((await ask(connect(server))).body, 'hello GET / world');
  });

  it('hear of a timeout', async () => {
    const server = await listen(createServer());
    const session = connect(server);
    await once(session, 'remoteSettings');
    session.setTimeout(20);
    await once(session, 'timeout');
    assert.strictEqual(session.destroyed, false);
  });

  it('ping', async () => {
    const server = await listen(createServer());
    const session = connect(server);
    await once(session, 'connect');
    const shown = await new Promise((resolve, reject) => {
      session.ping(Buffer.from('abcdefgh'), (err, duration, payload) => {
        if (!err) resolve({ duration, text: `With payload '${payload.toString()}'` });
        else reject(err);
      });
    });
    assert.ok(shown.duration > 0);
    assert.strictEqual(shown.text, "With payload 'abcdefgh'");
  });

  it('set the local window size', async () => {
    const server = createServer();
    const expectedWindowSize = 2 ** 20;
    const set = new Promise((resolve) => {
      server.on('session', (session) => {
        // Set local window size to be 2 ** 20
        session.setLocalWindowSize(expectedWindowSize);
        resolve(session.state);
      });
    });
    await listen(server);
    connect(server);
    assert.strictEqual((await set).effectiveLocalWindowSize, expectedWindowSize);
  });

  it('send ALTSVC for an origin and for a stream', async () => {
    const server = createServer();
    server.on('session', (session) => {
      // Set altsvc for origin https://example.org:80
      session.altsvc('h2=":8000"', 'https://example.org:80');
    });
    server.on('stream', (stream) => {
      // Set altsvc for a specific stream
      stream.session.altsvc('h2=":8000"', stream.id);
      stream.respond();
      stream.end('ok');
    });
    await listen(server);
    const client = connect(server);
    const got = [];
    client.on('altsvc', (alt, origin, streamId) => got.push([alt, origin, streamId]));
    await ask(client);
    assert.deepStrictEqual(got, [['h2=":8000"', 'https://example.org:80', 0], ['h2=":8000"', '', 1]]);
  });

  for (const [how, prepare] of [
    ['by the method', (server) => server.on('session', (session) => {
      session.origin('https://example.com', 'https://example.org');
    })],
    ['by the option', () => {}],
  ]) {
    it(`send ORIGIN ${how}`, async () => {
      const options = { key: certificate.key, cert: certificate.cert };
      if (how === 'by the option') options.origins = ['https://example.com', 'https://example.org'];
      const server = createSecureServer(options);
      server.on('stream', (stream) => {
        stream.respond();
        stream.end('ok');
      });
      prepare(server);
      await listen(server);
      const client = connect(server);
      const got = [];
      client.on('origin', (origins) => {
        for (let n = 0; n < origins.length; n++) got.push(origins[n]);
      });
      assert.strictEqual((await ask(client)).body, 'ok');
      assert.deepStrictEqual(got, ['https://example.com', 'https://example.org']);
    });
  }
});
