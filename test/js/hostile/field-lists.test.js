'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { encodeHeaderBlock } = require('../../support/hpack');
const { closeEverything } = require('../../support/listening');
const { leavesNothing, Siege } = require('../../support/siege');

const ENHANCE_YOUR_CALM = 11;

/** A block that puts a field into the dynamic table, and then refers to it. */
function hpackBomb(name, value, references) {
  const lengths = [name.length, 0x7f, (value.length - 127) % 128 | 128, value.length - 127 >> 7];
  return Buffer.concat([
    encodeHeaderBlock(GET),
    Buffer.from([0x40, lengths[0]]), Buffer.from(name),
    Buffer.from(lengths.slice(1)), Buffer.from(value),
    Buffer.alloc(references, 0x80 | 62),
  ]);
}

// Lists that are too long when a field counts its length and 32 (RFC 9113, 6.5.2).
const BOMBS = {
  'a long field that is referred to again and again': hpackBomb('x', 'x'.repeat(3900), 10_000),
  'a short field that is referred to again and again': hpackBomb('cookie', 'a'.repeat(127), 16_000),
  'many crumbs of a cookie': encodeHeaderBlock([...GET, ...Array(1500).fill(['cookie', ''])]),
  'more fields than are allowed': encodeHeaderBlock([...GET, ...Array(125).fill(['a', ''])]),
  'fields without names or values': encodeHeaderBlock([...GET, ...Array(3000).fill(['a', ''])]),
};

function request(streamId, payload) {
  return { type: 'HEADERS', streamId, payload, endStream: true };
}

describe('A list of', () => {
  afterEach(closeEverything);

  for (const [title, block] of Object.entries(BOMBS)) {
    it(`${title} resets its stream, and the session goes on`, async () => {
      const seen = [];
      const siege = await Siege.begin({}, (stream, headers) => seen.push(headers));
      const attacker = await siege.attacker();
      attacker.send(request(1, block.subarray(0, 16_384)));
      await attacker.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
      attacker.send({
        type: 'HEADERS', streamId: 3, endStream: true,
        headers: [...GET.filter(([name]) => name !== ':path'), [':path', '/alive']],
      });
      await attacker.until('HEADERS', { streamId: 3 });
      await siege.bystanderIsServed();
      assert.deepStrictEqual(seen, []);
      assert.strictEqual(siege.attacked.destroyed, false);
    });
  }

  it('fields that is a bomb costs no memory', async () => {
    const siege = await Siege.begin();
    const bomb = hpackBomb('cookie', 'a'.repeat(3900), 12_000);
    await leavesNothing(async () => {
      const attacker = await siege.attacker();
      for (let id = 1; id < 400; id += 2) attacker.send(request(id, bomb));
      await attacker.until('RST_STREAM', { streamId: 399, code: ENHANCE_YOUR_CALM });
      await siege.bystanderIsServed();
      attacker.destroy();
      await siege.isOver();
    });
  });

  it('fields that the peer was told is too long resets its stream', async () => {
    const siege = await Siege.begin({ settings: { maxHeaderListSize: 1000 } });
    const attacker = await siege.attacker();
    attacker.send({ type: 'HEADERS', streamId: 1, headers: [...GET, ['a', 'x'.repeat(1000)]] });
    await attacker.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    await siege.bystanderIsServed();
  });

  it('trailers that is too long resets its stream', async () => {
    const siege = await Siege.begin({ maxHeaderListPairs: 10 });
    const attacker = await siege.attacker();
    attacker.send(
      { type: 'HEADERS', streamId: 1, headers: GET },
      { type: 'HEADERS', streamId: 1, headers: Array(11).fill(['a', '']), endStream: true },
    );
    await attacker.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    await siege.bystanderIsServed();
  });
});
