'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { servedPeer } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

describe('A header list over maxHeaderListSize', () => {
  afterEach(closeEverything);

  it('costs its stream alone', async () => {
    const answer = (stream) => stream.respond({}, { endStream: true });
    const { errors, peer } = await servedPeer({ settings: { maxHeaderListSize: 500 } }, answer);
    const big = [...GET, ['x', 'y'.repeat(500)]];
    peer.send({ type: 'HEADERS', streamId: 1, headers: big, endStream: true });
    await peer.until('RST_STREAM', { streamId: 1 });
    peer.send({ type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
    await peer.until('HEADERS', { streamId: 3 });
    assert.deepStrictEqual(errors, []);
  });
});
