'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { FramePeer, GET, POST } = require('../../support/frame-peer');
const { servedPeer } = require('../../support/framed');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const INITIAL_WINDOW_SIZE = 4;
const BODY = Buffer.alloc(10);

/** What a server writes into a window that has no room for it. */
const WRITES = {
  'end(chunk)': (stream) => stream.end(BODY),
  'write() and end()': (stream) => { stream.write(BODY); stream.end(); },
  'write(), and end() later': async (stream) => {
    stream.write(BODY);
    await new Promise(setImmediate);
    stream.end();
  },
};

function record(stream, lines) {
  for (const name of ['aborted', 'end', 'finish']) stream.on(name, () => lines.push(name));
  return new Promise((resolve) => {
    stream.on('close', () => {
      lines.push(`close ${stream.rstCode} ${stream.writableFinished} ${stream.bufferSize}`);
      resolve(lines);
    });
  });
}

/** A request that its client resets, without an error, when the answer waits for its window. */
async function cut(headers, answer) {
  let stream;
  const { peer } = await servedPeer({}, (one) => { stream = one; }, [[INITIAL_WINDOW_SIZE, 4]]);
  peer.send({ type: 'HEADERS', streamId: 1, headers, endStream: true });
  await peer.soFar();
  const closed = record(stream, []);
  stream.respond();
  answer(stream);
  await peer.until('DATA');
  await peer.soFar();
  peer.send({ type: 'RST_STREAM', streamId: 1, code: 0 });
  return closed;
}

describe('An answer that its client cuts with NO_ERROR', () => {
  // Before Node 26 the stream stays open.
  before(function skipOlder() { if (olderThan(26)) this.skip(); });
  afterEach(closeEverything);

  for (const [title, answer] of Object.entries(WRITES)) {
    it(`does not say that it has finished, after ${title}`, async () => {
      for (const headers of [GET, POST]) {
        assert.deepStrictEqual(await cut(headers, answer), ['end', 'close 0 false 0']);
      }
    });
  }

  it('does not say so when the request was read', async () => {
    const lines = await cut(GET, (stream) => { stream.resume().end(BODY); });
    assert.strictEqual(lines.at(-1), 'close 0 false 0');
    assert.ok(!lines.includes('finish'));
  });

  it('gives the callback of end() an error', async () => {
    const calls = [];
    await cut(GET, (stream) => stream.end(BODY, (error) => calls.push(error?.code)));
    assert.deepStrictEqual(calls, ['ERR_STREAM_DESTROYED']);
  });

  it('does not say so with the Compatibility API', async () => {
    let response;
    const server = await listen(http2.createServer((request, one) => {
      response = one;
      one.end(BODY);
    }));
    const peer = closeLater(await FramePeer.connect(server.address().port));
    await peer.handshake([[INITIAL_WINDOW_SIZE, 4]]);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('DATA');
    await peer.soFar();
    peer.send({ type: 'RST_STREAM', streamId: 1, code: 0 });
    await once(response, 'close');
    assert.strictEqual(response.writableFinished, false);
  });
});
