'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { duplexPair } = require('../../support/duplex-pair');
const { askedClient, greetedClient, servedPeer } = require('../../support/framed');
const { FramePeer, GET, PREFACE } = require('../../support/frame-peer');
const { encodeFrame } = require('../../support/frame');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const [INITIAL_WINDOW_SIZE, MAX_CONCURRENT_STREAMS] = [4, 3];
const ACK = { type: 'SETTINGS', ack: true };

const withWindow = (size) => ({ type: 'SETTINGS', settings: [[INITIAL_WINDOW_SIZE, size]] });
const untilClosed = (emitter) => once(emitter, 'close');

describe('The settings that a session shows', () => {
  afterEach(closeEverything);

  it('in each remoteSettings are those of its own frame', async () => {
    const { client, peer } = await greetedClient();
    const shown = [];
    client.on('remoteSettings', (settings) => {
      shown.push([settings.initialWindowSize, client.remoteSettings.initialWindowSize]);
    });
    peer.send(withWindow(70_000), withWindow(80_000), { type: 'SETTINGS' }, { type: 'PING' });
    await once(client, 'ping');
    assert.deepStrictEqual(shown, [[70_000, 70_000], [80_000, 80_000], [80_000, 80_000]]);
  });

  it('in each remoteSettings are those of its own frame on a server, and over a Duplex', async () => {
    const server = http2.createServer();
    const [near, far] = duplexPair();
    closeLater(near);
    const shown = [];
    const pinged = new Promise((resolve) => {
      server.on('session', (session) => {
        session.on('remoteSettings', ({ initialWindowSize }) => shown.push(initialWindowSize));
        session.on('ping', resolve);
      });
    });
    server.emit('connection', far);
    const frames = [withWindow(70_000), withWindow(80_000), { type: 'PING' }].map(encodeFrame);
    near.write(Buffer.concat([PREFACE, ...frames]));
    await pinged;
    assert.deepStrictEqual(shown, [70_000, 80_000]);
  });

  it('in each callback and localSettings are those that were acknowledged by then', async () => {
    const { client, peer } = await greetedClient({ settings: { initialWindowSize: 70_000 } });
    const shown = [];
    const show = (name) => ({ initialWindowSize }) => {
      shown.push(`${name} ${initialWindowSize} ${client.localSettings.initialWindowSize}`);
    };
    await once(client, 'connect');
    client.on('localSettings', show('event'));
    client.settings({ initialWindowSize: 80_000 }, (error, settings) => show('callback')(settings));
    client.settings({ initialWindowSize: 90_000 });
    assert.strictEqual(client.localSettings.initialWindowSize, 65_535);
    peer.send({ type: 'SETTINGS' }, ACK, ACK, ACK, { type: 'PING' });
    await once(client, 'ping');
    assert.deepStrictEqual(shown, [
      'event 70000 70000', 'callback 80000 80000', 'event 80000 80000', 'event 90000 90000',
    ]);
  });

  it('are those before an acknowledgement that came in the same read', async () => {
    const { client, peer } = await greetedClient({ settings: { initialWindowSize: 70_000 } });
    const shown = new Promise((resolve) => {
      client.on('remoteSettings', () => resolve(client.localSettings.initialWindowSize));
    });
    peer.send(withWindow(80_000), ACK);
    assert.strictEqual(await shown, 65_535);
  });

  it('to a stream are those before a SETTINGS frame that came after it', async () => {
    const shown = [];
    const { peer } = await servedPeer({}, ({ session }) => {
      shown.push(session.remoteSettings.maxConcurrentStreams, session.remoteSettings.enablePush);
    });
    const settings = (value) => ({ type: 'SETTINGS', settings: [[MAX_CONCURRENT_STREAMS, value]] });
    const request = (streamId) => ({ type: 'HEADERS', streamId, headers: GET, endStream: true });
    peer.send(settings(7), request(1), settings(8), request(3));
    await peer.soFar();
    assert.deepStrictEqual(shown, [7, true, 8, true]);
  });

  it('before the first frame are the initial ones, and what peerMaxConcurrentStreams says', async () => {
    const server = await listen(http2.createServer({ peerMaxConcurrentStreams: 7 }));
    const client = connect(server, { peerMaxConcurrentStreams: 9 });
    assert.deepStrictEqual([client.remoteSettings, client.localSettings], [{}, {}]);
    const [[served]] = await Promise.all([once(server, 'session'), once(client, 'connect')]);
    assert.strictEqual(served.remoteSettings.maxConcurrentStreams, 7);
    assert.strictEqual(client.remoteSettings.maxConcurrentStreams, 9);
    assert.strictEqual(client.localSettings.maxConcurrentStreams, 2 ** 32 - 1);
  });

  it('include those without a name that each frame has had so far', async () => {
    const { client, peer } = await greetedClient({ remoteCustomSettings: [1000, 1001] });
    const shown = [];
    client.on('remoteSettings', ({ customSettings }) => shown.push(customSettings));
    const frame = (...settings) => ({ type: 'SETTINGS', settings });
    peer.send(frame([1000, 1]), frame([1001, 2], [1002, 9]), frame([1000, 3]), { type: 'PING' });
    await once(client, 'ping');
    assert.deepStrictEqual(shown, [{ 1000: 1 }, { 1000: 1, 1001: 2 }, { 1000: 3, 1001: 2 }]);
  });
});

