'use strict';

const assert = require('node:assert');
const net = require('node:net');
const { answerOf, ask, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');

describe('request.socket and response.socket', () => {
  afterEach(closeEverything);

  it('are one proxy, also named connection', async () => {
    await answerOf((request, response) => {
      const { socket } = request;
      assert.strictEqual(request.socket, socket);
      assert.strictEqual(response.socket, socket);
      assert.strictEqual(request.connection, socket);
      assert.strictEqual(response.connection, socket);
      assert(socket instanceof net.Socket);
      response.end();
    });
  });

  it('show what the socket shows', async () => {
    await answerOf((request, response) => {
      const { socket } = request;
      assert.match(socket.remoteAddress, /127\.0\.0\.1$/);
      assert.strictEqual(socket.address().port, socket.localPort);
      assert.strictEqual(socket.encrypted, undefined);
      assert.strictEqual('remoteAddress' in socket, true);
      socket.mark = 5;
      assert.strictEqual(response.socket.mark, 5);
      response.end();
    });
  });

  it('take state and events from the stream', async () => {
    const closed = await new Promise((resolve) => {
      answerOf((request, response) => {
        const { socket, stream } = request;
        for (const name of ['destroyed', 'readable', 'writable']) {
          assert.strictEqual(socket[name], stream[name], name);
        }
        socket.once('close', () => resolve(stream.destroyed));
        response.end();
      });
    });
    assert.strictEqual(closed, true);
  });

  it('end and destroy the stream alone', async () => {
    const session = await serving((request, response) => {
      response.writeHead(200);
      if (request.url === '/end') request.socket.end('through the proxy');
      else request.socket.destroy();
    });
    const ended = await ask(session, { ':path': '/end' });
    const destroyed = await ask(session, { ':path': '/destroy' });
    assert.deepStrictEqual([ended.body, destroyed.body], ['through the proxy', '']);
    assert.strictEqual(session.destroyed, false);
  });

  it('set the timeout of the session', async () => {
    await answerOf((request, response) => {
      const { session } = response.stream;
      assert.strictEqual(request.socket.setTimeout(10000), session);
      response.end();
    });
  });

  for (const name of ['pause', 'read', 'resume', 'write']) {
    it(`refuse ${name}`, async () => {
      const expected = {
        code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
        message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
      };
      await answerOf((request, response) => {
        assert.throws(() => request.socket[name], expected);
        assert.throws(() => { request.socket[name] = () => {}; }, expected);
        response.end();
      });
    });
  }

  it('are undefined on a response that has closed', async () => {
    const socket = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.on('close', () => resolve(response.socket));
        response.end();
      });
    });
    assert.strictEqual(socket, undefined);
  });
});
