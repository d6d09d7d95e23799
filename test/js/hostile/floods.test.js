'use strict';

const assert = require('node:assert');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { builtin, olderThan, wanted } = require('../../support/oracle');
const { leavesNothing, repeated, sequence, Siege } = require('../../support/siege');

const FLOOD = 30_000;
const REQUESTS = 2000;
const ENHANCE_YOUR_CALM = 11;
const INTERNAL_ERROR = 2;

// Stream 1 is open. Before Node `survivedBefore` the builtin takes the flood for ever, and keeps the
// session; `code` is that of our GOAWAY, which is wanted to name the cause: the builtin's is
// INTERNAL_ERROR most of the time.
const FLOODS = {
  'PING': {
    bytes: () => repeated(FLOOD, { type: 'PING' }),
    code: INTERNAL_ERROR,
  },
  'acknowledgements of PINGs that nobody sent': {
    bytes: () => repeated(FLOOD, { type: 'PING', ack: true }),
    code: INTERNAL_ERROR,
  },
  'SETTINGS': {
    bytes: () => repeated(FLOOD, { type: 'SETTINGS' }),
    code: INTERNAL_ERROR,
  },
  'empty DATA': {
    bytes: () => repeated(FLOOD, { type: 'DATA', streamId: 1 }),
    code: INTERNAL_ERROR,
  },
  'bytes in a frame each that nobody reads': {
    bytes: () => repeated(FLOOD, { type: 'DATA', streamId: 1, data: 'a' }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'requests with fields that are dropped': {
    bytes: () => sequence(REQUESTS, (i) => [{
      type: 'HEADERS',
      streamId: 2 * i + 3,
      headers: [...GET, ...Array(125).fill(['a', 'b\x01'])],
    }]),
    code: INTERNAL_ERROR,
    survivedBefore: Infinity,
  },
  'DATA that is all padding': {
    bytes: () => repeated(FLOOD, { type: 'DATA', streamId: 1, flags: 8, payload: Buffer.alloc(1) }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: 22,
  },
  'WINDOW_UPDATE': {
    bytes: () => repeated(FLOOD, { type: 'WINDOW_UPDATE', increment: 1 }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'WINDOW_UPDATE for a stream': {
    bytes: () => repeated(FLOOD, { type: 'WINDOW_UPDATE', streamId: 1, increment: 1 }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'PRIORITY_UPDATE': {
    bytes: () => repeated(FLOOD, { type: 0x10, payload: Buffer.from('\0\0\0\x01u=1') }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'bytes with more padding': {
    bytes: () => repeated(FLOOD, {
      type: 'DATA', streamId: 1, flags: 8, payload: Buffer.from([4, 42, 0, 0, 0, 0]),
    }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'DATA for a stream that it has reset': {
    bytes: () => Buffer.concat([
      repeated(1, { type: 'RST_STREAM', streamId: 1, code: 8 }),
      repeated(FLOOD, { type: 'DATA', streamId: 1, data: 'a' }),
    ]),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: Infinity,
  },
  'PRIORITY': {
    bytes: () => repeated(FLOOD, { type: 'PRIORITY', streamId: 5 }),
    code: ENHANCE_YOUR_CALM,
    survivedBefore: 22,
  },
  'CONTINUATION': {
    bytes: () => Buffer.concat([
      repeated(1, { type: 'HEADERS', streamId: 3, headers: GET, endHeaders: false }),
      repeated(FLOOD, {
        type: 'CONTINUATION', streamId: 3, headers: [['a', 'b']], endHeaders: false,
      }),
    ]),
    code: INTERNAL_ERROR,
  },
  'empty CONTINUATION': {
    bytes: () => Buffer.concat([
      repeated(1, { type: 'HEADERS', streamId: 3, headers: GET, endHeaders: false }),
      repeated(FLOOD, { type: 'CONTINUATION', streamId: 3, endHeaders: false }),
    ]),
    code: INTERNAL_ERROR,
  },
  'requests that it resets': {
    bytes: () => sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 3, headers: GET, endStream: true },
      { type: 'RST_STREAM', streamId: 2 * i + 3, code: 8 },
    ]),
    code: INTERNAL_ERROR,
    survivedBefore: 22,
  },
  'requests whose window it overflows': {
    bytes: () => sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 3, headers: POST },
      { type: 'WINDOW_UPDATE', streamId: 2 * i + 3, increment: 2 ** 31 - 1 },
    ]),
  },
  'malformed requests': {
    bytes: () => sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 3, headers: [[':method', 'GET']], endStream: true },
    ]),
    code: INTERNAL_ERROR,
  },
  'requests whose bodies are longer than they said': {
    bytes: () => sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 3, headers: [...POST, ['content-length', '1']] },
      { type: 'DATA', streamId: 2 * i + 3, data: 'two' },
    ]),
    survivedBefore: 22,
  },
  'requests with a field too many': {
    bytes: () => sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 3, headers: [...GET, ...Array(125).fill(['a', ''])] },
    ]),
    code: ENHANCE_YOUR_CALM,
  },
};

const OVER_TLS = [
  { title: 'PING', loses: true }, { title: 'SETTINGS', loses: true }, { title: 'empty DATA' },
  { title: 'CONTINUATION' }, { title: 'malformed requests', loses: true },
];

async function flood(siege, bytes) {
  const attacker = await siege.attacker();
  attacker.send({ type: 'HEADERS', streamId: 1, headers: POST });
  attacker.sendBytes(bytes);
  await siege.bystanderIsServed();
  const goaway = await siege.ends(attacker);
  attacker.destroy();
  await siege.isOver();
  return goaway;
}

describe('A flood of', () => {
  afterEach(closeEverything);

  for (const [title, { bytes, code, survivedBefore = 0 }] of Object.entries(FLOODS)) {
    if (olderThan(survivedBefore)) continue;

    it(`${title} ends its session and hurts nobody else`, async () => {
      const siege = await Siege.begin();
      const goaway = await flood(siege, bytes());
      const cause = wanted('Hostile peers', code);
      if (cause !== undefined && !builtin) assert.strictEqual(goaway.code, cause);
      assert.strictEqual(siege.errors.length, 1);
    });
  }

  for (const { title, loses } of OVER_TLS) {
    // docs/compatibility.md, Hostile peers: the builtin's GOAWAY never arrives.
    if (builtin && loses) continue;

    it(`${title} over TLS ends its session and hurts nobody else`, async () => {
      const siege = await Siege.begin({ secure: true });
      await flood(siege, FLOODS[title].bytes());
      assert.strictEqual(siege.errors.length, 1);
    });
  }

  it('GOAWAY ends its session and hurts nobody else', async () => {
    const siege = await Siege.begin();
    const attacker = await siege.attacker();
    attacker.sendBytes(repeated(FLOOD, { type: 'GOAWAY' }));
    await siege.bystanderIsServed();
    await siege.closed;
    attacker.destroy();
    await siege.isOver();
  });

  it('any kind leaves no memory and no descriptors behind', async () => {
    const siege = await Siege.begin();
    const attacks = ['PING', 'empty DATA', 'malformed requests'].map((title) => FLOODS[title].bytes());
    await leavesNothing(async () => {
      for (const bytes of attacks) await flood(siege, bytes);
    });
  });
});
