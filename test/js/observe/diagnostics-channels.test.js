'use strict';

const assert = require('node:assert');
const diagnostics = require('node:diagnostics_channel');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin, olderThan } = require('../../support/oracle');

const BOTH = ['created', 'start', 'finish', 'error', 'close'];
const CHANNELS = [
  ...BOTH.map((event) => `client.stream.${event}`),
  ...BOTH.map((event) => `server.stream.${event}`),
  'client.stream.bodyChunkSent', 'client.stream.bodySent',
];

/** Subscribes to all channels for one test. */
class Subscriber {
  messages = [];
  #listeners = CHANNELS.map((name) => [
    `http2.${name}`, (message) => this.messages.push({ name, ...message }),
  ]);

  constructor() {
    for (const [name, listener] of this.#listeners) diagnostics.subscribe(name, listener);
  }

  stop() {
    for (const [name, listener] of this.#listeners) diagnostics.unsubscribe(name, listener);
  }

  /** Names of the messages of one side, in their order. */
  names(side) {
    return this.messages.map(({ name }) => name)
      .filter((name) => name.startsWith(side))
      .map((name) => name.slice(`${side}.stream.`.length));
  }

  of(name) {
    return this.messages.filter((message) => message.name === name);
  }
}

/** A server, and a client that is connected. */
async function pair(onStream) {
  const server = await listen(http2.createServer());
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    onStream(stream, headers);
  });
  const client = connect(server);
  await once(client, 'connect');
  return client;
}

function answer(stream) {
  stream.respond({ ':status': 200, 'a': 'b' });
  stream.end('hello');
}

async function closed(stream) {
  stream.on('error', () => {});
  stream.resume();
  await new Promise((resolve) => { stream.on('close', resolve); });
  // The other side's end.
  await new Promise((resolve) => { stream.session?.ping(resolve) ?? setImmediate(resolve); });
}

