'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { FramePeer, GET, POST } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const WINDOW = 65535;
const sizeOf = (frames) => frames.filter(({ type }) => type === 'DATA')
  .reduce((sum, { data }) => sum + data.length, 0);
const windowUpdates = (frames, streamId) =>
  frames.filter((frame) => frame.type === 'WINDOW_UPDATE' && frame.streamId === streamId)
    .reduce((sum, { increment }) => sum + increment, 0);

async function servedPeer(answer, settings) {
  const server = await listen(http2.createServer().on('stream', answer));
  const peer = await peerOf(server, settings);
  return peer;
}

/** A peer that has sent 60,000 bytes to a stream of a server that does not read them. */
async function unreadPost() {
  let stream;
  const peer = await servedPeer((served) => { stream = served; served.respond(); });
  peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
  for (let i = 0; i < 6; i++) peer.send({ type: 'DATA', streamId: 1, data: Buffer.alloc(10000) });
  const frames = await peer.soFar();
  return { peer, stream, frames };
}

describe('Flow control', () => {
  afterEach(closeEverything);

  it('stops a sender at the window of its peer', async () => {
    const peer = await servedPeer((stream) => {
      stream.respond();
      stream.end(Buffer.alloc(200000));
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    let got = 0;
    while (got < WINDOW) got += (await peer.until('DATA')).data.length;
    assert.strictEqual(got, WINDOW);
    assert.strictEqual(sizeOf(await peer.soFar()), 0);
    peer.send({ type: 'WINDOW_UPDATE', streamId: 1, increment: 1000 });
    assert.strictEqual(sizeOf(await peer.soFar()), 0);
    peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 1000 });
    await peer.until('DATA');
    assert.strictEqual(sizeOf(await peer.soFar()), 0);
  });

  it('obeys a small initial window, and its growth by SETTINGS', async () => {
    const peer = await servedPeer((stream) => {
      stream.respond();
      stream.end('0123456789');
    }, [[4, 3]]);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    assert.strictEqual((await peer.until('DATA')).data.toString(), '012');
    peer.send({ type: 'SETTINGS', settings: [[4, 7]] });
    assert.strictEqual((await peer.until('DATA')).data.toString(), '3456');
    peer.send({ type: 'WINDOW_UPDATE', streamId: 1, increment: 100 });
    assert.strictEqual((await peer.until('DATA', { endStream: true })).data.toString(), '789');
  });

  it('gives no new window for what a paused reader has not read', async () => {
    const { frames } = await unreadPost();
    assert.strictEqual(windowUpdates(frames, 1), 0);
  });

  it('gives new window once a paused stream is read', async () => {
    const { peer, stream } = await unreadPost();
    stream.resume();
    const update = await peer.until('WINDOW_UPDATE', { streamId: 1 });
    assert.ok(update.increment > 0);
  });

  it('gives new window once read() takes the bytes of a stream that was paused', async () => {
    const { peer, stream } = await unreadPost();
    stream.pause();
    let taken = 0;
    stream.on('readable', () => {
      for (let chunk; (chunk = stream.read());) taken += chunk.length;
    });
    await peer.until('WINDOW_UPDATE', { streamId: 1 });
    assert.ok(taken > 0);
  });

  it('returns the bytes of a reset stream to the connection', async () => {
    const { peer, stream, frames } = await unreadPost();
    const before = windowUpdates(frames, 0);
    const closed = once(stream, 'close').catch(() => {});
    stream.on('error', () => {});
    stream.destroy();
    await closed;
    const after = before + windowUpdates(await peer.soFar(), 0);
    assert.ok(after >= WINDOW / 2, `${after} bytes came back`);
  });

  it('makes write() return false to a server, and emits drain', async () => {
    const peer = await servedPeer((stream) => {
      stream.respond();
      let chunks = 0;
      while (stream.write(Buffer.alloc(16384))) chunks++;
      assert.ok(chunks < 100);
      stream.once('drain', () => stream.end('drained'));
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    let text = '';
    for (let frame; !frame?.endStream;) {
      frame = await peer.until('DATA');
      text += frame.data.toString('latin1');
      for (const streamId of frame.endStream ? [] : [0, 1]) {
        peer.send({ type: 'WINDOW_UPDATE', streamId, increment: frame.data.length || 1 });
      }
    }
    assert.ok(text.endsWith('drained'));
  });

  it('lets a server that does not read stop the client', async () => {
    const server = await listen(http2.createServer());
    const stream = connect(server).request({ ':method': 'POST' });
    const [served] = await once(server, 'stream');
    assert.strictEqual(stream.write(Buffer.alloc(1000000)), false);
    for (let i = 0; i < 10; i++) await new Promise((done) => { stream.session.ping(done); });
    assert.ok(stream.writableNeedDrain);
    const drained = once(stream, 'drain');
    served.resume();
    await drained;
    served.respond();
    served.end();
    stream.resume();
    stream.end();
    await once(stream, 'close');
  });

  it('lets a client that does not read stop the server', async () => {
    const server = await listen(http2.createServer());
    let served;
    server.on('stream', (stream) => {
      served = stream;
      stream.respond();
      stream.end(Buffer.alloc(1000000));
    });
    const session = connect(server);
    const stream = session.request();
    await once(stream, 'response');
    stream.pause();
    for (let i = 0; i < 10; i++) await new Promise((resolve) => { session.ping(resolve); });
    assert.ok(served.state.localWindowSize !== undefined);
    assert.ok(served.writableLength > 0, 'the server still holds bytes');
    assert.strictEqual((await bodyOf(stream)).length, 1000000);
  });

  it('of one stream leaves the others running', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream, headers) => {
      stream.respond();
      stream.end(Buffer.alloc(headers[':path'] === '/big' ? 30000 : 10));
    });
    const session = connect(server, { settings: { initialWindowSize: 20000 } });
    const paused = session.request({ ':path': '/big' });
    await once(paused, 'response');
    for (let i = 0; i < 20; i++) {
      assert.strictEqual((await bodyOf(session.request({ ':path': '/small' }))).length, 10);
    }
    assert.strictEqual((await bodyOf(paused)).length, 30000);
  });

  it('of a client gives window as its user reads', async () => {
    const raw = await listen(net.createServer());
    const accepted = once(raw, 'connection');
    const session = closeLater(http2.connect(`http://localhost:${raw.address().port}`,
      { host: '127.0.0.1' }));
    const stream = session.request();
    const [socket] = await accepted;
    const peer = closeLater(new FramePeer(socket, { role: 'server' }));
    peer.greet();
    await peer.until('HEADERS');
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
    for (let i = 0; i < 4; i++) {
      peer.send({ type: 'DATA', streamId: 1, data: Buffer.alloc(15000) });
    }
    assert.strictEqual(windowUpdates(await peer.soFar(), 1), 0);
    stream.resume();
    await peer.until('WINDOW_UPDATE', { streamId: 1 });
  });
});
