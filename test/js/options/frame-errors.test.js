'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { askedClient, eventsOf, servedPeer } = require('../../support/framed');

const TOO_BIG = { 'x-big': 'b'.repeat(300) };
const TOO_LONG = 'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_FRAME_SIZE_ERROR';

describe('maxSendHeaderBlockLength', () => {
  afterEach(closeEverything);

  /** What the stream tells that `act(stream)` sends too much on, and what the client sees. */
  async function answered(act) {
    let events;
    const options = { maxSendHeaderBlockLength: 150 };
    const { closed, peer } = await servedPeer(options, (stream) => {
      events = eventsOf(stream);
      act(stream);
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.rest();
    await closed;
    return { events: await events, lines: peer.lines };
  }

  it('lets a response of its length out', async () => {
    const { peer } = await servedPeer({ maxSendHeaderBlockLength: 500 },
      (stream) => stream.respond(TOO_BIG, { endStream: true }));
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.expect('HEADERS', { streamId: 1 });
  });

  it('resets the stream of a longer response, and closes the session', async () => {
    const { events, lines } = await answered((stream) => { stream.respond(TOO_BIG); stream.write('x'); });
    assert.deepStrictEqual(events, ['frameError 1 6 1', TOO_LONG, 'close 6']);
    assert.deepStrictEqual(lines,
      ['RST_STREAM 1 code 6', 'GOAWAY code 0 last 1', 'GOAWAY code 0 last 1']);
  });

  it('resets the stream of longer informational headers', async () => {
    const { events, lines } = await answered(
      (stream) => stream.additionalHeaders({ ':status': 103, ...TOO_BIG }));
    assert.deepStrictEqual(events, ['frameError 1 6 1', TOO_LONG, 'close 6']);
    assert.strictEqual(lines[0], 'RST_STREAM 1 code 6');
  });

  const trailers = (stream) => {
    stream.on('wantTrailers', () => stream.sendTrailers(TOO_BIG));
    stream.respond({}, { waitForTrailers: true });
    stream.end('x');
  };

  it('resets the stream of longer trailers', async () => {
    const { events, lines } = await answered((stream) => trailers(stream.resume()));
    assert.deepStrictEqual(events, ['frameError 1 6 1', TOO_LONG, 'close 6']);
    assert.deepStrictEqual(lines.slice(0, 3), ['HEADERS 1', 'DATA 1 1 bytes', 'RST_STREAM 1 code 6']);
  });

  it('ends the stream of longer trailers without an error when nobody reads it', async () => {
    const { events, lines } = await answered(trailers);
    assert.deepStrictEqual(events, ['frameError 1 6 1', 'close 0']);
    assert.deepStrictEqual(lines.slice(0, 3), ['HEADERS 1', 'DATA 1 1 bytes', 'RST_STREAM 1 code 0']);
  });

  it('ends a stream that is pushed with more, and the one that pushed it', async () => {
    const pushed = [];
    const { events } = await answered((stream) => {
      stream.pushStream(TOO_BIG, (error, push) => {
        assert.ifError(error);
        eventsOf(push).then((lines) => pushed.push(...lines));
      });
    });
    assert.deepStrictEqual(pushed, [
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_INTERNAL_ERROR', 'close 2',
    ]);
    assert.deepStrictEqual(events, ['frameError 5 6 1', TOO_LONG, 'close 6']);
  });

  it('refuses a longer request', async () => {
    const { client, peer } = await askedClient({ maxSendHeaderBlockLength: 150 });
    const closed = once(client, 'close');
    assert.deepStrictEqual(await eventsOf(client.request(TOO_BIG).resume()), [
      'frameError 1 6 1',
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_REFUSED_STREAM',
      'close 7',
    ]);
    await peer.rest();
    await closed;
    assert.ok(!peer.lines.some((line) => /^(HEADERS|RST_STREAM)/.test(line)));
  });

  it('lets other streams end before the session closes', async () => {
    const waiting = [];
    const { peer, session } = await servedPeer({ maxSendHeaderBlockLength: 150 }, (stream) => {
      if (stream.id === 1) waiting.push(stream);
      else stream.respond(TOO_BIG);
    });
    const [first, second] = [1, 3].map((streamId) =>
      ({ type: 'HEADERS', streamId, headers: GET, endStream: true }));
    peer.send(first, second);
    await peer.expect('RST_STREAM', { streamId: 3, code: 6 });
    await peer.expect('GOAWAY', { code: 0 });
    assert.deepStrictEqual([session.closed, session.destroyed], [true, false]);
    waiting[0].respond();
    waiting[0].end('ok');
    await peer.expect('HEADERS', { streamId: 1 });
    await peer.expect('DATA', { streamId: 1, endStream: true });
    await peer.rest();
  });
});
