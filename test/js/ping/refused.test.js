'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { duplexPair } = require('../../support/duplex-pair');
const { askedClient, servedPeer } = require('../../support/framed');
const { POST } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, closeLater } = require('../../support/listening');
const { describeError } = require('../../support/transcript');

const [NO_ERROR, INTERNAL_ERROR] = [0, 2];
const ACK = { type: 'PING', ack: true };
const BROKEN = 'Error ERR_HTTP2_ERROR: Protocol error';

/** What `ping()` returns, and what its callback gets. */
function pinged(session) {
  const outcome = {};
  const called = new Promise((resolve) => {
    outcome.returned = session.ping((...args) => resolve(args));
  });
  return called.then((args) => ({ ...outcome, codes: args.map((arg) => arg?.code) }));
}

async function isRefused(session, peer) {
  assert.deepStrictEqual(await pinged(session),
    { returned: undefined, codes: ['ERR_HTTP2_PING_CANCEL'] });
  const frames = await peer.soFar();
  assert.ok(frames.every(({ type, ack }) => type !== 'PING' || ack));
}

describe('ping()', () => {
  afterEach(closeEverything);

  it('after close() of a client is cancelled, and not sent', async () => {
    const { client, peer } = await askedClient();
    client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    client.close();
    await isRefused(client, peer);
  });

  it('after close() of a server is cancelled, and not sent', async () => {
    const { peer, session } = await servedPeer();
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    await once(session, 'stream');
    session.close();
    await isRefused(session, peer);
  });

  it('after GOAWAY of the peer is cancelled, and not sent', async () => {
    const { client, peer } = await askedClient();
    client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'GOAWAY', lastStreamId: 1, code: NO_ERROR });
    await once(client, 'goaway');
    await new Promise(setImmediate);
    await isRefused(client, peer);
  });

  it('before close() is acknowledged after it', async () => {
    const { client, peer } = await askedClient();
    client.request().resume();
    const outcome = pinged(client);
    client.close();
    const { data } = await peer.until('PING', { ack: false });
    peer.send({ ...ACK, data });
    assert.deepStrictEqual(await outcome, { returned: true, codes: [undefined, undefined, undefined] });
  });

  it('that is wrong throws after close() too', async () => {
    const { client } = await askedClient();
    client.request().resume();
    client.close();
    assert.throws(() => client.ping(Buffer.alloc(3), () => {}), { code: 'ERR_HTTP2_PING_LENGTH' });
    assert.throws(() => client.ping(), { code: 'ERR_INVALID_ARG_TYPE' });
  });

  for (const [title, most] of [[-5, 12], [2.5, 2]]) {
    it(`takes a maxOutstandingPings of ${title} for 32 bits without a sign`, async () => {
      const { client } = await askedClient({ maxOutstandingPings: title });
      const sent = Array.from({ length: 12 }, () => client.ping(() => {}));
      assert.strictEqual(sent.filter(Boolean).length, most);
    });
  }

  for (const [transport, open] of [
    ['TCP', () => askedClient()],
    ['a Duplex', async () => {
      const [near, far] = duplexPair();
      http2.createServer().on('sessionError', () => {})
        .on('stream', (stream) => stream.on('error', () => {})).emit('connection', closeLater(far));
      const client = closeLater(http2.connect('http://localhost', { createConnection: () => near }));
      await once(client, 'remoteSettings');
      return { client };
    }],
  ]) {
    it(`over ${transport} is cancelled after the streams' events, and before 'close'`, async () => {
      const { client } = await open();
      const log = [];
      const stream = client.request();
      stream.on('error', () => log.push('stream error'));
      stream.on('close', () => log.push('stream close'));
      client.on('error', () => log.push('error'));
      const closed = new Promise((resolve) => {
        client.on('close', () => { log.push('close'); resolve(); });
      });
      // In a turn of its own: ticks come before microtasks there.
      setImmediate(() => {
        client.ping(() => log.push('ping 1'));
        client.ping(() => log.push('ping 2'));
        client.destroy(new Error('mine'));
        Promise.resolve().then(() => log.push('microtask'));
      });
      await closed;
      assert.deepStrictEqual(log.filter((line) => line !== 'microtask'),
        ['stream error', 'stream close', 'ping 1', 'ping 2', 'error', 'close']);
      assert.ok(log.indexOf('microtask') < log.indexOf('ping 1'));
    });
  }
});

describe('An acknowledgement of a PING that nobody sent', () => {
  afterEach(closeEverything);

  it('ends a server session and its streams', async () => {
    const log = [];
    const { closed, errors, peer } = await servedPeer({}, (stream) => {
      stream.on('aborted', () => log.push('aborted'));
      stream.on('error', (error) => log.push(describeError(error)));
      stream.on('close', () => log.push(`close ${stream.rstCode}`));
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST }, ACK,
      { type: 'DATA', streamId: 1, data: 'x', endStream: true });
    await closed;
    assert.deepStrictEqual(log, ['aborted', BROKEN, `close ${INTERNAL_ERROR}`]);
    assert.deepStrictEqual(errors.map((error) => [describeError(error), error.errno]), [[BROKEN, -505]]);
    const goaway = await peer.until('GOAWAY', { code: INTERNAL_ERROR });
    assert.deepStrictEqual([goaway.lastStreamId, goaway.data.length], [1, 0]);
  });

  it('ends a client session', async () => {
    const { client, peer } = await askedClient();
    const failed = once(client, 'error');
    peer.send(ACK);
    const [error] = await failed;
    assert.deepStrictEqual([describeError(error), error.errno], [BROKEN, -505]);
    await peer.until('GOAWAY', { code: INTERNAL_ERROR });
  });

  it('ends the session when it is the second one of a PING', async () => {
    const { client, peer } = await askedClient();
    const failed = once(client, 'error');
    const acknowledged = pinged(client);
    const { data } = await peer.until('PING', { ack: false });
    peer.send({ ...ACK, data }, { ...ACK, data });
    assert.strictEqual((await acknowledged).returned, true);
    const [error] = await failed;
    assert.strictEqual(describeError(error), BROKEN);
  });

  it('is taken for that of the oldest PING, whatever its payload', async () => {
    const { client, peer } = await askedClient();
    const payload = new Promise((resolve) => {
      client.ping(Buffer.alloc(8, 1), (error, duration, echoed) => resolve(echoed));
    });
    peer.send({ ...ACK, data: Buffer.alloc(8, 9) });
    assert.deepStrictEqual(await payload, Buffer.alloc(8, 9));
    assert.strictEqual(client.destroyed, false);
  });
});

describe('The payload', () => {
  afterEach(closeEverything);

  it('of PING and GOAWAY has memory of its own', async () => {
    const { client, peer } = await askedClient();
    client.request().on('error', () => {});
    const payloads = [];
    client.on('ping', (payload) => payloads.push(payload));
    client.on('goaway', (code, id, data) => payloads.push(data));
    client.ping(Buffer.alloc(8, 1), (error, duration, payload) => payloads.push(payload));
    const { data } = await peer.until('PING', { ack: false });
    peer.send({ ...ACK, data }, { type: 'PING', data: Buffer.alloc(8, 2) },
      { type: 'GOAWAY', code: NO_ERROR, lastStreamId: 1, data: 'bye' });
    await once(client, 'goaway');
    assert.deepStrictEqual(payloads, [Buffer.alloc(8, 1), Buffer.alloc(8, 2), Buffer.from('bye')]);
    for (const { buffer, byteLength } of payloads) assert.strictEqual(buffer.byteLength, byteLength);
  });
});
