'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { askedClient, eventsOf } = require('../../support/framed');

const [NO_ERROR, CANCEL] = [0, 8];

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

/** What the frames so far say, but for SETTINGS and WINDOW_UPDATE. */
async function linesOf(peer) {
  const before = peer.lines.length;
  await peer.soFar();
  return peer.lines.slice(before);
}

describe('A request that waits for its turn', () => {
  afterEach(closeEverything);

  it('is refused when GOAWAY comes before it', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    const [first, second] = [1, 3].map(() => eventsOf(client.request().resume()));
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'GOAWAY', lastStreamId: 1, code: NO_ERROR });
    peer.send(head(1, [[':status', '200']]));
    assert.deepStrictEqual(await first, ['response 200', 'close 0']);
    assert.deepStrictEqual(await second, [
      'frameError 1 2 3',
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_REFUSED_STREAM',
      'close 7',
    ]);
  });

  itIsWanted('Ends of streams and sessions', 'is closed at once', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    client.request().on('error', () => {});
    const waiting = client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    const events = eventsOf(waiting);
    waiting.close(CANCEL);
    // The first has not been answered: it is still not the other's turn.
    assert.deepStrictEqual(await events, ['close 8']);
    peer.send(head(1, [[':status', '200']]));
    assert.ok(!(await linesOf(peer)).some((line) => line.startsWith('HEADERS')));
  });
});
