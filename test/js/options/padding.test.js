'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { askedClient, servedPeer } = require('../../support/framed');

const {
  PADDING_STRATEGY_ALIGNED, PADDING_STRATEGY_CALLBACK, PADDING_STRATEGY_MAX, PADDING_STRATEGY_NONE,
} = http2.constants;

// By the length of the body: type and payload length of each frame of the answer, its padding
// included. The head is a byte: `:status 200`.
const SIZES = {
  NONE: {
    strategy: PADDING_STRATEGY_NONE,
    answers: {
      1: ['HEADERS 1', 'DATA 1'], 100: ['HEADERS 1', 'DATA 100'],
      20000: ['HEADERS 1', 'DATA 16384', 'DATA 3616'],
    },
    request: 'DATA 5',
  },
  MAX: {
    strategy: PADDING_STRATEGY_MAX,
    answers: {
      1: ['HEADERS 257', 'DATA 257'], 100: ['HEADERS 257', 'DATA 356'],
      20000: ['HEADERS 257', 'DATA 16384', 'DATA 3872'],
    },
    request: 'DATA 261',
  },
  ALIGNED: {
    strategy: PADDING_STRATEGY_ALIGNED,
    answers: {
      1: ['HEADERS 7', 'DATA 7'], 7: ['HEADERS 7', 'DATA 7'], 100: ['HEADERS 7', 'DATA 103'],
      20000: ['HEADERS 7', 'DATA 16384', 'DATA 3623'],
    },
    request: 'DATA 7',
  },
};

describe('paddingStrategy', () => {
  afterEach(closeEverything);

  const answer = (size) => (stream) => {
    stream.respond({}, { sendDate: false });
    stream.end(Buffer.alloc(size));
  };

  const sized = (frames) => frames.filter(({ type }) => type === 'HEADERS' || type === 'DATA')
    .map(({ type, length }) => `${type} ${length}`);

  for (const [name, { strategy, answers, request }] of Object.entries(SIZES)) {
    for (const [size, expected] of Object.entries(answers)) {
      it(`${name} sends a body of ${size} bytes as ${expected.join(', ')}`, async () => {
        const { peer } = await servedPeer({ paddingStrategy: strategy }, answer(Number(size)));
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
        const frames = [];
        do frames.push(await peer.next()); while (!frames.at(-1).endStream);
        assert.deepStrictEqual(sized(frames), expected);
        const body = Buffer.concat(frames.slice(1).map(({ data }) => data));
        assert.deepStrictEqual(body, Buffer.alloc(Number(size)));
      });
    }

    it(`${name} pads the frames of a client`, async () => {
      const { client, peer } = await askedClient({ paddingStrategy: strategy });
      client.request({ ':method': 'POST' }).end('hello');
      const head = await peer.until('HEADERS');
      assert.strictEqual((head.flags & 8) !== 0, name !== 'NONE');
      const data = await peer.until('DATA');
      assert.strictEqual(`DATA ${data.length}`, request);
      assert.strictEqual(data.data.toString(), 'hello');
    });

    it(`${name} leaves an empty body with trailers whole`, async () => {
      let wanted = 0;
      const { peer } = await servedPeer({ paddingStrategy: strategy }, (stream) => {
        stream.on('wantTrailers', () => { wanted++; stream.sendTrailers({ x: 'y' }); });
        stream.respond({}, { waitForTrailers: true });
        stream.end();
      });
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.expect('HEADERS', { endStream: false });
      const trailers = await peer.until('HEADERS', { endStream: true });
      assert.deepStrictEqual(trailers.headers, [['x', 'y']]);
      assert.strictEqual(wanted, 1);
    });
  }

  it('CALLBACK is ALIGNED by another name', async () => {
    assert.strictEqual(PADDING_STRATEGY_CALLBACK, PADDING_STRATEGY_ALIGNED);
    const { peer } = await servedPeer({ paddingStrategy: PADDING_STRATEGY_CALLBACK }, answer(1));
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.expect('HEADERS', { length: 7 });
  });
});
