'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted, olderThan } = require('../../support/oracle');
const { askedClient, eventsOf, greetedClient, servedPeer } = require('../../support/framed');

const [NO_ERROR, INTERNAL_ERROR, CANCEL, ENHANCE_YOUR_CALM] = [0, 2, 8, 11];

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

function answer(stream) {
  stream.respond();
  stream.end();
}

/** What the frames so far say, but for SETTINGS and WINDOW_UPDATE. */
async function linesOf(peer) {
  const before = peer.lines.length;
  await peer.soFar();
  return peer.lines.slice(before);
}

describe('maxHeaderListPairs', () => {
  afterEach(closeEverything);

  const withFields = (count) => [...GET, ...Array.from({ length: count }, (_, i) => [`x-${i}`, 'v'])];

  for (const [given, most] of [[undefined, 128], [4, 4], [5, 5], [1, 4]]) {
    it(`of ${given} lets a client send ${most} fields, and resets a request with more`, async () => {
      const { peer } = await servedPeer({ maxHeaderListPairs: given }, answer);
      peer.send(head(1, withFields(most - 4)));
      await peer.expect('HEADERS', { streamId: 1 });
      peer.send(head(3, withFields(most - 3)));
      await peer.until('RST_STREAM', { streamId: 3, code: ENHANCE_YOUR_CALM });
      peer.send(head(5));
      await peer.expect('HEADERS', { streamId: 5 });
    });
  }

  it('is a limit of the responses of a server too', async () => {
    const { client, peer } = await askedClient({ maxHeaderListPairs: 1 });
    const events = eventsOf(client.request().resume());
    await peer.until('HEADERS');
    peer.send(head(1, [[':status', '200'], ['a', 'b']]));
    await peer.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    assert.deepStrictEqual(await events, [
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM',
      'close 11',
    ]);
  });
});

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

describe('maxOutstandingPings', () => {
  afterEach(closeEverything);

  for (const [given, most] of [[undefined, 10], [2, 2], [0, 0]]) {
    it(`of ${given} sends ${most} PINGs, and cancels others with the error alone`, async () => {
      const { client, peer } = await askedClient({ maxOutstandingPings: given });
      const cancelled = [];
      const sent = Array.from({ length: most + 2 }, () =>
        client.ping((...args) => cancelled.push(args)));
      assert.strictEqual(sent.filter(Boolean).length, most);
      assert.strictEqual(cancelled.length, 2);
      for (const args of cancelled.splice(0)) {
        assert.deepStrictEqual(args.map(({ code }) => code), ['ERR_HTTP2_PING_CANCEL']);
      }
      const pings = (await peer.soFar()).filter(({ type }) => type === 'PING');
      assert.strictEqual(pings.length, most);
    });
  }
});

describe('A request that waits for its turn', () => {
  afterEach(closeEverything);

  it('is refused when GOAWAY comes before it', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    const [first, second] = [1, 3].map(() => eventsOf(client.request().resume()));
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'GOAWAY', lastStreamId: 1, code: NO_ERROR });
    peer.send(head(1, [[':status', '200']]));
    assert.deepStrictEqual(await first, ['response 200', 'close 0']);
    assert.deepStrictEqual(await second, [
      'frameError 1 2 3',
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_REFUSED_STREAM',
      'close 7',
    ]);
  });

  itIsWanted('Ends of streams and sessions', 'is closed at once', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    client.request().on('error', () => {});
    const waiting = client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    const events = eventsOf(waiting);
    waiting.close(CANCEL);
    // The first has not been answered: it is still not the other's turn.
    assert.deepStrictEqual(await events, ['close 8']);
    peer.send(head(1, [[':status', '200']]));
    assert.ok(!(await linesOf(peer)).some((line) => line.startsWith('HEADERS')));
  });
});
