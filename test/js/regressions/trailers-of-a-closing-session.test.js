'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { servedPeer } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

describe('A session that is closing', () => {
  afterEach(closeEverything);

  it('still sends the trailers of its streams', async () => {
    const { peer, session } = await servedPeer({}, (stream) => {
      stream.on('wantTrailers', () => {
        session.close();
        setImmediate(() => stream.sendTrailers({ x: 'y' }));
      });
      stream.respond({}, { waitForTrailers: true });
      stream.end('body');
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const trailers = await peer.until('HEADERS', { streamId: 1, endStream: true });
    assert.deepStrictEqual(trailers.headers, [['x', 'y']]);
    await peer.rest();
  });
});
