'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../support/impl');
const { textOf } = require('../support/body');
const { closeEverything, connect, listen } = require('../support/listening');
const { itIsWanted } = require('../support/oracle');

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

  it('stays flat over 20,000 requests of one session', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond({}, { endStream: true }); });
    const client = connect(server);
    const ask = async (rounds) => {
      for (let round = 0; round < rounds; round++) {
        await Promise.all(Array.from({ length: 100 }, () => textOf(client.request())));
      }
      globalThis.gc();
      return process.memoryUsage().heapUsed;
    };
    const before = await ask(20);
    const growth = await ask(180) - before;
    assert.ok(growth < 4 * 2 ** 20, `the heap grew by ${growth} bytes`);
  });
});
