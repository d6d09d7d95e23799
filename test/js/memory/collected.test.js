'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { staysFlat } = require('../../support/many-requests');
const { itIsWanted } = require('../../support/oracle');

/** Collects garbage until `reference` is empty; false when it never is. */
async function collected(reference) {
  for (let i = 0; i < 50; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
    if (reference.deref() === undefined) return true;
  }
  return false;
}

describe('Memory', function () {
  this.timeout(60000);
  afterEach(closeEverything);
  before(function () {
    assert.strictEqual(typeof globalThis.gc, 'function', 'run with --expose-gc');
  });

  it('of a closed stream can be collected while its session lives', async () => {
    const server = await listen(http2.createServer());
    const served = [];
    server.on('stream', (stream) => {
      served.push(new WeakRef(stream));
      stream.respond();
      stream.end('x');
    });
    const client = connect(server);
    const asked = await (async () => {
      const stream = client.request();
      await textOf(stream);
      return new WeakRef(stream);
    })();
    await textOf(client.request());
    assert.ok(await collected(asked), 'the stream of the client is kept');
    assert.ok(await collected(served[0]), 'the stream of the server is kept');
  });

  async function destroyedSession(prepare) {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.end('x'); });
    const session = http2.connect(`http://127.0.0.1:${server.address().port}`);
    prepare(session);
    await textOf(session.request());
    const closed = once(session, 'close');
    session.destroy();
    await closed;
    return new WeakRef(session);
  }

  it('of a destroyed session can be collected', async () => {
    const reference = await destroyedSession(() => {});
    assert.ok(await collected(reference), 'the session is kept');
  });

  // The builtin's timer keeps its session.
  itIsWanted('Ends of streams and sessions',
    'of a destroyed session that had a timeout can be collected', async () => {
      const reference = await destroyedSession((session) => session.setTimeout(100000));
      assert.ok(await collected(reference), 'the session is kept');
    });

  // The builtin's connection stays, and with it the server.
  itIsWanted('Ends of streams and sessions',
    'of a request that nobody reads on can be collected when its client is gone', async () => {
      const server = await listen(http2.createServer());
      const reference = await (async () => {
        const served = once(server, 'stream');
        const client = connect(server);
        const request = client.request({ ':method': 'POST' });
        request.resume().end('upload');
        const [stream] = await served;
        stream.on('data', () => {}).pause();
        stream.respond();
        stream.end('x');
        await once(request, 'end');
        const gone = once(stream.session.socket, 'close');
        client.destroy();
        await gone;
        return new WeakRef(stream);
      })();
      assert.ok(await collected(reference), 'the stream is kept');
    });

  it('of a connection timeout, listeners and buffers goes with its session', async () => {
    const server = await listen(http2.createServer());
    const references = await (async () => {
      const served = once(server, 'session');
      const client = http2.connect(`http://127.0.0.1:${server.address().port}`);
      const [session] = await served;
      const chunk = Buffer.alloc(1e6);
      const listener = () => chunk.length;
      client.on('goaway', listener);
      const stream = client.request({ ':method': 'POST' });
      stream.on('error', () => {});
      stream.write(chunk);
      await once(server, 'stream');
      const closed = [once(client, 'close'), once(session, 'close')];
      client.destroy();
      await Promise.all(closed);
      return [client, session, stream, listener, chunk].map((object) => new WeakRef(object));
    })();
    for (const reference of references) assert.ok(await collected(reference));
  });

  it('stays flat over 100,000 requests of one session', async function () {
    this.timeout(60000);
    await staysFlat(100_000);
  });
});
