'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { GET } = require('../../support/frame-peer');
const { askedClient, eventsOf, servedPeer } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

// What other implementations of this module got wrong at first.

const OK = [[':status', '200']];

describe('A stream that its user has closed', () => {
  afterEach(closeEverything);

  it('gets no response that comes afterwards', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    const events = eventsOf(stream);
    stream.close(http2.constants.NGHTTP2_CANCEL);
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: OK },
      { type: 'DATA', streamId: 1, data: 'late' },
      { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true },
    );
    assert.deepStrictEqual(await events, ['close 8']);
    const next = client.request();
    await peer.until('HEADERS', { streamId: 3 });
    peer.send({ type: 'HEADERS', streamId: 3, headers: OK, endStream: true });
    assert.strictEqual(await textOf(next), '');
  });

  it('gets no trailers of a client that come afterwards', async () => {
    const seen = [];
    let opened;
    const { peer } = await servedPeer({}, (stream) => {
      opened = stream;
      for (const event of ['trailers', 'data']) stream.on(event, () => seen.push(event));
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET });
    await peer.soFar();
    opened.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
    await peer.until('RST_STREAM', { streamId: 1, code: 2 });
    peer.send(
      { type: 'DATA', streamId: 1, data: 'late' },
      { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true },
    );
    await peer.soFar();
    assert.deepStrictEqual(seen, []);
  });
});
