'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const builtinHttp2 = require('node:http2');
const { WebSocket } = require('ws');
const http2 = require('../../..');
const { acceptWebSockets, connectWebSocket } = require('native-http2/websocket');
const { ask } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { closeOf, dial, echo, serveWebSockets } = require('../../support/web-sockets');

const SWITCHING = 'HTTP/1.1 101 Switching Protocols\r\n\r\n';

describe('A WebSocket over a session', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  /** A server whose extended CONNECTs `handle` gets as streams. */
  async function tunnelling(handle, { createServer } = http2) {
    const server = createServer({ settings: { enableConnectProtocol: true } });
    server.on('stream', handle);
    return listen(server);
  }

  it('is of the class that the program gives, with an address of the session', async () => {
    class Own extends WebSocket {}
    const { server } = await serveWebSockets();
    const { socket } = dial(server, '/a?b=c', { WebSocket: Own });
    assert.ok(socket instanceof Own);
    assert.strictEqual(socket.url, `ws://localhost:${server.address().port}/a?b=c`);
    await once(socket, 'open');
  });

  it('sends the headers, the origin, the user and the subprotocols of its options', async () => {
    const received = new Promise((resolve) => {
      tunnelling((stream, headers) => {
        resolve(headers);
        stream.close();
      }).then((server) => {
        dial(server, '/', {
          headers: { 'x-own': '1', 'host': 'example.org' }, auth: 'me:secret', origin: 'http://page',
          protocols: ['a', 'b'],
        }).socket.on('error', () => {});
      });
    });
    const extensions = 'permessage-deflate; client_max_window_bits';
    assert.deepStrictEqual(Object.fromEntries(Object.entries(await received)), {
      ':method': 'CONNECT',
      ':protocol': 'websocket',
      ':scheme': 'http',
      ':authority': 'example.org',
      ':path': '/',
      'authorization': 'Basic bWU6c2VjcmV0',
      'origin': 'http://page',
      'sec-websocket-extensions': extensions,
      'sec-websocket-protocol': 'a,b',
      'sec-websocket-version': '13',
      'x-own': '1',
    });
  });

  it('talks to a server of the builtin, whose frames are made by hand', async () => {
    const server = await tunnelling((stream) => {
      stream.respond({ ':status': 200 });
      stream.on('data', ([type, length, ...mask]) => {
        assert.deepStrictEqual([type, length & 0x7F], [0x81, 2]);
        const text = mask.slice(4).map((byte, n) => byte ^ mask[n % 4]);
        stream.write(Buffer.from([0x81, 0x02, ...text]));
      });
    }, builtinHttp2);
    const { socket } = dial(server);
    await once(socket, 'open');
    socket.send('hi');
    assert.strictEqual(`${(await once(socket, 'message'))[0]}`, 'hi');
  });

  it('may be made before, and long after, the session is connected', async () => {
    const { server, sockets } = await serveWebSockets(undefined, {},
      (request, response) => response.end('page'));
    echo(sockets);
    const { session, socket } = dial(server);
    await once(socket, 'open');
    assert.strictEqual((await ask(session)).body, 'page');
    await once(connectWebSocket(session, '/', { WebSocket }), 'open');
  });

  it('fails when the server does not enable extended CONNECT, before its SETTINGS and after', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', () => assert.fail('no request is sent'));
    const { session, socket } = dial(server);
    const other = connectWebSocket(session, '/', { WebSocket });
    const errors = [once(socket, 'error'), once(other, 'error')];
    for (const [error] of await Promise.all(errors)) {
      assert.strictEqual(error.code, 'ERR_HTTP2_NO_EXTENDED_CONNECT');
    }
    const [late] = await once(connectWebSocket(session, '/', { WebSocket }), 'error');
    assert.strictEqual(late.code, 'ERR_HTTP2_NO_EXTENDED_CONNECT');
    assert.deepStrictEqual(session.listeners('remoteSettings'), []);
  });

  it('fails with the error of its session', async () => {
    const { server } = await serveWebSockets();
    const { session, socket } = dial(server);
    session.destroy();
    const [early] = await once(socket, 'error');
    assert.match(early.code, /ERR_HTTP2_INVALID_SESSION|ERR_HTTP2_STREAM_CANCEL/);
    const [late] = await once(connectWebSocket(session, '/', { WebSocket }), 'error');
    assert.strictEqual(late.code, 'ERR_HTTP2_INVALID_SESSION');
  });

  it('fails when the server refuses the stream', async () => {
    const server = await tunnelling((stream) => stream.on('error', () => {}).close(7));
    const [error] = await once(dial(server).socket, 'error');
    assert.deepStrictEqual([error.code, error.message],
      ['ERR_HTTP2_STREAM_ERROR', 'Stream closed with error code NGHTTP2_REFUSED_STREAM']);
  });

  it('fails when the server ends the stream without an answer', async () => {
    const server = await tunnelling((stream) => stream.close(8));
    const [error] = await once(dial(server).socket, 'error');
    assert.strictEqual(error.code, 'ECONNRESET');
  });

  it('shows an answer that does not open it', async () => {
    const server = await tunnelling((stream) => {
      stream.respond({ ':status': 403, 'x-why': 'no' });
      stream.end('forbidden');
    });
    const [, response] = await once(dial(server).socket, 'unexpected-response');
    assert.deepStrictEqual([response.statusCode, response.headers['x-why'], await textOf(response)],
      [403, 'no', 'forbidden']);
    const [error] = await once(dial(server).socket, 'error');
    assert.strictEqual(error.message, 'Unexpected server response: 403');
  });

  it('opens with any 2xx', async () => {
    const server = await tunnelling((stream) => stream.respond({ ':status': 204 }));
    await once(dial(server).socket, 'open');
  });

  it('fails when the server takes a subprotocol that was not offered', async () => {
    const server = await tunnelling((stream) => {
      stream.on('error', () => {});
      stream.respond({ 'sec-websocket-protocol': 'other' });
    });
    const [error] = await once(dial(server, '/', { protocols: 'mine' }).socket, 'error');
    assert.strictEqual(error.message, 'Server sent an invalid subprotocol');
  });

  it('gives up after handshakeTimeout', async () => {
    const reset = new Promise((resolve) => {
      tunnelling((stream) => stream.on('close', () => resolve(stream.rstCode))).then((server) => {
        dial(server, '/', { handshakeTimeout: 30 }).socket.on('error', (error) => {
          assert.strictEqual(error.message, 'Opening handshake has timed out');
        });
      });
    });
    assert.strictEqual(await reset, 8);
  });

  it('is not ended by handshakeTimeout once it is open', async () => {
    const { server, sockets } = await serveWebSockets();
    echo(sockets);
    const { socket, session } = dial(server, '/', { handshakeTimeout: 1000 });
    await once(socket, 'open');
    assert.strictEqual(socket._socket.listenerCount('timeout'), 0);
    assert.strictEqual(session.destroyed, false);
  });

  it('can be closed before it is open', async () => {
    const reset = [];
    const server = await tunnelling((stream) => reset.push(once(stream, 'close')));
    for (const end of ['close', 'terminate']) {
      const { socket } = dial(server);
      const ended = closeOf(socket);
      const failed = once(socket, 'error');
      socket[end]();
      assert.match((await failed)[0].message, /before the connection was established/);
      assert.deepStrictEqual(await ended, [1006, '']);
    }
    const { socket, session } = dial(server);
    socket.on('error', () => {});
    await once(session, 'remoteSettings');
    while (reset.length === 0) await new Promise((resolve) => { session.ping(resolve); });
    socket.terminate();
    await Promise.all(reset);
  });

  it('follows a redirection to its own server, and to no other', async () => {
    const server = http2.createServer();
    acceptWebSockets(server);
    server.on('upgrade', ({ url }, socket) => {
      const { port } = server.address();
      const places = { '/here': `http://localhost:${port}/there`, '/away': 'http://example.org/there' };
      const location = places[url];
      if (location) socket.end(`HTTP/1.1 302 Found\r\nLocation: ${location}\r\n\r\n`);
      else socket.write(SWITCHING);
    });
    await listen(server);
    const { socket, session } = dial(server, '/here', { followRedirects: true });
    await once(socket, 'open');
    assert.strictEqual(new URL(socket.url).pathname, '/there');
    const other = connectWebSocket(session, '/away', { WebSocket, followRedirects: true });
    const [error] = await once(other, 'error');
    assert.strictEqual(error.code, 'ERR_HTTP2_WEBSOCKET_ORIGIN');
  });

  it('checks its arguments', async () => {
    const server = await listen(http2.createServer());
    const session = connect(server);
    const wrong = [
      [() => connectWebSocket({}, '/', { WebSocket }), /session/],
      [() => connectWebSocket(session, '/'), /options/],
      [() => connectWebSocket(session, '/', {}), /options\.WebSocket/],
    ];
    for (const [call, name] of wrong) {
      assert.throws(call, { code: 'ERR_INVALID_ARG_TYPE', message: name });
    }
  });
});
