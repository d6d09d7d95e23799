'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { duplexPair } = require('../../support/duplex-pair');
const { fakeClocks } = require('../../support/fake-clocks');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');
const { itIsWanted } = require('../../support/oracle');

const HOUR = 3600e3;
const POST = { ':method': 'POST' };
const { NGHTTP2_CANCEL } = http2.constants;

// With clocks that stand still these pairs work on: a Duplex of ours must not need setImmediate().
const { setImmediate: soon } = globalThis;

const CONNECTIONS = {
  TCP: async (event, handler) => connect(await listen(http2.createServer().on(event, handler))),
  TLS: async (event, handler) => {
    const server = http2.createSecureServer(certificate).on(event, handler);
    return connect(await listen(server));
  },
  'a Duplex': async (event, handler) => {
    const [ours, theirs] = duplexPair(soon);
    http2.createServer().on(event, handler).emit('connection', theirs);
    return closeLater(http2.connect('http://localhost', { createConnection: () => ours }));
  },
};

function hello(stream) {
  stream.respond();
  stream.end('hello');
}

for (const [tool, stop] of Object.entries(fakeClocks)) {
  describe(`While ${tool} stops the clocks`, () => {
    expectWarnings('MockTimers');

    let clock;

    /** Stops the clocks when the connection is there. */
    async function serve(handler = hello, over = 'TCP', event = 'stream') {
      const client = await CONNECTIONS[over](event, handler);
      clock = stop();
      return client;
    }

    afterEach(async () => {
      clock.restore();
      await closeEverything();
    });

    for (const over of Object.keys(CONNECTIONS)) {
      it(`a session over ${over} closes after a response that is read late`, async () => {
        const client = await serve(hello, over);
        const request = client.request();
        await once(request, 'response');
        const closed = once(client, 'close');
        client.close();
        assert.strictEqual(await textOf(request), 'hello');
        await closed;
      });

      it(`a request over ${over} can be cancelled`, async () => {
        const client = await serve((stream) => stream.respond(), over);
        const request = client.request();
        await once(request, 'response');
        request.close(NGHTTP2_CANCEL);
        await once(request, 'close');
        assert.strictEqual(request.rstCode, NGHTTP2_CANCEL);
      });

      it(`a destroyed session over ${over} closes`, async () => {
        const client = await serve((stream) => stream.respond(), over);
        await once(client.request().on('error', () => {}), 'response');
        client.destroy();
        await once(client, 'close');
      });

      it(`a session over ${over} that is idle closes`, async () => {
        const client = await serve(hello, over);
        await textOf(client.request());
        client.close();
        await once(client, 'close');
      });
    }

    it('a request whose body nobody reads ends with its response', async () => {
      const client = await serve();
      const request = client.request(POST);
      assert.strictEqual(await textOf(request), 'hello');
      assert.strictEqual(request.rstCode, http2.constants.NGHTTP2_NO_ERROR);
    });

    it('several writes, trailers and the callbacks of writes arrive', async () => {
      const written = [];
      const client = await serve((stream) => {
        stream.respond({}, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ last: 'yes' }));
        stream.write('a', () => written.push('a'));
        stream.write('b', () => written.push('b'));
        stream.end('c', () => written.push('c'));
      });
      const request = client.request();
      const trailers = once(request, 'trailers');
      assert.strictEqual(await textOf(request), 'abc');
      assert.strictEqual((await trailers)[0].last, 'yes');
      assert.deepStrictEqual(written, ['a', 'b', 'c']);
    });

    it('the Compatibility API pushes, and confirms the end of a response', async () => {
      const ended = [];
      const client = await serve((request, response) => {
        response.createPushResponse({ ':path': '/pushed' }, (error, pushed) => {
          pushed.end('pushed');
          response.end('asked', () => ended.push(response.writableEnded));
        });
      }, 'TCP', 'request');
      const push = once(client, 'stream');
      assert.strictEqual(await textOf(client.request()), 'asked');
      assert.strictEqual(await textOf((await push)[0]), 'pushed');
      assert.deepStrictEqual(ended, [true]);
    });

    it('a file is sent', async () => {
      const client = await serve((stream) => stream.respondWithFile(__filename));
      assert.match(await textOf(client.request()), /^'use strict';/);
    });

    it('a session that is closed refuses requests', async () => {
      const client = await serve((stream) => stream.respond());
      const open = client.request();
      await once(open, 'response');
      client.close();
      const refusal = { code: 'ERR_HTTP2_GOAWAY_SESSION' };
      // Older Nodes throw it.
      await assert.rejects(async () => once(client.request(), 'close'), refusal);
      open.close(NGHTTP2_CANCEL);
    });

    const title = 'acknowledgements of PING and SETTINGS come after the time that they took';
    itIsWanted('Observing', title, async () => {
      const client = await serve();
      await textOf(client.request());
      const pinged = await new Promise((resolve) => { client.ping((error, took) => resolve(took)); });
      const set = await new Promise((resolve) => {
        client.settings({}, (error, settings, took) => resolve(took));
      });
      for (const took of [pinged, set]) assert.ok(took > 0 && took < HOUR, `${took} ms`);
    });

    it('the date of a response is the day of the world', async () => {
      const before = Date.now();
      const client = await serve();
      const request = client.request();
      const [headers] = await once(request, 'response');
      request.resume();
      assert.ok(Math.abs(Date.parse(headers.date) - before) < HOUR, headers.date);
    });

    it('timeouts of sessions and streams follow the clock of the world', async () => {
      const client = await serve((stream) => stream.respond());
      const request = client.request();
      await once(request, 'response');
      for (const one of [client, request]) one.setTimeout(HOUR, () => assert.fail('too early'));
      clock.tick(2 * HOUR);
      for (const one of [client, request]) {
        one.removeAllListeners('timeout');
        one.setTimeout(1);
        await once(one, 'timeout');
      }
      request.close(NGHTTP2_CANCEL);
    });
  });
}
