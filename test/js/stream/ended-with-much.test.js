'use strict';

// A message that is complete, and read after its connection has ended, when our own was more than the
// Writable takes at once: Node says of an ended Writable for ever that it needs to drain.

const assert = require('node:assert');
const { once } = require('node:events');
const { POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

// More than the highWaterMark of every Node, and no more than the peer's window.
const OURS = Buffer.alloc(65_535);
const THEIRS = Buffer.alloc(16_000);
const DATA = { type: 'DATA', streamId: 1, data: THEIRS };

const MEETINGS = {
  server: async (transport) => {
    const { server, peer } = await serverOver(transport);
    const created = once(server, 'stream');
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await created;
    stream.respond();
    return { stream, peer };
  },
  client: async (transport) => {
    const { session, peer } = await clientOver(transport);
    const stream = session.request({ ':method': 'POST' });
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
    await once(stream, 'response');
    return { stream, peer };
  },
};

async function sizeOfRest(stream) {
  let size = 0;
  stream.on('data', (chunk) => { size += chunk.length; });
  stream.resume();
  if (!stream.readableEnded) await once(stream, 'end');
  return size;
}

describe('A complete message whose stream was ended with much', () => {
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    for (const [side, meet] of Object.entries(MEETINGS)) {
      it(`reaches the paused reader of a ${side} over ${transport} after the connection`, async () => {
        const { stream, peer } = await meet(transport);
        stream.on('error', () => {});
        stream.session.on('error', () => {});
        const begun = once(stream, 'data');
        peer.send(DATA);
        const [first] = await begun;
        stream.pause();
        stream.end(OURS);
        for (let taken = 0; taken < OURS.length;) taken += (await peer.until('DATA')).data.length;
        peer.send(DATA, { ...DATA, endStream: true });
        await peer.soFar();
        const { session } = stream;
        peer.socket.end();
        while (!session.closed) await new Promise(setImmediate);
        assert.strictEqual(first.length + await sizeOfRest(stream), 3 * THEIRS.length);
      });
    }
  }
});
