'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('Trailers', () => {
  afterEach(closeEverything);

  it('of the server reach the client', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
      stream.end('body');
    });
    const stream = connect(server).request();
    const trailers = once(stream, 'trailers');
    assert.strictEqual(await textOf(stream), 'body');
    const [headers, flags, raw] = await trailers;
    assert.strictEqual(headers['x-sum'], 'abc');
    assert.strictEqual(flags,
      http2.constants.NGHTTP2_FLAG_END_HEADERS | http2.constants.NGHTTP2_FLAG_END_STREAM);
    assert.deepStrictEqual(raw, ['x-sum', 'abc']);
  });

  it('of the client reach the server', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      stream.on('trailers', (headers) => stream.end(headers['x-sum']));
      stream.resume();
    });
    const stream = connect(server).request({ ':method': 'POST' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
    stream.end('body');
    assert.strictEqual(await textOf(stream), 'abc');
    assert.strictEqual(stream.sentTrailers['x-sum'], 'abc');
  });

  const conversation = async (answer) => {
    const server = await listen(http2.createServer());
    server.on('stream', answer);
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('HEADERS', { endStream: false });
    return peer;
  };

  it('end the stream with HEADERS', async () => {
    const peer = await conversation((stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ 'x-sum': 'abc' }));
      stream.end('body');
    });
    await peer.expect('DATA', { endStream: false });
    const frame = await peer.expect('HEADERS', { endStream: true });
    assert.deepStrictEqual([...frame.headers[0]], ['x-sum', 'abc']);
  });

  it('that are empty end the stream with an empty DATA', async () => {
    const peer = await conversation((stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({}));
      stream.end('body');
    });
    await peer.expect('DATA', { endStream: false });
    const frame = await peer.expect('DATA', { endStream: true });
    assert.strictEqual(frame.data.length, 0);
  });

  it('may be sent in a later turn than they are wanted', async () => {
    const peer = await conversation((stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => {
        setImmediate(() => stream.sendTrailers({ 'x-late': '1' }));
      });
      stream.end('body');
    });
    await peer.expect('DATA', { endStream: false });
    await peer.expect('HEADERS', { endStream: true });
  });
});
