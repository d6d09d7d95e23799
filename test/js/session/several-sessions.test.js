'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

const sayPort = (stream) => {
  stream.respond();
  stream.end(String(stream.session.socket.localPort));
};

describe('Several sessions', () => {
  afterEach(closeEverything);

  it('to several servers do not mix', async () => {
    const servers = await Promise.all([
      listen(http2.createServer().on('stream', sayPort)),
      listen(http2.createServer().on('stream', sayPort)),
      listen(http2.createSecureServer(certificate).on('stream', sayPort)),
    ]);
    const sessions = servers.flatMap((server) => [connect(server), connect(server)]);
    for (let round = 0; round < 5; round++) {
      const texts = await Promise.all(sessions.map((session) => textOf(session.request())));
      const ports = servers.flatMap((server) => Array(2).fill(String(server.address().port)));
      assert.deepStrictEqual(texts, ports);
    }
  });

  it('of one server are independent: one is destroyed, the other goes on', async () => {
    const server = await listen(http2.createServer().on('stream', sayPort));
    const [one, two] = [connect(server), connect(server)];
    await Promise.all([textOf(one.request()), textOf(two.request())]);
    const closed = once(one, 'close');
    one.destroy();
    await closed;
    assert.strictEqual(await textOf(two.request()), String(server.address().port));
  });

  it('go on when a handler has given away the memory of what it has read', async () => {
    const given = [];
    const server = await listen(http2.createServer().on('stream', async (stream, headers) => {
      stream.respond();
      if (headers[':path'] === '/give') {
        const [{ buffer }] = await once(stream, 'data');
        given.push(structuredClone(buffer, { transfer: [buffer] }));
        stream.end('given');
      } else {
        stream.end(await bodyOf(stream));
      }
    }));
    const [giver, other] = [connect(server), connect(server)];
    const giving = giver.request({ ':method': 'POST', ':path': '/give' });
    giving.end(Buffer.alloc(8000, 'a'));
    assert.strictEqual(await textOf(giving), 'given');
    const before = Buffer.from(given[0].slice(0));
    for (const letter of 'bcd') {
      const body = Buffer.alloc(20_000, letter);
      const echo = other.request({ ':method': 'POST' });
      echo.end(body);
      assert.ok((await bodyOf(echo)).equals(body));
    }
    assert.ok(Buffer.from(given[0]).equals(before), 'it is nobody else\'s');
  });
});
