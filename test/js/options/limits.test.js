'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { askedClient, greetedClient, servedPeer } = require('../../support/framed');

const [INTERNAL_ERROR, CANCEL, ENHANCE_YOUR_CALM] = [2, 8, 11];

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

/** What the frames so far say, but for SETTINGS and WINDOW_UPDATE. */
async function linesOf(peer) {
  const before = peer.lines.length;
  await peer.soFar();
  return peer.lines.slice(before);
}

// The session of Node 20 hangs when the peer breaks the protocol.
const endsSessions = !olderThan(22);

describe('maxSettings', () => {
  afterEach(closeEverything);

  const settings = (count) => Array.from({ length: count }, (_, i) => [1000 + i, 1]);

  for (const [given, most] of [[undefined, 32], [2, 2]]) {
    it(`of ${given} ends a session over ${most} entries in a frame`, async () => {
      const { closed, errors, peer } = await servedPeer({ maxSettings: given });
      peer.send({ type: 'SETTINGS', settings: settings(most) });
      await peer.expect('SETTINGS', { ack: true });
      peer.send({ type: 'SETTINGS', settings: settings(most + 1) });
      await peer.until('GOAWAY', { code: ENHANCE_YOUR_CALM });
      if (!endsSessions) return;
      await closed;
      assert.deepStrictEqual(errors.map(({ code }) => code), ['ERR_HTTP2_ERROR']);
    });
  }
});

describe('maxSessionInvalidFrames', () => {
  afterEach(closeEverything);

  for (const most of [0, 3]) {
    it(`of ${most} ends the session with the invalid frame after ${most + 1}`, async () => {
      const { closed, errors, peer } = await servedPeer({ maxSessionInvalidFrames: most });
      const invalid = (index) => head(1 + 2 * index, [...GET, ['Upper', 'case']]);
      for (let i = 0; i <= most; i++) {
        peer.send(invalid(i));
        await peer.until('RST_STREAM', { streamId: 1 + 2 * i });
      }
      peer.send(invalid(most + 1));
      await peer.until('GOAWAY', { code: INTERNAL_ERROR });
      await closed;
      assert.deepStrictEqual(errors.map(({ code, message }) => [code, message]), [
        ['ERR_HTTP2_TOO_MANY_INVALID_FRAMES', 'Too many invalid HTTP/2 frames'],
      ]);
    });
  }
});

describe('maxSessionMemory', () => {
  afterEach(closeEverything);

  const MEGABYTE = 1;
  const BIG = [...GET.slice(0, 2), [':path', '/big'], GET[3]];

  /** A session whose first stream, or the second of two, fills it. */
  async function fullSession(options, small = () => {}) {
    const pair = await servedPeer({ maxSessionMemory: MEGABYTE, ...options }, (stream, headers) => {
      if (headers[':path'] !== '/big') return small(stream);
      stream.respond();
      stream.write(Buffer.alloc(2e6));
    });
    return pair;
  }

  it('that is used up refuses new streams', async () => {
    const { peer } = await fullSession();
    peer.send(head(1, BIG));
    await peer.soFar();
    peer.send(head(3));
    await peer.expect('RST_STREAM', { streamId: 3, code: ENHANCE_YOUR_CALM });
  });

  it('that is used up never refuses an answer', async () => {
    let waiting;
    const { peer } = await fullSession({}, (stream) => { waiting = stream; });
    peer.send(head(1), head(3, BIG));
    await peer.soFar();
    waiting.respond({ 'x-answer': 'yes' });
    waiting.end();
    const { headers } = await peer.until('HEADERS', { streamId: 1 });
    assert.ok(headers.some(([name, value]) => name === 'x-answer' && value === 'yes'));
  });

  for (const most of [0, 2]) {
    it(`with maxSessionRejectedStreams of ${most} ends with the refusal after ${most + 1}`, async () => {
      const { errors, peer } = await fullSession({ maxSessionRejectedStreams: most });
      peer.send(head(1, BIG));
      await peer.soFar();
      for (let i = 0; i <= most; i++) {
        peer.send(head(3 + 2 * i));
        await peer.expect('RST_STREAM', { streamId: 3 + 2 * i, code: ENHANCE_YOUR_CALM });
      }
      peer.send(head(5 + 2 * most));
      await peer.until('GOAWAY', { code: INTERNAL_ERROR });
      await peer.rest();
      assert.deepStrictEqual(errors.map(({ code, message }) => [code, message]), [
        ['ERR_HTTP2_ERROR', 'The user callback function failed'],
      ]);
    });
  }
});

