'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const GET_FRAME = { type: 'HEADERS', headers: GET, endStream: true };

function errorThrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  assert.fail('nothing was thrown');
}

describe('A session', () => {
  afterEach(closeEverything);

  it('that is closed finishes its streams first', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const body = textOf(client.request());
    const [stream] = await once(server, 'stream');
    client.close();
    assert.strictEqual(client.closed, true);
    assert.strictEqual(client.destroyed, false);
    stream.respond();
    stream.end('still here');
    const closed = once(client, 'close');
    assert.strictEqual(await body, 'still here');
    await closed;
    assert.strictEqual(client.destroyed, true);
  });

  it('names the last stream that it took in the GOAWAY of close()', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      stream.end('x');
      if (stream.id === 5) stream.session.close();
    });
    const peer = await peerOf(server);
    for (const streamId of [1, 3, 5]) peer.send({ ...GET_FRAME, streamId });
    await peer.until('GOAWAY', { lastStreamId: 5, code: 0 });
    await peer.ended;
  });

  /** The error of request(): a late one of the stream, a thrown one before Node 24. */
  async function errorOfRequest(session) {
    if (olderThan(24)) return errorThrownBy(() => session.request());
    return (await once(session.request(), 'error'))[0];
  }

  // Older builtins throw from request().
  if (!olderThan(24)) {
    it('that is closed aborts a request whose signal was aborted, at once', async () => {
      const client = connect(await listen(http2.createServer()));
      await once(client, 'connect');
      for (const end of ['close', 'destroy']) {
        client[end]();
        const request = client.request({}, { signal: AbortSignal.abort() });
        assert.strictEqual(request.destroyed, true);
        const [error] = await once(request, 'error');
        assert.strictEqual(error.name, 'AbortError');
      }
    });
  }

  it('that is closed refuses a new request', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    await once(client, 'connect');
    client.close();
    const error = await errorOfRequest(client);
    assert.strictEqual(error.code, 'ERR_HTTP2_GOAWAY_SESSION');
    assert.strictEqual(error.message, 'New streams cannot be created after receiving a GOAWAY');
  });

  it('that is destroyed refuses a new request', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    await once(client, 'connect');
    client.destroy();
    const error = await errorOfRequest(client);
    assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_SESSION');
    assert.strictEqual(error.message, 'The session has been destroyed');
  });

  it('sends what goaway() is given', async () => {
    const server = await listen(http2.createServer());
    const served = once(server, 'session');
    const peer = await peerOf(server);
    const [session] = await served;
    peer.send({ ...GET_FRAME, streamId: 1 });
    const [stream] = await once(server, 'stream');
    session.goaway(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM, 1, Buffer.from('calm'));
    const frame = await peer.until('GOAWAY');
    assert.strictEqual(frame.code, 11);
    assert.strictEqual(frame.lastStreamId, 1);
    assert.strictEqual(frame.data.toString(), 'calm');
    stream.respond({}, { endStream: true });
    await peer.until('HEADERS', { streamId: 1, endStream: true });
  });

  it('tells its user of a GOAWAY with code, last stream and data', async () => {
    const server = await listen(http2.createServer());
    const served = once(server, 'session');
    const peer = await peerOf(server);
    const [session] = await served;
    const gone = once(session, 'goaway');
    peer.send({ type: 'GOAWAY', lastStreamId: 0, code: 0, data: 'bye' });
    const [code, lastStreamID, data] = await gone;
    assert.deepStrictEqual([code, lastStreamID, data.toString()], [0, 0, 'bye']);
  });

  it('closes when the socket under it is gone', async () => {
    const server = await listen(http2.createServer());
    const served = once(server, 'session');
    const peer = await peerOf(server);
    const [session] = await served;
    const closed = once(session, 'close');
    peer.socket.end();
    await closed;
    assert.strictEqual(session.destroyed, true);
    assert.strictEqual(session.socket, undefined);
  });

  it('that can not connect has the error of its socket', async () => {
    const server = await listen(http2.createServer());
    const { port } = server.address();
    await new Promise((resolve) => { server.close(resolve); });
    const session = http2.connect(`http://127.0.0.1:${port}`);
    const stream = session.request();
    const [[error], [streamError]] = await Promise.all([
      once(session, 'error'), once(stream, 'error'),
    ]);
    assert.strictEqual(error.code, 'ECONNREFUSED');
    assert.strictEqual(streamError.code, 'ERR_HTTP2_STREAM_CANCEL');
    assert.strictEqual(streamError.cause, error);
  });

  it('outlives its server, which stops to listen', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.end('on'); });
    const client = connect(server);
    assert.strictEqual(await textOf(client.request()), 'on');
    const stopped = once(server, 'close');
    server.close();
    client.close();
    await stopped;
  });
});
