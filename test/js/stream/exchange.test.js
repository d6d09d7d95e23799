'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex } = require('node:stream');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');

const { NGHTTP2_FLAG_END_HEADERS, NGHTTP2_FLAG_END_STREAM } = http2.constants;

describe('A stream', () => {
  afterEach(closeEverything);

  it('comes to the server with headers, flags and raw headers', async () => {
    const server = await listen(http2.createServer());
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, endStream: true,
      headers: [...GET, ['x-one', 'a'], ['x-one', 'b'], ['cookie', 'c=1'], ['cookie', 'd=2']] });
    const [stream, headers, flags, raw] = await once(server, 'stream');
    assert.ok(stream instanceof Duplex);
    assert.strictEqual(stream.id, 1);
    assert.strictEqual(Object.getPrototypeOf(headers), null);
    assert.deepStrictEqual({ ...headers }, {
      ':method': 'GET', ':scheme': 'http', ':path': '/', ':authority': 'localhost',
      'x-one': 'a, b', cookie: 'c=1; d=2', [http2.sensitiveHeaders]: [],
    });
    assert.strictEqual(flags,
      NGHTTP2_FLAG_END_STREAM | NGHTTP2_FLAG_END_HEADERS);
    assert.deepStrictEqual(raw, [...GET, ['x-one', 'a'], ['x-one', 'b'], ['cookie', 'c=1'],
      ['cookie', 'd=2']].flat());
  });

  it('gives the client the headers, flags and raw headers of its response', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond({ ':status': 404, 'set-cookie': ['a=1', 'b=2'], 'content-type': 'x/y' });
      stream.end('gone');
    });
    const stream = connect(server).request();
    const [headers, flags, raw] = await once(stream, 'response');
    assert.strictEqual(headers[':status'], 404);
    assert.deepStrictEqual(headers['set-cookie'], ['a=1', 'b=2']);
    assert.strictEqual(flags, NGHTTP2_FLAG_END_HEADERS);
    assert.deepStrictEqual(raw.slice(0, 2), [':status', '404']);
    assert.ok(raw.includes('content-type'));
    assert.ok(headers.date);
    assert.strictEqual(await textOf(stream), 'gone');
  });

  it('carries bodies both ways', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      stream.pipe(stream);
    });
    const stream = connect(server).request({ ':method': 'POST' });
    const sent = Buffer.alloc(300000, 'abcdefg');
    stream.write(sent.subarray(0, 100));
    stream.write(sent.subarray(100, 200000));
    stream.end(sent.subarray(200000));
    assert.ok(sent.equals(await bodyOf(stream)));
  });

  it('writes strings in the encoding that is asked for', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      stream.write('é', 'latin1');
      stream.write('c3a9', 'hex');
      stream.end('é');
    });
    const body = await bodyOf(connect(server).request());
    assert.strictEqual(body.toString('hex'), 'e9c3a9c3a9');
  });

  it('hands out strings after setEncoding()', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.end('grüße'); });
    const stream = connect(server).request();
    stream.setEncoding('utf8');
    let text = '';
    for await (const chunk of stream) text += chunk;
    assert.strictEqual(text, 'grüße');
  });

  it('sends many chunks that were written in one turn', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      for (let i = 0; i < 1000; i++) stream.write(`${i},`);
      stream.end('end');
    });
    const text = await textOf(connect(server).request());
    assert.strictEqual(text, [...Array(1000).keys(), 'end'].join(','));
  });

  it('calls the callbacks of write() in order, and that of end()', async () => {
    const server = await listen(http2.createServer());
    const calls = [];
    server.on('stream', (stream) => {
      stream.respond();
      stream.write('a', () => calls.push('a'));
      stream.write('b', () => calls.push('b'));
      setImmediate(() => stream.end(() => calls.push('end')));
    });
    const stream = connect(server).request();
    assert.strictEqual(await textOf(stream), 'ab');
    await new Promise((resolve) => { setImmediate(resolve); });
    assert.deepStrictEqual(calls, ['a', 'b', 'end']);
  });

  it('has its state in its properties', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      assert.strictEqual(stream.headersSent, false);
      assert.strictEqual(stream.pending, false);
      assert.strictEqual(stream.endAfterHeaders, true);
      stream.respond({ 'x-sent': 'yes' });
      assert.strictEqual(stream.headersSent, true);
      assert.strictEqual(stream.sentHeaders['x-sent'], 'yes');
      stream.end('x');
    });
    const session = connect(server);
    const stream = session.request({ ':path': '/state' });
    assert.strictEqual(stream.pending, true);
    assert.strictEqual(stream.id, undefined);
    assert.strictEqual(stream.session, session);
    assert.strictEqual(stream.sentHeaders[':path'], '/state');
    stream.resume();
    await once(stream, 'close');
    assert.strictEqual(stream.id, 1);
    assert.strictEqual(stream.closed, true);
    assert.strictEqual(stream.destroyed, true);
    assert.strictEqual(stream.rstCode, 0);
    assert.strictEqual(stream.aborted, false);
    assert.strictEqual(stream.session, undefined);
  });

  it('reports its abortion to a server whose answer had not ended', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.write('x'); });
    const request = connect(server).request();
    const [stream] = await once(server, 'stream');
    await once(request, 'data');
    const gone = Promise.all([once(stream, 'aborted'), once(stream, 'close')]);
    request.close(http2.constants.NGHTTP2_CANCEL);
    await gone;
    assert.strictEqual(stream.aborted, true);
    assert.strictEqual(stream.rstCode, http2.constants.NGHTTP2_CANCEL);
  });
});
