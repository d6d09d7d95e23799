'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { builtin } = require('../../support/oracle');
const { closeEverything } = require('../../support/listening');
const { bothEnds, CARRIERS, closeOf, dial, echo, serveWebSockets } = require('../../support/web-sockets');

const LARGE = 3_000_000;

for (const carrier of Object.keys(CARRIERS)) {
  describe(`A WebSocket of ws over ${carrier}`, () => {
    before(function skip() { if (builtin) this.skip(); });
    afterEach(closeEverything);

    async function echoing(options, clientOptions) {
      const { server, sockets } = await serveWebSockets(CARRIERS[carrier], options);
      echo(sockets);
      const { socket, session } = dial(server, '/echo?a=b', clientOptions);
      await once(socket, 'open');
      return { socket, session };
    }

    async function answerTo(socket, message) {
      socket.send(message);
      const [data, isBinary] = await once(socket, 'message');
      return isBinary ? data : data.toString();
    }

    it('carries text, binary and empty messages', async () => {
      const { socket } = await echoing();
      assert.strictEqual(await answerTo(socket, 'grüße'), 'grüße');
      assert.deepStrictEqual(await answerTo(socket, Buffer.from([0, 255])), Buffer.from([0, 255]));
      assert.strictEqual(await answerTo(socket, ''), '');
    });

    it('carries a message larger than all windows and frames', async () => {
      const { socket } = await echoing();
      const message = Buffer.alloc(LARGE, 'abcdefg');
      const answer = await answerTo(socket, message);
      assert.ok(message.equals(answer), `${answer.length} bytes came back`);
    });

    it('carries 1,000 messages in their order', async () => {
      const { socket } = await echoing();
      const got = [];
      for (let n = 0; n < 1000; n++) socket.send(`${n}`);
      for await (const [data] of messagesOf(socket)) if (got.push(Number(data)) === 1000) break;
      assert.deepStrictEqual(got, Array.from({ length: 1000 }, (_, n) => n));
    });

    it('compresses with permessage-deflate', async () => {
      const { socket, session } = await echoing({ perMessageDeflate: { threshold: 0 } },
        { perMessageDeflate: { threshold: 0 } });
      assert.strictEqual(socket.extensions, 'permessage-deflate');
      const before = session.socket.bytesWritten;
      const message = 'all work and no play '.repeat(10_000);
      assert.strictEqual(await answerTo(socket, message), message);
      assert.ok(session.socket.bytesWritten - before < message.length / 10);
    });

    it('agrees on a subprotocol', async () => {
      const { socket } = await echoing({ handleProtocols: (offered) => [...offered].at(-1) },
        { protocols: ['one', 'two'] });
      assert.strictEqual(socket.protocol, 'two');
    });

    it('answers pings', async () => {
      const { client, ours } = await bothEnds(carrier);
      client.ping('from the client');
      ours.ping('from the server');
      const [[one], [other]] = await Promise.all([once(client, 'pong'), once(ours, 'pong')]);
      assert.deepStrictEqual([`${one}`, `${other}`], ['from the client', 'from the server']);
    });

    it('shows both ends how the other has closed, and ends the stream in order', async () => {
      for (const closes of ['client', 'ours']) {
        const ends = await bothEnds(carrier);
        const { stream } = ends.request;
        const closed = Promise.all([closeOf(ends.client), closeOf(ends.ours), once(stream, 'close')]);
        ends[closes].close(4321, 'enough');
        assert.deepStrictEqual((await closed).slice(0, 2), [[4321, 'enough'], [4321, 'enough']]);
        assert.strictEqual(stream.rstCode, 0);
      }
    });

    it('sends what was written before close()', async () => {
      const { client, ours } = await bothEnds(carrier);
      const message = Buffer.alloc(LARGE, 'z');
      const got = once(ours, 'message');
      client.send(message);
      client.close();
      assert.ok(message.equals((await got)[0]));
      assert.deepStrictEqual(await closeOf(client), [1005, '']);
    });

    it('shows the other end 1006 when one is terminated, and resets the stream with CANCEL', async () => {
      for (const [leaves, stays] of [['client', 'ours'], ['ours', 'client']]) {
        const ends = await bothEnds(carrier);
        const closed = closeOf(ends[stays]);
        ends[leaves].terminate();
        assert.deepStrictEqual(await closed, [1006, '']);
        assert.strictEqual(ends.request.stream.rstCode, 8, leaves);
      }
    });

    it('ends with 1006 on both ends when the session is destroyed', async () => {
      const { client, ours, session } = await bothEnds(carrier);
      const closed = Promise.all([closeOf(client), closeOf(ours)]);
      session.destroy();
      assert.deepStrictEqual(await closed, [[1006, ''], [1006, '']]);
    });

    it('ends with 1006 on both ends when the connection is reset', async () => {
      const { client, ours, server } = await bothEnds(carrier);
      const closed = Promise.all([closeOf(client), closeOf(ours)]);
      ours._socket.session.socket.destroy();
      assert.deepStrictEqual(await closed, [[1006, ''], [1006, '']]);
      assert.ok(server.listening);
    });

    it('closes with 1002 what is no frame', async () => {
      const { client, ours } = await bothEnds(carrier);
      const closed = closeOf(ours);
      ours._socket.write(Buffer.from([0xFF, 0xFF, 0xFF, 0xFF]));
      assert.deepStrictEqual([await once(client, 'error').then(([{ code }]) => code), await closed],
        ['WS_ERR_UNEXPECTED_RSV_2_3', [1002, '']]);
    });

    it('closes with 1009 what is too large', async () => {
      const { client } = await bothEnds(carrier, { maxPayload: 1000 });
      const closed = closeOf(client);
      client.send(Buffer.alloc(2000));
      assert.deepStrictEqual(await closed, [1009, '']);
    });

    it('is one of many on its session', async () => {
      const { server, sockets } = await serveWebSockets(CARRIERS[carrier]);
      echo(sockets);
      const { session, socket } = dial(server);
      const { connectWebSocket } = require('native-http2/websocket');
      const { WebSocket } = require('ws');
      const all = [socket];
      for (let n = 0; n < 40; n++) all.push(connectWebSocket(session, '/', { WebSocket }));
      await Promise.all(all.map(async (one, n) => {
        await once(one, 'open');
        assert.strictEqual(await answerTo(one, `${n}`), `${n}`);
      }));
      assert.strictEqual(sockets.clients.size, all.length);
    });
  });
}

/** The messages of a WebSocket as they come. */
async function* messagesOf(socket) {
  const { on } = require('node:events');
  yield* on(socket, 'message');
}
