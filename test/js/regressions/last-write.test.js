'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Readable } = require('node:stream');
const { finished, pipeline } = require('node:stream/promises');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { POST } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

/** A stream of a server, and the request that it came from. */
async function exchange(headers) {
  const server = await listen(http2.createServer());
  const client = connect(server);
  client.on('error', () => {});
  const request = client.request(headers);
  const [stream] = await once(server, 'stream');
  stream.on('error', () => {});
  return { client, request, stream };
}

describe('What was written last', () => {
  afterEach(closeEverything);

  for (const [title, body] of [['a string', 'hello'], ['a buffer', Buffer.alloc(20000)]]) {
    it(`is confirmed, then 'finish' and 'close' come: ${title}`, async () => {
      const { request, stream } = await exchange();
      request.resume();
      const log = [];
      for (const event of ['finish', 'close']) stream.on(event, () => log.push(event));
      stream.respond();
      stream.end(body, (error) => log.push(error ?? 'callback'));
      await once(stream, 'close');
      assert.deepStrictEqual(log, ['callback', 'finish', 'close']);
    });
  }

  // Older builtins say ERR_STREAM_PREMATURE_CLOSE.
  const itSinceNode26 = olderThan(26) ? it.skip : it;
  itSinceNode26('lets finished() of a stream whose request was read resolve', async () => {
    const { request, stream } = await exchange();
    request.resume();
    stream.resume();
    stream.respond();
    stream.end('hello');
    await finished(stream);
  });

  it('lets a pipeline() into a stream whose request was read resolve', async () => {
    const { request, stream } = await exchange({ ':method': 'POST' });
    const answer = textOf(request.end('body'));
    assert.strictEqual(await textOf(stream), 'body');
    stream.respond();
    await pipeline(Readable.from(['a', 'b']), stream);
    assert.strictEqual(await answer, 'ab');
  });

  it('is sent when the server destroys its session in the same turn', async () => {
    const { request, stream } = await exchange();
    stream.respond();
    stream.end('bye');
    stream.session.destroy();
    assert.strictEqual(await textOf(request), 'bye');
  });

  it('is sent when the client destroys its session in the same turn', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    await once(client, 'remoteSettings');
    client.request({ ':method': 'POST' }).end('abc');
    client.destroy();
    const [stream] = await once(server, 'stream');
    stream.on('error', () => {});
    const [chunk] = await once(stream, 'data');
    assert.strictEqual(chunk.toString(), 'abc');
  });

  for (const [title, serve] of [
    ['core', (server) => server.on('stream', (stream) => { stream.respond(); stream.end('x'); })],
    ['compatibility', (server) => server.on('request', (request, response) => response.end('x'))],
  ]) {
    it(`ends a request whose body nobody reads, and lets it go: ${title} API`, async () => {
      const server = await listen(http2.createServer());
      serve(server);
      const peer = await peerOf(server);
      const arrived = once(server, 'stream');
      peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
      const [stream] = await arrived;
      const closed = once(stream, 'close');
      await peer.until('RST_STREAM', { streamId: 1, code: 0 });
      await closed;
      assert.strictEqual(stream.rstCode, 0);
      peer.send({ type: 'DATA', streamId: 1, data: 'late' });
      assert.ok((await peer.soFar()).every(({ type }) => type !== 'GOAWAY'));
    });
  }

  for (const method of ['GET', 'HEAD']) {
    // Older builtins never end the request.
    if (method === 'HEAD' && olderThan(26)) continue;
    it(`does not hide a failure that follows at once: ${method}`, async () => {
      const { request, stream } = await exchange({ ':method': method });
      request.resume();
      const failed = once(request, 'error');
      stream.respond();
      stream.end('abc');
      stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      await failed;
      assert.strictEqual(request.rstCode, http2.constants.NGHTTP2_INTERNAL_ERROR);
    });
  }
});
