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
});
