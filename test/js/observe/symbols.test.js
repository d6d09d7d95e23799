'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { olderThan } = require('../../support/oracle');
const { closeEverything, connect, listen } = require('../../support/listening');

/** What packages do to read what an object keeps for itself. */
const symbolOf = (object, name) => Object.getOwnPropertySymbols(object)
  .find((symbol) => symbol.toString() === `Symbol(${name})`);

const own = (object, name) => object[symbolOf(object, name)];

const ended = (stream) => once(stream.on('error', () => {}).resume().end(), 'close');

const serving = (secure = false) => listen(secure ?
  http2.createSecureServer(certificate, (request, response) => response.end()) :
  http2.createServer((request, response) => response.end()));

describe('Own symbols that packages look for', () => {
  afterEach(closeEverything);

  for (const secure of [false, true]) {
    it(`show the origin of a request${secure ? ' over TLS' : ''}`, async () => {
      const server = await serving(secure);
      const client = connect(server);
      const origin = `${secure ? 'https' : 'http'}://localhost:${server.address().port}`;
      const cases = [
        [{}, origin],
        [undefined, origin],
        [{ ':authority': 'a.example:1' }, `${origin.split(':')[0]}://a.example:1`],
        [{ ':scheme': 'x', ':authority': 'a.example' }, 'x://a.example'],
        [{ host: 'h.example' }, `${origin.split(':')[0]}://h.example`],
        [{ ':method': 'CONNECT', ':authority': 'x:1' }, 'undefined://x:1'],
      ];
      for (const [headers, expected] of cases) {
        const stream = client.request(headers);
        assert.strictEqual(own(stream, 'origin'), expected);
        await ended(stream);
        assert.strictEqual(own(stream, 'origin'), expected);
      }
    });
  }

  it('show the headers of a request', async () => {
    const client = connect(await serving());
    const stream = client.request({ ':path': '/a', 'x-b': ['1', '2'] });
    const shown = own(stream, 'sent-headers');
    assert.deepStrictEqual({ ...shown }, { ...stream.sentHeaders });
    assert.strictEqual(shown[':path'], '/a');
    assert.strictEqual('x-b' in shown, true);
    assert.strictEqual(Object.getPrototypeOf(shown), null);
    await ended(stream);
    assert.strictEqual(own(stream, 'sent-headers')[':method'], 'GET');
  });

  it('show the headers of a response', async () => {
    const shown = [];
    const show = ({ stream }) => {
      const headers = own(stream, 'sent-headers');
      shown.push([headers?.[':status'], typeof headers?.date, headers?.['x-a']]);
    };
    const server = await listen(http2.createServer((request, response) => {
      show(response);
      response.stream.on('close', () => show(response));
      response.writeHead(201, { 'x-a': 'b' });
      response.end();
      show(response);
    }));
    await ended(connect(server).request());
    assert.deepStrictEqual(shown, [
      [undefined, 'undefined', undefined], [201, 'string', 'b'], [201, 'string', 'b'],
    ]);
  });

  it('show the headers of files and pushes', async () => {
    const server = await listen(http2.createServer());
    const shown = [];
    server.on('stream', (stream) => {
      stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
        shown.push(own(pushed, 'sent-headers')[':path']);
        pushed.respond();
        shown.push(own(pushed, 'sent-headers')[':status']);
        pushed.end();
      });
      stream.on('close', () => shown.push(own(stream, 'sent-headers')['x-file']));
      stream.respondWithFile(__filename, { 'x-file': 'yes' });
    });
    await ended(connect(server).on('stream', (pushed) => pushed.resume()).request());
    assert.deepStrictEqual(shown, ['/pushed', 200, 'yes']);
  });

  it('show the authority, protocol and socket of a client session', async () => {
    const server = await serving();
    const client = connect(server);
    assert.strictEqual(own(client, 'authority'), `localhost:${server.address().port}`);
    assert.strictEqual(own(client, 'protocol'), 'http:');
    assert(own(client, 'socket') instanceof net.Socket);
    client.destroy();
    await once(client, 'close');
    assert.strictEqual(own(client, 'socket'), undefined);
  });

  it('show a timer where sockets have theirs', async () => {
    const server = await serving();
    const timeout = symbolOf(new net.Socket(), 'timeout');
    const client = connect(server);
    const [session] = await once(server, 'session');
    const stream = client.request();
    for (const owner of [session, client, stream, client.socket]) owner.setTimeout(987_000);
    for (const owner of [session, client, stream]) {
      assert.strictEqual(owner[timeout]._idleTimeout, 987_000);
      assert.strictEqual(owner[timeout].hasRef(), false);
    }
    session.socket.setTimeout(654_000);
    assert.strictEqual(session[timeout]._idleTimeout, 654_000);
    session.setTimeout(0);
    assert.strictEqual(session[timeout]._idleTimeout, -1);
  });

  it('show no timer of a session that has no timeout', async () => {
    assert.strictEqual(own(connect(await serving()), 'timeout'), null);
  });

  it('show the options of a server, and what updateSettings() adds to them', () => {
    for (const server of [http2.createServer({ settings: { enablePush: false } }),
      http2.createSecureServer({ ...certificate, settings: { enablePush: false } })]) {
      const options = own(server, 'options');
      assert.deepStrictEqual({ ...options.settings }, { enablePush: false });
      assert.strictEqual(options.unknownProtocolTimeout, 10_000);
      assert.strictEqual(options.Http2ServerRequest, http2.Http2ServerRequest);
      server.updateSettings({ maxFrameSize: 20_000 });
      assert.deepStrictEqual({ ...own(server, 'options').settings },
        { enablePush: false, maxFrameSize: 20_000 });
    }
  });

  it('make sessions of a server by the options that it shows', async () => {
    const server = await serving();
    own(server, 'options').settings.maxConcurrentStreams = 7;
    const [settings] = await once(connect(server), 'remoteSettings');
    assert.strictEqual(settings.maxConcurrentStreams, 7);
  });

  // Before, the defaults were other ones.
  if (!olderThan(24)) {
    it('show the options for HTTP/1 with the classes', () => {
      class Message {}
      const server = http2.createSecureServer({ ...certificate, Http1IncomingMessage: Message });
      assert.deepStrictEqual(own(server, 'options').http1Options, { IncomingMessage: Message });
      assert.strictEqual(own(server, 'options').strictSingleValueFields, true);
    });
  }
});
