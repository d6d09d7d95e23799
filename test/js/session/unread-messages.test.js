'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex, Writable } = require('node:stream');
const { finished: untilFinished, pipeline } = require('node:stream/promises');
const { builtin, itIsWanted } = require('../../support/oracle');
const { constants: { NGHTTP2_CANCEL } } = require('../../support/impl');
const { withoutListeners } = require('../../support/process-events');
const { closeEverything, closeLater } = require('../../support/listening');
const { bothEnds } = require('../../support/both-ends');

const SECTION = 'Ends of streams and sessions';

const LARGE = { settings: { initialWindowSize: 1024 * 1024 } };
const SMALL_BODY = Buffer.alloc(60_000, 's');
const LARGE_BODY = Buffer.alloc(1_000_000, 'l');

/** Takes a chunk in each turn of the event loop: slower than any connection. */
function slowSink() {
  const chunks = [];
  const sink = new Writable({
    highWaterMark: 1,
    write(chunk, encoding, callback) {
      chunks.push(chunk);
      setImmediate(callback);
    },
  });
  sink.body = () => Buffer.concat(chunks);
  return sink;
}

const READERS = {
  async 'pipe()'(stream) {
    const sink = slowSink();
    stream.pipe(sink);
    await once(sink, 'finish');
    return sink.body();
  },
  async 'pipeline()'(stream) {
    const sink = slowSink();
    await pipeline(stream, sink);
    return sink.body();
  },
  async 'for await'(stream) {
    const chunks = [];
    for await (const chunk of stream) {
      chunks.push(chunk);
      await new Promise(setImmediate);
    }
    return Buffer.concat(chunks);
  },
  async 'Duplex.toWeb()'(stream) {
    const chunks = [];
    for await (const chunk of Duplex.toWeb(stream).readable) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
  async 'read() after \'readable\''(stream) {
    const chunks = [];
    stream.on('readable', () => {
      for (let chunk = stream.read(1000); chunk !== null; chunk = stream.read(1000)) chunks.push(chunk);
      const rest = stream.read();
      if (rest !== null) chunks.push(rest);
    });
    await once(stream, 'end');
    return Buffer.concat(chunks);
  },
};

/** What ends the connection when the whole message has come; the peer's end may follow. */
const ENDINGS = {
  'client.close()': ({ client }) => client.close(),
  'server.close()': ({ server, served }) => { server.close(); served.close(); },
  'close() of the server\'s session': ({ served }) => served.close(),
  'destroy() of the server\'s session': ({ served }) => served.destroy(),
};

/** Lets the ends of a connection that are under way arrive. */
async function pass() {
  for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
}

/** Resolves when the server's stream has sent all of the body, and is closed. */
async function answered(parts, body, options) {
  const asked = once(parts.server, 'stream');
  const request = closeLater(parts.client.request({ ':path': '/' }, options));
  request.on('error', () => {});
  const [stream] = await asked;
  const sent = once(stream, 'close');
  stream.respond();
  stream.end(body);
  await once(request, 'response');
  return { request, sent };
}

for (const [transport, meet] of Object.entries(bothEnds)) {
  // Over TLS the builtins lose what their socket has not handed on when the connection ends.
  const itKeeps = builtin && transport === 'TLS' ? it.skip : it;

  describe(`A response that has come in full over ${transport}`, () => {
    afterEach(closeEverything);

    for (const [how, end] of Object.entries(ENDINGS)) {
      for (const [reader, read] of Object.entries(READERS)) {
        itKeeps(`is read to its end by ${reader} after ${how}`, async () => {
          const parts = await meet();
          const { request, sent } = await answered(parts, SMALL_BODY);
          const reading = read(request);
          await sent;
          end(parts);
          assert.deepStrictEqual(await reading, SMALL_BODY);
          assert.strictEqual(request.rstCode, 0);
        });
      }

      itKeeps(`is read by a reader that begins when the connection has ended by ${how}`, async () => {
        const parts = await meet();
        const { request, sent } = await answered(parts, SMALL_BODY);
        request.on('data', () => {}).pause();
        await sent;
        end(parts);
        await pass();
        const closed = new Promise((resolve) => { parts.client.once('close', resolve); });
        let size = 0;
        request.on('data', (chunk) => { size += chunk.length; }).resume();
        await once(request, 'end');
        assert.strictEqual(size, SMALL_BODY.length);
        await closed;
        assert.ok(request.destroyed);
      });
    }

    itKeeps('may be as large as a large window', async () => {
      const parts = await meet({}, LARGE);
      parts.client.setLocalWindowSize(2 * 1024 * 1024);
      const { request, sent } = await answered(parts, LARGE_BODY);
      const reading = READERS['pipeline()'](request);
      await sent;
      parts.served.close();
      assert.ok(LARGE_BODY.equals(await reading));
    });

    for (const reader of ['for await', 'pipeline()']) {
      itIsWanted(SECTION, `is whole for ${reader} of a stream that has closed before`, async () => {
        const parts = await meet();
        const { request, sent } = await answered(parts, SMALL_BODY);
        await sent;
        await pass();
        assert.deepStrictEqual(await READERS[reader](request), SMALL_BODY);
      });
    }

    itIsWanted(SECTION, 'is whole for finished() of a stream that has closed before', async () => {
      const parts = await meet();
      const { request, sent } = await answered(parts, SMALL_BODY);
      await sent;
      await pass();
      const over = untilFinished(request);
      request.resume();
      await over;
    });

    for (const how of ['close', 'destroy']) {
      itKeeps(`is read before the socket closes after ${how}() of the server's session`, async () => {
        const parts = await meet();
        const { request, sent } = await answered(parts, SMALL_BODY);
        const lines = [];
        request.on('data', () => {}).pause();
        request.on('close', () => lines.push('request'));
        parts.client.socket.on('close', () => lines.push('socket'));
        parts.client.on('close', () => lines.push('session'));
        await sent;
        parts.served[how]();
        await pass();
        assert.deepStrictEqual(lines, []);
        const closed = new Promise((resolve) => { parts.client.on('close', resolve); });
        request.resume();
        await closed;
        assert.deepStrictEqual(lines, ['request', 'socket', 'session']);
      });
    }

    itKeeps('leaves its session with a state', async () => {
      const parts = await meet();
      const { request, sent } = await answered(parts, SMALL_BODY);
      request.on('data', () => {}).pause();
      await sent;
      parts.served.destroy();
      await pass();
      assert.strictEqual(parts.client.destroyed, false);
      assert.strictEqual(typeof parts.client.state.outboundQueueSize, 'number');
      request.resume();
      await once(request, 'end');
    });

    it('is piped on to its end though close() cancels it in the meantime', async () => {
      const parts = await meet();
      const { request, sent } = await answered(parts, SMALL_BODY);
      let size = 0;
      const sink = new Writable({
        highWaterMark: 1,
        write(chunk, encoding, callback) {
          size += chunk.length;
          this.next = callback;
        },
      });
      request.pipe(sink);
      await sent;
      await pass();
      request.close(NGHTTP2_CANCEL);
      await pass();
      sink._write = (chunk, encoding, callback) => { size += chunk.length; callback(); };
      sink.next();
      await once(sink, 'finish');
      assert.strictEqual(size, SMALL_BODY.length);
    });

    itIsWanted(SECTION, 'ends its session though \'aborted\' of another request throws', async () => {
      const parts = await meet();
      const { request, sent } = await answered(parts, SMALL_BODY);
      request.on('data', () => {}).pause();
      await sent;
      const cut = parts.client.request({ ':method': 'POST' });
      await once(parts.server, 'stream');
      cut.on('aborted', () => { throw new Error('of the listener'); });
      const closed = [cut, parts.client].map((emitter) => new Promise((resolve) => {
        emitter.on('close', resolve);
      }));
      await withoutListeners('uncaughtException', async () => {
        const thrown = new Promise((resolve) => { process.once('uncaughtException', resolve); });
        parts.served.destroy();
        assert.strictEqual((await thrown).message, 'of the listener');
      });
      request.resume();
      await Promise.all(closed);
    });

    itIsWanted(SECTION,
      'stays with its reader though the request was not sent in full', async () => {
        const parts = await meet();
        const asked = once(parts.server, 'stream');
        const request = parts.client.request({ ':method': 'POST' });
        const events = [];
        for (const event of ['aborted', 'end', 'error', 'close']) {
          request.on(event, () => events.push(event));
        }
        request.write('the beginning');
        const [stream] = await asked;
        stream.resume();
        stream.respond();
        stream.end(SMALL_BODY);
        let size = 0;
        request.on('data', (chunk) => { size += chunk.length; }).pause();
        await once(stream, 'finish');
        await pass();
        parts.served.destroy();
        await pass();
        request.resume();
        await once(request, 'close');
        assert.deepStrictEqual([size, events, request.rstCode],
          [SMALL_BODY.length, ['aborted', 'end', 'close'], 8]);
      });
  });

  describe(`A request that has come in full over ${transport}`, () => {
    afterEach(closeEverything);

    async function uploaded(parts, answerEarly) {
      const asked = once(parts.server, 'stream');
      const request = parts.client.request({ ':method': 'POST' });
      request.on('error', () => {});
      request.resume();
      const finished = once(request, 'finish');
      const ended = once(request, 'close');
      request.end(SMALL_BODY);
      const [stream] = await asked;
      stream.on('error', () => {});
      let size = 0;
      const reading = new Promise((resolve) => { stream.on('end', () => resolve(size)); });
      stream.on('data', (chunk) => { size += chunk.length; }).pause();
      if (answerEarly) {
        stream.respond();
        stream.end('early');
        await ended;
      } else {
        await finished;
        // The peer has read all of it when it acknowledges a PING that was sent later.
        await new Promise((resolve) => { parts.client.ping(resolve); });
      }
      return { stream, reading };
    }

    for (const how of ['close', 'destroy']) {
      itKeeps(`and was answered early is read to its end after ${how}() of the client`, async () => {
        const parts = await meet();
        const { stream, reading } = await uploaded(parts, true);
        parts.client[how]();
        await pass();
        stream.resume();
        assert.strictEqual(await reading, SMALL_BODY.length);
      });
    }

    itIsWanted(SECTION,
      'and was not answered stays with its reader when the client leaves', async () => {
        const parts = await meet();
        const { stream, reading } = await uploaded(parts, false);
        parts.client.destroy();
        await pass();
        assert.ok(stream.aborted);
        stream.resume();
        assert.strictEqual(await reading, SMALL_BODY.length);
      });
  });
}
