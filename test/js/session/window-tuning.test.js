'use strict';

// Receive windows that grow with the path.

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { closeEverything } = require('../../support/listening');
const { POST } = require('../../support/frame-peer');
const { itIsWanted } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const SECTION = 'Receive windows';
const INITIAL = 65_535;
const DATA = Buffer.alloc(16_000);

function sendData(peer, streamId, frames) {
  peer.send(...Array.from({ length: frames }, () => ({ type: 'DATA', streamId, data: DATA })));
}

/** As much as the initial window lets a peer send. */
function fill(peer, streamId) {
  sendData(peer, streamId, 4);
}

const readAll = (stream) => stream.resume();

/** The upload of a frame peer, which a server reads in some way. */
async function upload(transport, options, read = readAll) {
  const { server, peer } = await serverOver(transport, options);
  const arrived = new Promise((resolve) => {
    server.on('stream', (stream) => {
      read(stream);
      stream.respond();
      resolve(stream);
    });
  });
  peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
  return { peer, streamId: 1, stream: await arrived };
}

/** The download of a client that reads in some way. */
async function download(transport, options, read = readAll) {
  const { session, peer } = await clientOver(transport, options);
  const stream = session.request();
  read(stream);
  await peer.until('HEADERS', { streamId: 1 });
  peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
  return { peer, streamId: 1, stream };
}

/** Readers that take nothing, or one chunk. */
const STOPPING = {
  'pauses at the first chunk': (stream) => stream.once('data', () => stream.pause()),
  "listens for 'readable' and does not read": (stream) => stream.on('readable', () => {}),
};

/** Readers that take all. */
const READING = {
  "listens for 'data'": readAll,
  iterates: async (stream) => {
    for await (const chunk of stream) assert.ok(chunk.length > 0);
  },
  'reads when it can': (stream) => stream.on('readable', () => {
    while (stream.read() !== null);
  }),
};

const DIRECTIONS = { 'an upload': upload, 'a download': download };

/** Reads on until both windows have grown. */
async function growth(peer) {
  const grown = { 0: 0, 1: 0 };
  while (grown[0] < INITIAL || grown[1] < INITIAL) {
    const { streamId, increment } = await peer.until('WINDOW_UPDATE');
    grown[streamId] += increment;
  }
  return grown;
}

/** The frames that come until the answer to a PING of the peer's own. */
async function framesUntilPong(peer) {
  const payload = Buffer.from('the peer');
  peer.send({ type: 'PING', data: payload });
  const frames = [];
  for (;;) {
    const frame = await peer.next();
    if (frame.type === 'PING' && frame.ack) return frames;
    frames.push(frame);
  }
}