// The channels are those of Node 26; older builtins have none, or fewer.
if (!olderThan(26)) {
  describe('Diagnostics channels', () => {
    let subscriber;

    beforeEach(() => { subscriber = new Subscriber(); });

    afterEach(async () => {
      subscriber.stop();
      await closeEverything();
    });

    it('tell the life of a request on both sides', async () => {
      const client = await pair(answer);
      await closed(client.request());
      assert.deepStrictEqual(subscriber.names('client'),
        ['bodySent', 'start', 'created', 'finish', 'close']);
      assert.deepStrictEqual(subscriber.names('server').slice(0, 3), ['created', 'start', 'finish']);
    });

    it('tell of a request that waits for the connection when it is made', async () => {
      const server = await listen(http2.createServer());
      server.on('stream', answer);
      const client = connect(server);
      const stream = client.request({ ':method': 'POST' });
      assert.deepStrictEqual(subscriber.names('client'), ['created']);
      assert.strictEqual(subscriber.messages[0].stream.id, undefined);
      stream.end('x');
      await bodyOf(stream);
      assert.deepStrictEqual(subscriber.names('client').slice(1, 3), ['bodyChunkSent', 'start']);
    });

    it('have the stream and the headers of the request in created and start', async () => {
      const client = await pair(answer);
      const stream = client.request({ x: 'y' });
      await closed(stream);
      for (const name of ['client.stream.created', 'client.stream.start']) {
        const [message] = subscriber.of(name);
        assert.deepStrictEqual(Object.keys(message), ['name', 'stream', 'headers']);
        assert.strictEqual(message.stream, stream);
        assert.strictEqual(message.headers.x, 'y');
        assert.strictEqual(message.headers[':method'], 'GET');
      }
      for (const name of ['server.stream.created', 'server.stream.start']) {
        const [message] = subscriber.of(name);
        assert.strictEqual(message.stream.constructor.name, 'ServerHttp2Stream');
        assert.strictEqual(message.headers.x, 'y');
      }
    });

    it('have the headers and flags of the response in finish', async () => {
      const client = await pair(answer);
      await closed(client.request());
      const [received] = subscriber.of('client.stream.finish');
      assert.deepStrictEqual(Object.keys(received), ['name', 'stream', 'headers', 'flags']);
      assert.strictEqual(received.headers.a, 'b');
      assert.strictEqual(received.flags, http2.constants.NGHTTP2_FLAG_END_HEADERS);
      const [sent] = subscriber.of('server.stream.finish');
      assert.deepStrictEqual(Object.keys(sent), ['name', 'stream', 'headers', 'flags']);
      assert.strictEqual(sent.headers.a, 'b');
      assert.strictEqual(sent.flags, 5);
    });

    it('have flags for HEAD and for trailers in the finish of a server', async () => {
      const client = await pair((stream, headers) => {
        stream.respond({}, { waitForTrailers: headers[':method'] === 'GET' });
        stream.on('wantTrailers', () => stream.sendTrailers({ t: '1' }));
        stream.end();
      });
      await closed(client.request({ ':method': 'HEAD' }));
      await closed(client.request());
      const flags = subscriber.of('server.stream.finish').map((message) => message.flags);
      assert.deepStrictEqual(flags, [5 + 8, 5 + 32]);
    });

    it('tell of informational headers nothing', async () => {
      const client = await pair((stream) => {
        stream.additionalHeaders({ ':status': 103 });
        answer(stream);
      });
      await closed(client.request());
      assert.strictEqual(subscriber.of('client.stream.finish').length, 1);
      assert.strictEqual(subscriber.of('server.stream.finish').length, 1);
    });

    it('tell of the chunks of a request body as they are written', async () => {
      const client = await pair((stream) => {
        stream.resume();
        stream.on('end', () => answer(stream));
      });
      const stream = client.request({ ':method': 'POST' });
      stream.write('one');
      stream.write('two');
      stream.write(Buffer.from('three'));
      stream.end();
      await closed(stream);
      const [first, second] = subscriber.of('client.stream.bodyChunkSent');
      assert.deepStrictEqual({ ...first, stream: undefined },
        { name: first.name, stream: undefined, writev: false, data: 'one', encoding: 'utf8' });
      assert.strictEqual(first.stream, stream);
      assert.strictEqual(second.writev, true);
      assert.strictEqual(second.encoding, '');
      assert.deepStrictEqual(second.data.map(({ chunk, encoding }) => [chunk, encoding]),
        [['two', 'utf8'], [Buffer.from('three'), 'buffer']]);
      assert.strictEqual(subscriber.of('client.stream.bodySent').length, 1);
    });

    it('have the buffers themselves of a write of buffers alone', async () => {
      const client = await pair(answer);
      const stream = client.request({ ':method': 'POST' });
      const buffers = [Buffer.from('one'), Buffer.from('two')];
      stream.cork();
      for (const buffer of buffers) stream.write(buffer);
      stream.end();
      await closed(stream);
      const [message] = subscriber.of('client.stream.bodyChunkSent');
      assert.deepStrictEqual([message.writev, message.encoding, message.data.length], [true, '', 2]);
      for (const [i, buffer] of buffers.entries()) assert.strictEqual(message.data[i], buffer);
    });

    it('tell once of all that was written before the connection was there', async () => {
      const server = await listen(http2.createServer());
      server.on('stream', answer);
      const stream = connect(server).request({ ':method': 'POST' });
      stream.write('one', 'latin1');
      stream.write(Buffer.from('two'));
      stream.end();
      await closed(stream);
      const messages = subscriber.of('client.stream.bodyChunkSent');
      assert.deepStrictEqual(messages.map(({ data }) => (
        [...data].map(({ chunk, encoding }) => [chunk, encoding]))),
      [[['one', 'latin1'], [Buffer.from('two'), 'buffer']]]);
    });

    it('tell of the error with which a stream ends, after its close', async () => {
      const client = await pair((stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
      await closed(client.request());
      assert.deepStrictEqual(subscriber.names('client').slice(-2), ['close', 'error']);
      assert.deepStrictEqual(subscriber.names('server'), ['created', 'start', 'close', 'error']);
      const [message] = subscriber.of('client.stream.error');
      assert.deepStrictEqual(Object.keys(message), ['name', 'stream', 'error']);
      assert.strictEqual(message.error.code, 'ERR_HTTP2_STREAM_ERROR');
    });

    it('tell of the error of destroy()', async () => {
      const client = await pair(() => {});
      const stream = client.request({ ':method': 'POST' });
      const error = new Error('enough');
      stream.destroy(error);
      await closed(stream);
      assert.strictEqual(subscriber.of('client.stream.error')[0].error, error);
      assert.deepStrictEqual(subscriber.names('client'), ['start', 'created', 'close', 'error']);
    });

    it('tell of a stream once that it is closed', async () => {
      const client = await pair(answer);
      const stream = client.request({ ':method': 'POST' });
      stream.close(http2.constants.NGHTTP2_CANCEL);
      await closed(stream);
      const [message, ...rest] = subscriber.of('client.stream.close');
      assert.deepStrictEqual(Object.keys(message), ['name', 'stream']);
      assert.strictEqual(message.stream.closed, true);
      assert.deepStrictEqual(rest, []);
    });

    it('tell of pushed streams on both sides', async () => {
      const client = await pair((stream) => {
        stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
          answer(pushed);
          answer(stream);
        });
      });
      client.on('stream', (pushed) => pushed.resume());
      await closed(client.request());
      const paths = (name) => subscriber.of(name).map(({ headers }) => headers[':path']);
      for (const event of ['created', 'start']) {
        assert.deepStrictEqual(paths(`server.stream.${event}`), ['/', '/pushed']);
        assert.deepStrictEqual(paths(`client.stream.${event}`), ['/', '/pushed']);
      }
      assert.strictEqual(subscriber.of('client.stream.finish').length, 2);
      assert.strictEqual(subscriber.of('client.stream.bodySent').length, 2);
    });

    it('tell of a response from a file only when it is over', async () => {
      const client = await pair((stream) => stream.respondWithFile(__filename));
      await closed(client.request());
      assert.deepStrictEqual(subscriber.names('server'), ['created', 'start', 'close']);
    });
  });
} else {
  describe('Diagnostics channels', () => {
    it('are not there in this Node', () => assert.ok(builtin));
  });
}
