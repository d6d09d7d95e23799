'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { WebSocket, WebSocketServer } = require('ws');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('ws on a secure server with allowHTTP1', () => {
  afterEach(closeEverything);

  it('echoes to a WebSocket while the same port answers HTTP/2', async () => {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true },
      (request, response) => response.end(request.httpVersion)));
    const sockets = new WebSocketServer({ server });
    sockets.on('connection', (socket) => socket.on('message', (data) => socket.send(`<${data}>`)));

    const client = new WebSocket(`wss://127.0.0.1:${server.address().port}`,
      { rejectUnauthorized: false });
    await once(client, 'open');
    client.send('hello');
    const [echo] = await once(client, 'message');
    assert.strictEqual(echo.toString(), '<hello>');
    assert.strictEqual((await ask(connect(server))).body, '2.0');

    client.close();
    await once(client, 'close');
    sockets.close();
  });

  /** A server that echoes, and a client that is connected to it. */
  async function echoing(path = '/') {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true }));
    const sockets = new WebSocketServer({ noServer: true });
    server.on('upgrade', (request, socket, head) => {
      if (request.url !== '/') {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (accepted) => {
        accepted.on('message', (data, isBinary) => accepted.send(data, { binary: isBinary }));
        accepted.on('close', (code) => sockets.emit('gone', code));
      });
    });
    const client = new WebSocket(`wss://127.0.0.1:${server.address().port}${path}`,
      { rejectUnauthorized: false });
    return { client, sockets };
  }

  it('carries large binary messages', async () => {
    const { client } = await echoing();
    await once(client, 'open');
    const message = Buffer.alloc(500_000, 'abc');
    client.send(message);
    const [echo, isBinary] = await once(client, 'message');
    assert.ok(isBinary && message.equals(echo));
    client.close();
    await once(client, 'close');
  });

  it('tells both sides how a WebSocket was closed, or that it is lost', async () => {
    const ways = { 4000: (client) => client.close(4000), 1006: (client) => client.terminate() };
    for (const [code, leave] of Object.entries(ways)) {
      const { client, sockets } = await echoing();
      await once(client, 'open');
      const gone = once(sockets, 'gone');
      leave(client);
      assert.deepStrictEqual(await gone, [Number(code)]);
    }
  });

  it('lets a handler of upgrade refuse', async () => {
    const { client } = await echoing('/none');
    const [error] = await once(client, 'error');
    assert.match(error.message, /404/);
  });
});