describe('Windows that grow with the path', () => {
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    for (const [name, begin] of Object.entries(DIRECTIONS)) {
      itIsWanted(SECTION, `grow when ${name} over ${transport} fills them within a round trip`, async () => {
        const { peer, streamId, stream } = await begin(transport);
        fill(peer, streamId);
        // The acknowledgement of the PING is still on its way.
        await peer.until('PING', { ack: false });
        const grown = await growth(peer);
        assert.ok(grown[0] > 4 * INITIAL && grown[1] > 4 * INITIAL, JSON.stringify(grown));
        assert.strictEqual(stream.session.localSettings.initialWindowSize, INITIAL);
      });
    }
  }

  for (const transport of TRANSPORTS) {
    for (const [name, begin] of Object.entries(DIRECTIONS)) {
      for (const [does, read] of Object.entries(STOPPING)) {
        it(`do not grow for ${name} over ${transport} whose reader ${does}`, async () => {
          const { peer, streamId } = await begin(transport, {}, read);
          fill(peer, streamId);
          let granted = 0;
          for (let i = 0; i < 3; i++) {
            const frames = await framesUntilPong(peer);
            const updates = frames.filter((frame) => frame.type === 'WINDOW_UPDATE');
            for (const frame of updates) if (frame.streamId === streamId) granted += frame.increment;
          }
          assert.ok(granted <= INITIAL, `${granted}`);
        });
      }
    }
  }

  for (const transport of TRANSPORTS) {
    for (const [name, begin] of Object.entries(DIRECTIONS)) {
      for (const [does, read] of Object.entries(READING)) {
        const title = `stay grown, and open by eighths, for ${name} over ${transport} whose reader ${does}`;
        itIsWanted(SECTION, title, async () => {
          const options = { maxStreamWindowSize: 16 * INITIAL };
          const { peer, streamId, stream } = await begin(transport, options, read);
          fill(peer, streamId);
          const { 1: grown } = await growth(peer);
          const eighth = Math.floor(grown / 8);
          for (let round = 0; round < 8; round++) {
            sendData(peer, streamId, Math.ceil(eighth / DATA.length) + 4);
            for (let opened = 0; opened < eighth;) {
              const update = await peer.until('WINDOW_UPDATE', { streamId });
              opened += update.increment;
            }
          }
          const { localWindowSize } = stream.state;
          assert.ok(localWindowSize > grown / 2, `${localWindowSize} of ${grown}`);
        });
      }
    }
  }

  itIsWanted(SECTION, 'do not grow for a body of less than 16 KiB, and send no PING', async () => {
    const { peer, streamId } = await upload('TCP');
    peer.send({ type: 'DATA', streamId, data: DATA });
    const frames = await framesUntilPong(peer);
    assert.deepStrictEqual(frames.filter(({ type }) => type === 'PING' || type === 'WINDOW_UPDATE'), []);
  });

  itIsWanted(SECTION, 'let a peer send no more to a stream that nobody reads', async () => {
    const { peer, streamId } = await upload('TCP', {}, () => {});
    fill(peer, streamId);
    const frames = await framesUntilPong(peer);
    const updates = frames.filter((frame) => frame.type === 'WINDOW_UPDATE' && frame.streamId === streamId);
    assert.deepStrictEqual(updates, []);
  });

  itIsWanted(SECTION, 'stay as they are with windowTuning: false', async () => {
    const { peer, streamId } = await upload('TCP', { windowTuning: false });
    fill(peer, streamId);
    const frames = await framesUntilPong(peer);
    assert.ok(!frames.some(({ type }) => type === 'PING'));
    const sum = frames.filter((frame) => frame.type === 'WINDOW_UPDATE' && frame.streamId === streamId)
      .reduce((total, { increment }) => total + increment, 0);
    assert.ok(sum <= 4 * DATA.length, `${sum}`);
  });

  itIsWanted(SECTION, 'grow no further than maxStreamWindowSize and maxConnectionWindowSize', async () => {
    const limits = { maxStreamWindowSize: 3 * INITIAL, maxConnectionWindowSize: 4 * INITIAL };
    const { peer, streamId } = await upload('TCP', limits);
    fill(peer, streamId);
    await peer.until('PING', { ack: false });
    const grown = await growth(peer);
    const most = 4 * DATA.length;
    assert.ok(grown[1] <= 2 * INITIAL + most && grown[0] <= 3 * INITIAL + most, JSON.stringify(grown));
  });

  itIsWanted(SECTION, 'cause no event and no callback of a PING that the program sends', async () => {
    const { peer, streamId, stream } = await upload('TCP');
    const seen = [];
    stream.session.on('ping', () => seen.push('ping'));
    fill(peer, streamId);
    const probe = await peer.until('PING', { ack: false });
    const answered = new Promise((resolve) => {
      stream.session.ping(Buffer.from('program!'), (error, duration, payload) => resolve(`${payload}`));
    });
    const own = await peer.until('PING', { ack: false });
    peer.send({ type: 'PING', ack: true, data: probe.data }, { type: 'PING', ack: true, data: own.data });
    assert.strictEqual(await answered, 'program!');
    assert.deepStrictEqual(seen, []);
  });

  itIsWanted(SECTION, 'begin at connectionWindowSize for the connection', async () => {
    const { session, peer } = await clientOver('TCP', { connectionWindowSize: 1_000_000 });
    assert.strictEqual(session.state.effectiveLocalWindowSize, 1_000_000);
    session.request();
    const frames = [];
    for (let frame; frame?.type !== 'HEADERS'; frames.push(frame)) frame = await peer.next();
    assert.ok(frames.every(({ type }) => type !== 'PING'), JSON.stringify(frames));
  });

  for (const [name, value, code] of [
    ['windowTuning', 1, 'ERR_INVALID_ARG_TYPE'],
    ['maxStreamWindowSize', 65_534, 'ERR_OUT_OF_RANGE'],
    ['maxConnectionWindowSize', 2 ** 31, 'ERR_OUT_OF_RANGE'],
    ['connectionWindowSize', '1', 'ERR_INVALID_ARG_TYPE'],
  ]) {
    itIsWanted(SECTION, `refuse ${name}: ${JSON.stringify(value)} with ${code}`, () => {
      assert.throws(() => http2.createServer({ [name]: value }), { code });
      assert.throws(() => http2.connect('http://localhost:1', { [name]: value }), { code });
    });
  }
});
