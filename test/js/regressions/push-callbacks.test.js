'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { GET } = require('../../support/frame-peer');
const { eventsOf, servedPeer } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

describe('pushStream()', () => {
  afterEach(closeEverything);

  it('calls back with the error when there are no stream ids left', async () => {
    const LAST_ID = 2 ** 31 - 2;
    const told = [];
    const { peer, session } = await servedPeer({}, (stream) => {
      const pushed = (...args) => told.push(args);
      stream.pushStream({ ':path': '/last' }, pushed);
      stream.pushStream({ ':path': '/one-too-many' }, pushed);
      stream.respond({}, { endStream: true });
    });
    session.setNextStreamID(LAST_ID);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('HEADERS', { streamId: 1 });
    await peer.soFar();
    const [[, last], [failure, ...rest]] = told;
    assert.strictEqual(last.id, LAST_ID);
    assert.strictEqual(failure.code, 'ERR_HTTP2_OUT_OF_STREAMS');
    assert.deepStrictEqual(rest, []);
  });

  it('gives a stream that may be closed before it answers', async () => {
    const closed = [];
    const { peer } = await servedPeer({}, (stream) => {
      stream.pushStream({ ':path': '/x' }, (error, pushed) => {
        assert.ifError(error);
        eventsOf(pushed).then((lines) => closed.push(...lines));
        pushed.close(http2.constants.NGHTTP2_CANCEL);
      });
      stream.respond({}, { endStream: true });
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('PUSH_PROMISE', { promised: 2 });
    await peer.until('RST_STREAM', { streamId: 2, code: 8 });
    await peer.soFar();
    assert.deepStrictEqual(closed, ['close 8']);
  });

  it('gives a stream that may be closed after it has answered', async () => {
    let done;
    const closed = new Promise((resolve) => { done = resolve; });
    const { peer } = await servedPeer({}, (stream) => {
      stream.pushStream({ ':path': '/x' }, (error, pushed) => {
        eventsOf(pushed).then(done);
        pushed.respond();
        pushed.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      });
      stream.respond({}, { endStream: true });
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    assert.deepStrictEqual(await closed, [
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_INTERNAL_ERROR', 'close 2',
    ]);
  });
});