describe('maxReservedRemoteStreams', () => {
  afterEach(closeEverything);

  it('is how many pushed streams may wait for their answer', async () => {
    const { client, peer } = await askedClient({ maxReservedRemoteStreams: 2 });
    const pushed = [];
    client.on('stream', (stream) => { pushed.push(stream.id); stream.on('error', () => {}); });
    client.request().on('error', () => {});
    await peer.until('HEADERS');
    const push = (promised) => ({ type: 'PUSH_PROMISE', streamId: 1, promised, headers: GET });
    peer.send(push(2), push(4), push(6), push(8));
    await peer.until('RST_STREAM', { streamId: 6, code: CANCEL });
    await peer.until('RST_STREAM', { streamId: 8, code: CANCEL });
    peer.send(head(2, [[':status', '200']]), push(10));
    assert.deepStrictEqual(await linesOf(peer), []);
    assert.deepStrictEqual(pushed, [2, 4, 10]);
  });

  it('is no limit when it is negative', async () => {
    const { client, peer } = await askedClient({ maxReservedRemoteStreams: -1 });
    const pushed = [];
    client.on('stream', (stream) => { pushed.push(stream.id); stream.on('error', () => {}); });
    client.request().on('error', () => {});
    await peer.until('HEADERS');
    const ids = Array.from({ length: 201 }, (_, index) => 2 + 2 * index);
    peer.send(...ids.map((promised) => ({ type: 'PUSH_PROMISE', streamId: 1, promised, headers: GET })));
    assert.deepStrictEqual(await linesOf(peer), []);
    assert.deepStrictEqual(pushed, ids);
  });
});

describe('peerMaxConcurrentStreams', () => {
  afterEach(closeEverything);

  for (const [given, most] of [[1, 1], [undefined, 100]]) {
    it(`of ${given} is ${most}, until the server says otherwise`, async () => {
      const { client, peer } = await greetedClient({ peerMaxConcurrentStreams: given });
      for (let i = 0; i < most + 3; i++) client.request().on('error', () => {});
      await once(client, 'connect');
      // The acknowledgement of SETTINGS would lift the limit: it stands for "not said".
      peer.send({ type: 'SETTINGS', settings: [[3, most]] });
      const requests = (await peer.soFar()).filter(({ type }) => type === 'HEADERS');
      assert.strictEqual(requests.length, most);
      peer.send({ type: 'SETTINGS', settings: [[3, most + 1]] });
      for (const { streamId } of requests.slice(0, 1)) peer.send(head(streamId, [[':status', '200']]));
      const { streamId } = await peer.until('HEADERS');
      assert.strictEqual(streamId, 1 + 2 * most);
    });
  }
});

describe('streamResetBurst and streamResetRate', () => {
  afterEach(closeEverything);

  const opened = (index) => [
    { type: 'HEADERS', streamId: 1 + 2 * index, headers: POST },
    { type: 'RST_STREAM', streamId: 1 + 2 * index, code: CANCEL },
  ];

  it('are how many resets a client may send at once', async () => {
    const { closed, errors, peer } = await servedPeer({ streamResetBurst: 5, streamResetRate: 1 });
    for (let i = 0; i < 5; i++) peer.send(...opened(i));
    assert.deepStrictEqual(await linesOf(peer), []);
    // Each second allows one more.
    for (let i = 5; i < 20; i++) peer.send(...opened(i));
    if (!endsSessions) return;
    await closed;
    assert.deepStrictEqual(errors.map(({ code }) => code), ['ERR_HTTP2_ERROR']);
  });

  it('have no effect one without the other', async () => {
    const { peer } = await servedPeer({ streamResetBurst: 5 });
    for (let i = 0; i < 50; i++) peer.send(...opened(i));
    assert.deepStrictEqual(await linesOf(peer), []);
  });
});
