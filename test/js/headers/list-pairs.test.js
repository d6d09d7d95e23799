'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { askedClient, eventsOf, servedPeer } = require('../../support/framed');

const ENHANCE_YOUR_CALM = 11;

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

function answer(stream) {
  stream.respond();
  stream.end();
}

describe('maxHeaderListPairs', () => {
  afterEach(closeEverything);

  const withFields = (count) => [...GET, ...Array.from({ length: count }, (_, i) => [`x-${i}`, 'v'])];

  for (const [given, most] of [[undefined, 128], [4, 4], [5, 5], [1, 4]]) {
    it(`of ${given} lets a client send ${most} fields, and resets a request with more`, async () => {
      const { peer } = await servedPeer({ maxHeaderListPairs: given }, answer);
      peer.send(head(1, withFields(most - 4)));
      await peer.expect('HEADERS', { streamId: 1 });
      peer.send(head(3, withFields(most - 3)));
      await peer.until('RST_STREAM', { streamId: 3, code: ENHANCE_YOUR_CALM });
      peer.send(head(5));
      await peer.expect('HEADERS', { streamId: 5 });
    });
  }

  it('is a limit of the responses of a server too', async () => {
    const { client, peer } = await askedClient({ maxHeaderListPairs: 1 });
    const events = eventsOf(client.request().resume());
    await peer.until('HEADERS');
    peer.send(head(1, [[':status', '200'], ['a', 'b']]));
    await peer.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    assert.deepStrictEqual(await events, [
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM',
      'close 11',
    ]);
  });
});
