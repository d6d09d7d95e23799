'use strict';

const assert = require('node:assert');
const crypto = require('node:crypto');
const { once } = require('node:events');
const net = require('node:net');
const { encodeFrame } = require('../../support/frame');
const { GET, POST, PREFACE } = require('../../support/frame-peer');
const { closeEverything, closeLater } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { leavesNothing, repeated, Siege } = require('../../support/siege');

const PROTOCOL_ERROR = 1;
const FRAME_SIZE_ERROR = 6;

const open = { type: 'HEADERS', streamId: 1, headers: POST };
const complete = { type: 'HEADERS', streamId: 1, headers: GET, endStream: true };

// What breaks the rules of the connection, and the GOAWAY that answers it.
const VIOLATIONS = {
  'DATA for stream 0': { frames: [{ type: 'DATA', streamId: 0, data: 'x' }] },
  'DATA for a stream that nobody opened': { frames: [{ type: 'DATA', streamId: 1, data: 'x' }] },
  'DATA after the end of its stream': {
    frames: [complete, { type: 'DATA', streamId: 1, data: 'x' }], code: 5,
  },
  'HEADERS for an even stream': { frames: [{ ...complete, streamId: 2 }] },
  'HEADERS for stream 0': { frames: [{ ...complete, streamId: 0 }] },
  'HEADERS that depend on themselves': {
    frames: [{ type: 'HEADERS', streamId: 1, flags: 0x20, payload: Buffer.from([0, 0, 0, 1, 0]) }],
    code: null,
  },
  'CONTINUATION out of nowhere': { frames: [{ type: 'CONTINUATION', streamId: 1 }] },
  'another frame within a block': {
    frames: [{ ...open, endHeaders: false }, { type: 'PING' }],
  },
  'a block that HPACK does not know': {
    frames: [{ ...open, payload: Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff, 0xff]) }], code: 9,
  },
  'RST_STREAM for a stream that nobody opened': {
    frames: [{ type: 'RST_STREAM', streamId: 1, code: 8 }],
  },
  'PUSH_PROMISE by a client': {
    frames: [open, { type: 'PUSH_PROMISE', streamId: 1, promised: 2, headers: GET }],
  },
  'a frame that is too long': {
    frames: [open, { type: 'DATA', streamId: 1, payload: Buffer.alloc(16_385) }],
    code: FRAME_SIZE_ERROR,
  },
  'padding that is longer than its frame': {
    frames: [open, { type: 'DATA', streamId: 1, flags: 8, payload: Buffer.from([9, 0]) }],
  },
  'SETTINGS of half an entry': {
    frames: [{ type: 'SETTINGS', payload: Buffer.alloc(3) }], code: FRAME_SIZE_ERROR,
  },
  'SETTINGS out of range': { frames: [{ type: 'SETTINGS', settings: [[5, 1]] }] },
  'a window that overflows': {
    frames: [{ type: 'WINDOW_UPDATE', increment: 2 ** 31 - 1 }], code: 3,
  },
  'a window that grows by nothing': { frames: [{ type: 'WINDOW_UPDATE', increment: 0 }] },
  'a window of a stream that grows by nothing': {
    frames: [open, { type: 'WINDOW_UPDATE', streamId: 1, increment: 0 }],
  },
  'PING of a wrong size': {
    frames: [{ type: 'PING', payload: Buffer.alloc(7) }], code: FRAME_SIZE_ERROR,
  },
};

/** A connection that says this and no more; resolves when it is closed. */
async function say(port, bytes, { end = true } = {}) {
  const socket = closeLater(net.connect({ port, host: '127.0.0.1' }));
  socket.on('error', () => {});
  socket.resume();
  if (end) socket.end(bytes);
  else socket.write(bytes, () => socket.destroy());
  await once(socket, 'close');
}

// The builtin of Node 20 keeps most of these sessions for ever.
const keepsSessions = olderThan(22);

describe('A session ends with', () => {
  afterEach(closeEverything);

  for (const [title, { frames, code = PROTOCOL_ERROR }] of Object.entries(VIOLATIONS)) {
    if (keepsSessions) continue;

    it(title, async () => {
      const siege = await Siege.begin();
      const attacker = await siege.attacker();
      attacker.send(...frames);
      const goaway = await siege.ends(attacker);
      if (code !== null) assert.strictEqual(goaway.code, code);
      await siege.isOver();
      assert.strictEqual(siege.errors.length, 1);
    });
  }
});

describe('A server outlives', () => {
  afterEach(closeEverything);

  for (const seed of keepsSessions ? [] : [1, 2, 3]) {
    it(`noise after the handshake, ${seed}`, async () => {
      const siege = await Siege.begin();
      for (let i = 0; i < 10; i++) {
        const attacker = await siege.attacker();
        attacker.sendBytes(noise(`${seed} ${i}`));
        attacker.socket.end();
        await siege.closed;
        attacker.destroy();
      }
      await siege.isOver();
    });
  }

  it('frames that are cut short', async () => {
    const siege = await Siege.begin();
    const bytes = Buffer.concat([PREFACE, encodeFrame({ type: 'SETTINGS' }), encodeFrame(open)]);
    await leavesNothing(async () => {
      for (let size = 0; size <= bytes.length; size += 3) {
        await say(siege.server.address().port, bytes.subarray(0, size), { end: size % 2 === 0 });
      }
      await siege.isOver();
    });
  });

  it('connections that are ended in the middle of a request', async () => {
    const siege = await Siege.begin();
    const bytes = Buffer.concat([PREFACE, encodeFrame({ type: 'SETTINGS' }), encodeFrame(open),
      encodeFrame({ type: 'DATA', streamId: 1, data: 'a part' })]);
    await leavesNothing(async () => {
      for (let i = 0; i < 20; i++) await say(siege.server.address().port, bytes);
      await siege.isOver();
    });
  });

  it('many connections that never say anything', async () => {
    const siege = await Siege.begin();
    const sockets = [];
    for (let i = 0; i < 100; i++) {
      const socket = closeLater(net.connect(siege.server.address().port));
      await once(socket, 'connect');
      sockets.push(socket);
    }
    await siege.newcomerIsServed();
    for (const socket of sockets) socket.destroy();
    await siege.isOver();
  });

  it('requests after a GOAWAY of the client', async () => {
    const siege = await Siege.begin();
    const attacker = await siege.attacker();
    attacker.send({ type: 'GOAWAY' }, complete, { ...complete, streamId: 3 });
    await siege.closed;
    attacker.destroy();
    await siege.isOver();
  });

  it('requests after its own GOAWAY', async () => {
    const siege = await Siege.begin();
    const attacker = await siege.attacker();
    attacker.send(open);
    await once(siege.attacked, 'stream');
    siege.attacked.close();
    await attacker.until('GOAWAY');
    attacker.sendBytes(Buffer.concat(Array.from({ length: 5000 }, (_, i) =>
      encodeFrame({ ...complete, streamId: 2 * i + 3 }))));
    await siege.bystanderIsServed();
    attacker.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
    await siege.closed;
    await siege.isOver();
  });

  it('frames of types that nobody knows', async () => {
    const siege = await Siege.begin();
    const attacker = await siege.attacker();
    attacker.sendBytes(repeated(1000, { type: 0xee, payload: Buffer.alloc(100) }));
    assert.deepStrictEqual(await attacker.soFar(), []);
    await siege.bystanderIsServed();
  });
});

function noise(seed) {
  return crypto.createHash('shake256', { outputLength: 5000 }).update(seed).digest();
}
