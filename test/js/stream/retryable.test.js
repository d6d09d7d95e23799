'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { inspect } = require('node:util');
const http2 = require('../../support/impl');
const { askedClient } = require('../../support/framed');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { clientOver, TRANSPORTS } = require('../../support/transports');

const [NO_ERROR, INTERNAL_ERROR, REFUSED_STREAM, CANCEL] = [0, 2, 7, 8];

/** How a request ends: what its stream shows, and what its error does while it is emitted. */
function endOf(stream) {
  const seen = {};
  stream.on('error', (error) => {
    Object.assign(seen, { code: error.code, error, of: [error.rstCode, error.retryable] });
  });
  return new Promise((resolve) => {
    stream.on('close', () => resolve({ ...seen, is: [stream.rstCode, stream.retryable] }));
  });
}

/** A port that nobody listens on. */
async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

function assertEnd({ code, of, is }, expected, rstCode, retryable) {
  assert.deepStrictEqual([code, of, is], [expected, [rstCode, retryable], [rstCode, retryable]]);
}

describe('A request may be made again', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    it(`over ${transport} when its server refuses it, and not when it fails`, async () => {
      const { session, peer } = await clientOver(transport);
      const ends = [1, 3].map(() => endOf(session.request()));
      await peer.until('HEADERS', { streamId: 3 });
      peer.send({ type: 'RST_STREAM', streamId: 1, code: REFUSED_STREAM },
        { type: 'RST_STREAM', streamId: 3, code: INTERNAL_ERROR });
      assertEnd(await ends[0], 'ERR_HTTP2_STREAM_ERROR', REFUSED_STREAM, true);
      assertEnd(await ends[1], 'ERR_HTTP2_STREAM_ERROR', INTERNAL_ERROR, false);
    });

    it(`over ${transport} when GOAWAY leaves it out, whatever its code`, async () => {
      for (const [code, error, rstCode] of [
        [NO_ERROR, 'ERR_HTTP2_STREAM_ERROR', REFUSED_STREAM],
        [INTERNAL_ERROR, 'ERR_HTTP2_SESSION_ERROR', INTERNAL_ERROR],
      ]) {
        const { session, peer } = await clientOver(transport);
        const [first, second, third] = [1, 3, 5].map(() => endOf(session.request()));
        await peer.until('HEADERS', { streamId: 5 });
        peer.send({ type: 'GOAWAY', lastStreamId: 1, code });
        if (code === NO_ERROR) peer.send({ type: 'RST_STREAM', streamId: 1, code: INTERNAL_ERROR });
        assertEnd(await second, error, rstCode, true);
        assertEnd(await third, error, rstCode, true);
        const processed = await first;
        const failed = [INTERNAL_ERROR, false];
        assert.deepStrictEqual([processed.of, processed.is], [failed, failed]);
        // What the three have in common, they may not be retried by.
        if (code !== NO_ERROR) assert.strictEqual(processed.error.retryable, false);
      }
    });

    it(`over ${transport} when it waited for its turn as the connection ended`, async () => {
      const { session, peer } = await clientOver(transport);
      peer.send({ type: 'SETTINGS', settings: [[3, 1]] });
      await peer.until('SETTINGS', { ack: true });
      const [first, second] = [1, 3].map(() => endOf(session.request()));
      await peer.until('HEADERS', { streamId: 1 });
      peer.socket.end();
      assert.deepStrictEqual((await first).is[1], false);
      assert.deepStrictEqual((await second).is[1], true);
    });
  }

  it('when the session was destroyed while it waited for its turn', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    const [first, second] = [1, 3].map(() => endOf(client.request()));
    await peer.until('HEADERS', { streamId: 1 });
    client.destroy(new Error('enough'));
    assert.deepStrictEqual((await first).of, [INTERNAL_ERROR, false]);
    assert.deepStrictEqual((await second).of, [INTERNAL_ERROR, true]);
  });

  it('not when its head went out with the end of the session', async () => {
    const { client, peer } = await askedClient();
    const end = endOf(client.request());
    client.destroy(new Error('enough'));
    await peer.until('HEADERS', { streamId: 1 });
    assert.deepStrictEqual((await end).of, [INTERNAL_ERROR, false]);
  });

  it('when no connection came about', async () => {
    const client = closeLater(http2.connect(`http://127.0.0.1:${await freePort()}`));
    client.on('error', () => {});
    const end = await endOf(client.request());
    assertEnd(end, 'ERR_HTTP2_STREAM_CANCEL', INTERNAL_ERROR, true);
    assert.strictEqual(end.error.cause.code, 'ECONNREFUSED');
  });

  it('when its session was closed or destroyed before it', async () => {
    const client = connect(await listen(http2.createServer()));
    await once(client, 'connect');
    const open = client.request();
    open.on('error', () => {});
    client.close();
    assert.deepStrictEqual((await endOf(client.request())).of, [INTERNAL_ERROR, true]);
    client.destroy();
    const { code, of: [, retryable] } = await endOf(client.request());
    assert.deepStrictEqual([code, retryable], ['ERR_HTTP2_INVALID_SESSION', true]);
  });

  it('not when the program itself has ended it', async () => {
    const { client } = await askedClient({}, [[3, 1]]);
    client.request().on('error', () => {});
    const controller = new AbortController();
    const aborted = endOf(client.request({}, { signal: controller.signal }));
    const closed = client.request();
    const destroyed = client.request();
    const ends = [aborted, endOf(closed), endOf(destroyed)];
    controller.abort();
    closed.close(REFUSED_STREAM);
    destroyed.destroy(new Error('mine'));
    const [{ of }, ...others] = await Promise.all(ends);
    assert.deepStrictEqual(of, [CANCEL, false]);
    assert.deepStrictEqual(others.map((end) => end.of), [[REFUSED_STREAM, false], [INTERNAL_ERROR, false]]);
  });
});

describe('The error of a stream', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('looks as the builtin\'s does', async () => {
    const { client, peer } = await askedClient();
    const end = endOf(client.request());
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'RST_STREAM', streamId: 1, code: REFUSED_STREAM });
    const { error } = await end;
    assert.deepStrictEqual(Object.keys(error), ['code']);
    assert.doesNotMatch(inspect(error), /rstCode|retryable/);
  });

  it('is left alone when it is frozen, no error, or has such properties of the program', async () => {
    const own = Object.assign(new Error('mine'), { retryable: 'never' });
    for (const error of [Object.freeze(new Error('frozen')), { message: 'none' }, own]) {
      const { client } = await askedClient();
      const before = inspect(Object.getOwnPropertyDescriptors(error));
      const stream = client.request();
      const emitted = once(stream, 'error');
      stream.destroy(error);
      assert.strictEqual((await emitted)[0], error);
      assert.strictEqual(inspect(Object.getOwnPropertyDescriptors(error)), before);
    }
  });

  it('may be frozen by a handler', async () => {
    const { client } = await askedClient();
    const streams = [client.request(), client.request()];
    const closed = streams.map((stream) => endOf(stream.on('error', Object.freeze)));
    client.destroy(new Error('frozen'));
    for (const { error } of await Promise.all(closed)) assert.ok(Object.isFrozen(error));
  });

  it('of a server shows its code', async () => {
    const server = await listen(http2.createServer());
    const failed = once(server, 'stream').then(([stream]) => endOf(stream));
    const request = connect(server).request({ ':method': 'POST' });
    request.on('error', () => {});
    await once(server, 'stream');
    request.close(INTERNAL_ERROR);
    assert.deepStrictEqual((await failed).of, [INTERNAL_ERROR, false]);
  });
});
