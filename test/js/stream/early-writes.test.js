'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

/** A server that answers every body with the sizes of its chunks, and a session that still connects. */
async function connecting() {
  const server = await listen(http2.createServer());
  server.on('stream', async (stream) => {
    const sizes = [];
    stream.on('data', ({ length }) => sizes.push(length));
    await once(stream, 'end');
    stream.respond();
    stream.end(JSON.stringify(sizes));
  });
  return connect(server);
}

async function sizesOf(stream) {
  return JSON.parse(await bodyOf(stream));
}

function stateOf({ pending, writableCorked, writableLength, bufferSize }) {
  return { pending, writableCorked, writableLength, bufferSize };
}

describe('What is written to a new request', () => {
  afterEach(closeEverything);

  it('is held back by a cork, while the session connects, and arrives in one piece', async () => {
    const stream = (await connecting()).request({ ':method': 'POST' });
    assert.deepStrictEqual(stateOf(stream),
      { pending: true, writableCorked: 1, writableLength: 0, bufferSize: 0 });
    stream.write('aa');
    stream.write('bb');
    assert.deepStrictEqual(stateOf(stream),
      { pending: true, writableCorked: 1, writableLength: 4, bufferSize: 4 });
    await once(stream, 'ready');
    assert.deepStrictEqual(stateOf(stream),
      { pending: false, writableCorked: 0, writableLength: 4, bufferSize: 8 });
    stream.end();
    assert.deepStrictEqual(await sizesOf(stream), [4]);
  });

  it('arrives in one piece when the request has ended before the session is connected', async () => {
    const stream = (await connecting()).request({ ':method': 'POST' });
    stream.write('aa');
    stream.write(Buffer.from('bbb'));
    stream.end('c');
    assert.strictEqual(stream.writableCorked, 0);
    assert.deepStrictEqual(await sizesOf(stream), [6]);
  });

  it('keeps the cork of the program', async () => {
    const stream = (await connecting()).request({ ':method': 'POST' });
    stream.cork();
    assert.strictEqual(stream.writableCorked, 2);
    stream.write('aa');
    await once(stream, 'ready');
    assert.deepStrictEqual(stateOf(stream),
      { pending: false, writableCorked: 1, writableLength: 2, bufferSize: 2 });
    stream.write('bb');
    stream.uncork();
    stream.end();
    assert.deepStrictEqual(await sizesOf(stream), [4]);
  });

  it('arrives apart when the program has taken the cork away', async () => {
    const stream = (await connecting()).request({ ':method': 'POST' });
    stream.uncork();
    stream.write('a');
    stream.write('bb');
    stream.end('ccc');
    assert.deepStrictEqual(await sizesOf(stream), [1, 5]);
  });

  it('is nothing for a request without a body, which has no cork', async () => {
    const session = await connecting();
    for (const stream of [session.request(), session.request({ ':method': 'POST' }, { endStream: true })]) {
      assert.strictEqual(stream.writableCorked, 0);
      assert.deepStrictEqual(await sizesOf(stream), []);
    }
    const stream = session.request({ ':method': 'POST' });
    assert.strictEqual(stream.writableCorked, 0);
    stream.end();
    await bodyOf(stream);
  });

  it('is sent at once when the session is connected', async () => {
    const session = await connecting();
    await once(session, 'connect');
    const stream = session.request({ ':method': 'POST' });
    assert.strictEqual(stream.writableCorked, 0);
    stream.end('x');
    assert.deepStrictEqual(await sizesOf(stream), [1]);
  });
});