describe('maxHeaderListSize', () => {
  afterEach(closeEverything);

  const ENHANCE_YOUR_CALM = 11;
  const BIG = [...GET, ['a', 'x'.repeat(600)]];
  const request = (streamId, headers = BIG) => ({ type: 'HEADERS', streamId, headers, endStream: true });

  async function smallServer(settings = { maxHeaderListSize: 500 }) {
    const seen = [];
    const server = await listen(http2.createServer({ settings }));
    server.on('stream', (stream) => {
      seen.push(`stream ${stream.id}`);
      stream.on('error', () => {});
      stream.on('trailers', () => seen.push('trailers'));
      stream.resume();
    });
    const peer = closeLater(await FramePeer.connect(server.address().port));
    peer.greet();
    return { peer, seen, server };
  }

  it('counts for requests that come after its acknowledgement', async () => {
    const { peer, seen } = await smallServer();
    peer.send(request(1), ACK, request(3));
    await peer.until('RST_STREAM', { streamId: 3, code: ENHANCE_YOUR_CALM });
    assert.deepStrictEqual(seen, ['stream 1']);
  });

  it('of a later SETTINGS frame counts from its own acknowledgement on', async () => {
    const { peer, seen, server } = await smallServer();
    server.on('session', (session) => session.settings({ maxHeaderListSize: 900 }));
    const second = closeLater(await FramePeer.connect(server.address().port));
    second.greet().send(ACK, request(1), ACK, request(3));
    await second.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    await second.soFar();
    assert.deepStrictEqual(seen, ['stream 3']);
    peer.destroy();
  });

  for (const [title, frames, expected] of [
    ['older', [request(1, GET), ACK], ['stream 1', 'trailers']],
    ['newer', [ACK, request(1, GET)], ['stream 1']],
  ]) {
    it(`counts for trailers as for the head of a stream that is ${title}`, async () => {
      const { peer, seen } = await smallServer();
      const open = frames.map((frame) => frame.streamId ? { ...frame, endStream: false } : frame);
      peer.send(...open, request(1, [['b', 'x'.repeat(600)]]));
      await peer.soFar();
      assert.deepStrictEqual(seen, expected);
    });
  }

  it('of a client counts for the answers to requests that were made after it', async () => {
    const { client, peer } = await greetedClient({ settings: { maxHeaderListSize: 500 } });
    peer.greet();
    await once(client, 'remoteSettings');
    const outcome = (stream) => Promise.race([
      once(stream, 'response').then(() => 'response'), once(stream, 'error').then(() => 'error'),
    ]).catch(() => 'error');
    const before = outcome(client.request());
    await peer.until('HEADERS', { streamId: 1 });
    peer.send(ACK);
    await once(client, 'localSettings');
    const after = outcome(client.request());
    await peer.until('HEADERS', { streamId: 3 });
    const answer = (streamId) => request(streamId, [[':status', '200'], ['a', 'x'.repeat(600)]]);
    peer.send(answer(1), answer(3));
    assert.deepStrictEqual(await Promise.all([before, after]), ['response', 'error']);
    await peer.until('RST_STREAM', { streamId: 3, code: ENHANCE_YOUR_CALM });
  });

  it('that nobody set refuses nothing', async () => {
    const { peer, seen } = await smallServer({});
    const long = Array.from({ length: 20 }, (_, i) => [`x-${i}`, 'x'.repeat(3900)]);
    peer.send(ACK, request(1, [...GET, ...long.slice(0, 4)]));
    await peer.soFar();
    const { client, peer: other } = await askedClient();
    const answered = once(client.request(), 'response');
    await other.until('HEADERS', { streamId: 1 });
    const [head, ...rest] = [long.slice(0, 4), long.slice(4, 8), long.slice(8, 12), long.slice(12, 16),
      long.slice(16)];
    other.send(
      { type: 'HEADERS', streamId: 1, headers: [[':status', '200'], ...head], endHeaders: false },
      ...rest.map((headers, i) => ({
        type: 'CONTINUATION', streamId: 1, headers, endHeaders: i === rest.length - 1,
      })),
    );
    const [headers] = await answered;
    assert.strictEqual(headers['x-19'].length, 3900);
    assert.deepStrictEqual(seen, ['stream 1']);
    client.destroy();
    await untilClosed(client);
  });
});
