'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { ServerResponse } = require('node:http');
const { WebSocket, WebSocketServer } = require('ws');
const http2 = require('../../..');
const builtinHttp2 = require('node:http2');
const { acceptWebSockets } = require('native-http2/websocket');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen, originOf } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { CARRIERS, dial, echo, serveWebSockets } = require('../../support/web-sockets');

const WEBSOCKET = { ':method': 'CONNECT', ':protocol': 'websocket', 'sec-websocket-version': '13' };

describe('A server that accepts WebSockets', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  /** A server whose `'upgrade'` events `handle` gets, and a session to it that knows its settings. */
  async function upgrading(handle, options = undefined) {
    const server = options ? http2.createSecureServer(options) : http2.createServer();
    acceptWebSockets(server);
    if (handle) server.on('upgrade', handle);
    return { server: await listen(server), session: await settled(connect(server)) };
  }

  async function settled(session) {
    await once(session, 'remoteSettings');
    return session;
  }

  /** What a client that `handle` refuses gets: the status, the headers and the body. */
  async function refusalBy(handle) {
    const { server } = await upgrading(handle);
    const { socket } = dial(server);
    const [, response] = await once(socket, 'unexpected-response');
    return { status: response.statusCode, headers: response.headers, body: await textOf(response) };
  }

  it('serves HTTP/1, HTTP/2 and WebSockets over both on one port', async () => {
    const { server, sockets } = await serveWebSockets({ ...certificate, allowHTTP1: true }, {},
      (request, response) => response.end(request.httpVersion));
    echo(sockets);
    const versions = [];
    sockets.on('connection', (socket, request) => versions.push(request.httpVersion));
    const old = new WebSocket(`wss://127.0.0.1:${server.address().port}`, { rejectUnauthorized: false });
    closeLater({ destroy: () => old.terminate() });
    const { session, socket } = dial(server);
    for (const client of [old, socket]) {
      if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
      client.send('hello');
      assert.strictEqual(`${(await once(client, 'message'))[0]}`, 'hello');
    }
    assert.strictEqual((await ask(session)).body, '2.0');
    assert.deepStrictEqual(versions.sort(), ['1.1', '2.0']);
  });

  for (const [carrier, secure] of Object.entries(CARRIERS)) {
    it(`shows the request as one of HTTP/1, over ${carrier}`, async () => {
      const { server, sockets } = await serveWebSockets(secure, { path: '/chat' });
      const accepted = once(sockets, 'connection');
      dial(server, '/chat?a=b', { headers: { 'cookie': 'a=1; b=2', 'x-own': 'yes' }, origin: 'http://page' });
      const [, request] = await accepted;
      const { cookie, host, connection, upgrade, origin } = request.headers;
      assert.deepStrictEqual([request.method, request.url, request.headers['x-own']],
        ['GET', '/chat?a=b', 'yes']);
      assert.deepStrictEqual({ cookie, host, connection, upgrade, origin }, {
        cookie: 'a=1; b=2', host: new URL(originOf(server)).host, connection: 'Upgrade',
        upgrade: 'websocket', origin: 'http://page',
      });
      assert.ok(request.rawHeaders.includes('x-own') && !request.rawHeaders.includes(':path'));
      assert.ok(['127.0.0.1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress));
      assert.strictEqual(request.socket.encrypted, secure ? true : undefined);
      assert.strictEqual(request.stream.session.alpnProtocol, secure ? 'h2' : 'h2c');
      assert.strictEqual(await textOf(request), '');
    });
  }

  it('sends what verifyClient refuses with: status, headers and body', async () => {
    const { server } = await serveWebSockets(undefined, {
      verifyClient: (info, done) => done(false, 418, 'No coffee', { 'x-kind': 'teapot' }),
    });
    const { socket } = dial(server);
    const [, response] = await once(socket, 'unexpected-response');
    assert.deepStrictEqual([response.statusCode, response.headers['x-kind'], await textOf(response)],
      [418, 'teapot', 'No coffee']);
  });

  it('sends a refusal that is written as text, in pieces', async () => {
    const { status, headers, body } = await refusalBy((request, socket) => {
      socket.write('HTTP/1.1 40');
      socket.write('3 Forbidden\r\nConnection: close\r\nX-Own: 1\r\nX-Own: 2\r\n\r');
      setImmediate(() => {
        socket.write('\nnot ');
        socket.end('here');
      });
    });
    assert.deepStrictEqual([status, headers['x-own'], body], [403, '1, 2', 'not here']);
  });

  it('resets the rest of a request that was refused with NO_ERROR', async () => {
    const { session } = await upgrading((request, socket) => {
      socket.write('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy');
    });
    const { headers, body, rstCode } = await ask(session, WEBSOCKET);
    assert.deepStrictEqual([headers[':status'], body, rstCode], [503, 'busy', 0]);
  });

  it('sends a refusal of a ServerResponse', async () => {
    const { status, body } = await refusalBy((request, socket) => {
      const response = new ServerResponse(request);
      response.assignSocket(socket);
      response.writeHead(401, { 'content-length': 2 });
      response.end('no');
    });
    assert.deepStrictEqual([status, body], [401, 'no']);
  });

  it('resets the stream of a socket that is destroyed', async () => {
    const { session } = await upgrading((request, socket) => socket.destroy());
    const { rstCode, headers } = await ask(session, WEBSOCKET);
    assert.deepStrictEqual([rstCode, headers], [8, undefined]);
  });

  it('resets the stream when the answer is none of HTTP/1', async () => {
    const failed = [];
    const { session } = await upgrading((request, socket) => {
      socket.on('error', (error) => failed.push(error.message));
      socket.write('HTTP/2 200\r\n\r\n');
    });
    assert.strictEqual((await ask(session, WEBSOCKET)).rstCode, 8);
    assert.deepStrictEqual(failed, ['"HTTP/2 200" does not begin a response of HTTP/1']);
  });

  it('keeps WebSockets from listeners of stream, request and connect', async () => {
    const heard = [];
    const { server, session } = await upgrading((request, socket) => {
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    });
    for (const event of ['stream', 'request', 'connect']) server.on(event, () => heard.push(event));
    assert.strictEqual((await ask(session, WEBSOCKET)).headers[':status'], 404);
    assert.deepStrictEqual(heard, []);
  });

  it('leaves other protocols, and the plain CONNECT, to the server', async () => {
    const { server, session } = await upgrading(() => assert.fail('no WebSocket'));
    server.on('stream', (stream, headers) => {
      stream.respond({ 'x-protocol': headers[':protocol'] ?? 'none' }, { endStream: true });
    });
    const other = await ask(session, { ...WEBSOCKET, ':protocol': 'connect-udp' });
    assert.strictEqual(other.headers['x-protocol'], 'connect-udp');
    const plain = session.request({ ':method': 'CONNECT', ':authority': 'a:1' });
    assert.strictEqual((await once(plain, 'response'))[0]['x-protocol'], 'none');
  });

  it('answers with 405, as without WebSockets, when nobody listens for upgrades', async () => {
    const { server, session } = await upgrading();
    server.on('request', () => assert.fail('no request'));
    assert.strictEqual((await ask(session, WEBSOCKET)).headers[':status'], 405);
  });

  it('lives on when the client leaves before its handler listens for errors', async () => {
    let closed;
    const { session } = await upgrading((request, socket) => {
      closed = new Promise((resolve) => { socket.on('close', resolve); });
    });
    const stream = session.request(WEBSOCKET);
    while (closed === undefined) await new Promise((resolve) => { session.ping(resolve); });
    stream.close(2);
    await once(stream, 'error');
    await closed;
  });

  it('reports a reset to a handler that listens for errors', async () => {
    let failed;
    const { session } = await upgrading((request, socket) => { failed = once(socket, 'error'); });
    const stream = session.request(WEBSOCKET);
    while (failed === undefined) await new Promise((resolve) => { session.ping(resolve); });
    stream.close(8);
    stream.destroy();
    const [error] = await failed;
    assert.deepStrictEqual([error.code, error.message],
      ['ECONNRESET', 'The stream was closed before its end, with error code 8']);
  });

  it('delivers what a client has sent in full, though its connection is lost at once', async () => {
    const message = 'x'.repeat(50_000);
    let got;
    const { session } = await upgrading((request, socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      got = textOf(socket);
    });
    const stream = session.request(WEBSOCKET);
    await once(stream, 'response');
    stream.end(message);
    await once(stream, 'finish');
    session.socket.destroy();
    assert.strictEqual((await got).length, message.length);
  });

  it('talks to the client of the builtin, whose frames are made by hand', async () => {
    const { server, sockets } = await serveWebSockets();
    echo(sockets);
    const session = closeLater(builtinHttp2.connect(originOf(server)));
    await settled(session);
    const stream = session.request(WEBSOCKET);
    const [headers] = await once(stream, 'response');
    assert.strictEqual(headers[':status'], 200);
    for (const name of ['connection', 'upgrade', 'sec-websocket-accept']) assert.ok(!(name in headers));
    // A masked text "hi" with the mask 0 (RFC 6455, 5.2), answered by an unmasked one.
    stream.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]));
    assert.deepStrictEqual((await once(stream, 'data'))[0], Buffer.from([0x81, 0x02, 0x68, 0x69]));
  });

  it('refuses what is no server of this package', () => {
    for (const wrong of [undefined, {}, builtinHttp2.createServer()]) {
      assert.throws(() => acceptWebSockets(wrong), { code: 'ERR_INVALID_ARG_TYPE' });
    }
  });

  it('takes the WebSocketServer of a program that routes by path', async () => {
    const [a, b] = ['/a', '/b'].map(() => new WebSocketServer({ noServer: true }));
    const servers = { '/a': a, '/b': b };
    const { server } = await upgrading((request, socket, head) => {
      servers[request.url].handleUpgrade(request, socket, head, (ws) => ws.send(`at ${request.url}`));
    });
    for (const path of Object.keys(servers)) {
      const { socket } = dial(server, path);
      assert.strictEqual(`${(await once(socket, 'message'))[0]}`, `at ${path}`);
    }
  });
});
