'use strict';

// The window of a stream that nobody reads stays shut (RFC 9113, 5.2).

const assert = require('node:assert');
const { once } = require('node:events');
const { POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

// The first window of a stream (RFC 9113, 6.9.2), in frames of at most the default size.
const FRAMES = [16_384, 16_384, 16_384, 16_383];

async function uploadTo(transport) {
  const { server, peer } = await serverOver(transport);
  const created = once(server, 'stream');
  peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
  const [stream] = await created;
  return { peer, stream };
}

async function downloadOf(transport) {
  const { session, peer } = await clientOver(transport);
  const stream = session.request();
  await peer.until('HEADERS', { streamId: 1 });
  const answered = once(stream, 'response');
  peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
  await answered;
  return { peer, stream };
}

/** By how much the peer may send more on stream 1 after a round trip. */
async function granted(peer) {
  peer.send({ type: 'PING', data: Buffer.from('the peer') });
  let size = 0;
  for (;;) {
    const frame = await peer.next();
    if (frame.type === 'PING' && frame.ack) return size;
    if (frame.type === 'WINDOW_UPDATE' && frame.streamId === 1) size += frame.increment;
  }
}

describe('The window of a stream that nobody reads', () => {
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    for (const [what, begin] of Object.entries({ 'an upload': uploadTo, 'a download': downloadOf })) {
      const full = () => FRAMES.map((size) => ({ type: 'DATA', streamId: 1, data: Buffer.alloc(size) }));

      it(`stays shut when ${what} over ${transport} fills it at once`, async () => {
        const { peer } = await begin(transport);
        peer.send(...full());
        for (let i = 0; i < 5; i++) assert.strictEqual(await granted(peer), 0);
      });

      it(`opens when the reader of ${what} over ${transport} begins`, async () => {
        const { peer, stream } = await begin(transport);
        peer.send(...full());
        assert.strictEqual(await granted(peer), 0);
        stream.resume();
        await peer.until('WINDOW_UPDATE', { streamId: 1 });
      });
    }
  }
});
