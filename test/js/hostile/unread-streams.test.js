'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const ENHANCE_YOUR_CALM = 11;
const TEN_STREAMS = { settings: { maxConcurrentStreams: 10 } };

const push = (id, size = 100) => [
  { type: 'PUSH_PROMISE', streamId: 1, promised: id, headers: GET },
  { type: 'HEADERS', streamId: id, headers: [[':status', '200']], endStream: size === 0 },
  ...size > 0 ? [{ type: 'DATA', streamId: id, data: Buffer.alloc(size), endStream: true }] : [],
];

/** A client that has asked, and holds what is pushed without reading it. */
async function holding(transport, options, hold = () => {}) {
  const { session, peer } = await clientOver(transport, options);
  const seen = { session, peer, pushed: [], errors: [] };
  session.on('error', ({ message }) => seen.errors.push(message));
  session.on('stream', (stream) => {
    stream.on('error', () => {});
    seen.pushed.push(stream);
    hold(stream);
  });
  session.request().on('error', () => {});
  await peer.until('HEADERS', { streamId: 1 });
  return seen;
}

/** Resolves when there are so many. */
async function reached(streams, count) {
  while (streams.length < count) await new Promise(setImmediate);
}

const isReset = (frame) => frame.type === 'RST_STREAM' && frame.code === ENHANCE_YOUR_CALM;

for (const transport of TRANSPORTS) {
  describe(`Pushes that nobody reads, over ${transport},`, () => {
    afterEach(closeEverything);

    for (const [state, frames] of Object.entries({ promised: 1, open: 2 })) {
      it(`are refused beyond maxConcurrentStreams when they are ${state}`, async () => {
        const { session, peer, pushed } = await holding(transport, TEN_STREAMS);
        for (let id = 2; id <= 40; id += 2) peer.send(...push(id).slice(0, frames));
        // The request is one of the ten.
        for (let id = 20; id <= 40; id += 2) {
          await peer.until('RST_STREAM', { streamId: id, code: ENHANCE_YOUR_CALM });
        }
        assert.deepStrictEqual([pushed.length, session.destroyed], [9, false]);
      });
    }

    it('are not delivered beyond maxConcurrentStreams when they are complete', async () => {
      const { session, peer, pushed } = await holding(transport, TEN_STREAMS);
      for (let id = 2; id <= 40; id += 2) {
        peer.send(...push(id));
        await peer.soFar();
      }
      await peer.soFar();
      assert.deepStrictEqual([pushed.length, session.destroyed], [9, false]);
    });

    it('end the session when they do not stop', async () => {
      const { session, peer, errors, pushed } = await holding(transport, TEN_STREAMS);
      const closed = new Promise((resolve) => { session.once('close', resolve); });
      for (let id = 2; !peer.isEnded && !session.destroyed; id += 2) {
        peer.send(...push(id));
        await new Promise(setImmediate);
      }
      await closed;
      assert.deepStrictEqual([pushed.length, errors], [9, ['The user callback function failed']]);
    });

    it('make room when they are read or destroyed', async () => {
      const { session, peer, pushed } = await holding(transport, TEN_STREAMS);
      for (let id = 2; id <= 18; id += 2) peer.send(...push(id));
      await reached(pushed, 9);
      const over = pushed.map((stream) => new Promise((resolve) => { stream.once('close', resolve); }));
      pushed.forEach((stream, i) => (i % 2 === 0 ? stream.resume() : stream.destroy()));
      await Promise.all(over);
      for (let id = 20; id <= 36; id += 2) peer.send(...push(id));
      await reached(pushed, 18);
      assert.deepStrictEqual((await peer.soFar()).filter(isReset), []);
      assert.strictEqual(session.destroyed, false);
    });
  });

  describe(`Requests that nobody reads, over ${transport},`, () => {
    afterEach(closeEverything);

    async function answering(options) {
      const { server, peer } = await serverOver(transport, options);
      const held = [];
      server.on('sessionError', () => {});
      server.on('stream', (stream) => {
        held.push(stream);
        stream.on('error', () => {});
        stream.on('data', () => {}).pause();
        stream.respond();
        stream.end('early');
      });
      const send = (id) => peer.send(
        { type: 'HEADERS', streamId: id, headers: POST },
        { type: 'DATA', streamId: id, data: Buffer.alloc(100), endStream: true });
      return { server, peer, send, held };
    }

    /** Whether it was answered or refused; not when the session has ended. */
    async function isAnswered(peer, id) {
      for (let frame; (frame = await peer.next());) {
        if (frame.streamId === id && (frame.endStream || isReset(frame))) return true;
      }
      return false;
    }

    it('count in maxConcurrentStreams when they are complete and answered', async () => {
      const { peer, send, held } = await answering(TEN_STREAMS);
      for (let id = 1; id < 40; id += 2) {
        send(id);
        if (id < 20) await peer.until('DATA', { streamId: id, endStream: true });
        else await peer.until('RST_STREAM', { streamId: id, code: ENHANCE_YOUR_CALM });
      }
      assert.strictEqual(held.length, 10);
      const over = held.map((stream) => once(stream, 'close'));
      for (const stream of held) stream.resume();
      await Promise.all(over);
      send(41);
      await peer.until('DATA', { streamId: 41, endStream: true });
    });

    it('end the session when they do not stop', async () => {
      const { server, peer, send, held } = await answering(TEN_STREAMS);
      const failed = once(server, 'sessionError');
      send(1);
      for (let id = 1; await isAnswered(peer, id); id += 2) send(id + 2);
      const [{ message }] = await failed;
      assert.deepStrictEqual([held.length, message], [10, 'The user callback function failed']);
    });
  });
}

/** Pushes until one is refused. */
async function untilRefused(peer, framesOf) {
  const refused = peer.until('RST_STREAM', { code: ENHANCE_YOUR_CALM });
  for (let id = 2; !peer.lines.some((line) => line.startsWith('RST')); id += 2) {
    peer.send(...framesOf(id));
    await new Promise(setImmediate);
  }
  await refused;
}

describe('Unread streams', () => {
  afterEach(closeEverything);

  itIsWanted('Hostile peers', 'count in maxSessionMemory with what they hold', async () => {
    const { session, peer, pushed } = await holding('TCP', { maxSessionMemory: 1 });
    await untilRefused(peer, (id) => push(id, 1000));
    assert.ok(pushed.length > 400 && pushed.length < 700, String(pushed.length));
    assert.strictEqual(session.destroyed, false);
  });

  it('that are open count in maxSessionMemory', async () => {
    const { peer, pushed } = await holding('TCP', { maxSessionMemory: 1 });
    await untilRefused(peer, (id) => push(id).slice(0, 2));
    assert.ok(pushed.length < 3000, String(pushed.length));
  });

  it('that are read as they come have no limit', async () => {
    let closed = 0;
    const { peer, pushed } = await holding('TCP', TEN_STREAMS, (stream) => {
      stream.resume().on('close', () => closed++);
    });
    for (let id = 2; id <= 400; id += 2) {
      peer.send(...push(id));
      while (closed < id / 2) await new Promise(setImmediate);
    }
    assert.strictEqual(pushed.length, 200);
  });
});
