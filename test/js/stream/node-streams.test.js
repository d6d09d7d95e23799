'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex, finished, PassThrough, pipeline, Readable, Transform } = require('node:stream');
const { finished: isFinished, pipeline: pipe } = require('node:stream/promises');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const http2 = require('../../support/impl');
const { bodyOf, textOf } = require('../../support/body');
const { closeEverything, closeLater, connect, listen, originOf } = require('../../support/listening');

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR } = http2.constants;
const MEGABYTE = Buffer.alloc(1024 * 1024, 'megabyte');

/** A session to a new server that handles streams like that. */
async function serving(onStream) {
  const server = http2.createServer();
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    onStream(stream, headers);
  });
  return connect(await listen(server));
}

function echo(stream) {
  stream.respond();
  stream.pipe(stream);
}

function post(client) {
  return client.request({ ':method': 'POST' });
}

describe("Node's stream functions", () => {
  afterEach(closeEverything);

  it('events.once() waits for an event of a stream and of a session', async () => {
    const client = await serving((stream) => {
      stream.respond({ a: 'b' });
      stream.end();
    });
    const [session, socket] = await once(client, 'connect');
    assert.strictEqual(session, client);
    assert.strictEqual(typeof socket.write, 'function');
    const stream = client.request();
    const [headers, flags] = await once(stream, 'response');
    assert.strictEqual(headers.a, 'b');
    assert.strictEqual(typeof flags, 'number');
  });

  it('events.once() rejects with the error of a stream', async () => {
    const client = await serving((stream) => stream.close(NGHTTP2_INTERNAL_ERROR));
    await assert.rejects(once(client.request(), 'response'), { code: 'ERR_HTTP2_STREAM_ERROR' });
  });

  for (const [title, answer] of [
    ['pipe()', (stream) => stream.pipe(stream)],
    ['pipeline()', (stream) => pipeline(stream, new PassThrough(), stream, () => {})],
    ['write() and a later end()', (stream) => {
      stream.on('data', (chunk) => stream.write(chunk));
      stream.on('end', () => stream.end());
    }],
  ]) {
    for (const body of ['small', MEGABYTE]) {
      it(`${title} of ${body.length} bytes to its own stream ends in 'finish'`, async () => {
        const log = [];
        const closed = new Promise((resolve) => {
          serving((stream) => {
            stream.respond();
            for (const event of ['end', 'finish', 'close']) stream.on(event, () => log.push(event));
            stream.on('close', resolve);
            answer(stream);
          }).then((client) => post(client).end(body).resume());
        });
        await closed;
        assert.deepStrictEqual(log, ['end', 'finish', 'close']);
      });
    }
  }

  it('pipeline() sends and receives through a stream', async () => {
    const client = await serving(echo);
    const chunks = [];
    await pipe(Readable.from([MEGABYTE, MEGABYTE]), post(client), async (source) => {
      for await (const chunk of source) chunks.push(chunk);
    });
    assert.deepStrictEqual(Buffer.concat(chunks), Buffer.concat([MEGABYTE, MEGABYTE]));
  });

  it('pipeline() answers through a transform', async () => {
    const client = await serving((stream) => {
      stream.respond({ 'content-encoding': 'gzip' });
      pipeline(Readable.from(['zipped ', 'body']), zlib.createGzip(), stream, (error) => {
        assert.ifError(error);
      });
    });
    assert.strictEqual(await textOf(client.request().pipe(zlib.createGunzip())), 'zipped body');
  });

  it('pipeline() destroys the stream with the error of its source', async () => {
    const client = await serving((stream) => stream.respond());
    const stream = post(client);
    const error = new Error('no more');
    const source = new Readable({ read() { this.destroy(error); } });
    await assert.rejects(pipe(source, stream), error);
    assert.strictEqual(stream.destroyed, true);
    assert.strictEqual(stream.rstCode, NGHTTP2_INTERNAL_ERROR);
  });

  it('pipeline() follows an AbortSignal', async () => {
    const client = await serving((stream) => stream.respond());
    const controller = new AbortController();
    const stream = post(client);
    const done = pipe(stream, new PassThrough(), { signal: controller.signal });
    controller.abort();
    await assert.rejects(done, { name: 'AbortError' });
    assert.strictEqual(stream.destroyed, true);
    assert.strictEqual(stream.rstCode, NGHTTP2_CANCEL);
  });

  it('finished() calls back when both sides have ended', async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.end('x');
    });
    const stream = client.request();
    stream.resume();
    await promisify(finished)(stream);
    assert.strictEqual(stream.readableEnded, true);
    assert.strictEqual(stream.writableFinished, true);
  });

  it('finished() rejects when a stream is cancelled before its end', async () => {
    const client = await serving((stream) => stream.respond());
    const stream = post(client);
    const done = isFinished(stream);
    stream.on('response', () => stream.destroy());
    await assert.rejects(done, { code: 'ERR_STREAM_PREMATURE_CLOSE' });
  });

  it("finished() of a server's stream has the error that ended it", async () => {
    let failed;
    const ended = new Promise((resolve) => { failed = resolve; });
    const client = await serving((stream) => {
      finished(stream, failed);
      stream.respond();
      stream.destroy(new Error('mine'));
    });
    client.request().on('error', () => {});
    assert.strictEqual((await ended).message, 'mine');
  });

  it('for await reads a stream to its end', async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.write(MEGABYTE);
      stream.end('end');
    });
    assert.deepStrictEqual(await bodyOf(client.request()),
      Buffer.concat([MEGABYTE, Buffer.from('end')]));
  });

  it('for await may begin after the response', async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.end('late');
    });
    const stream = client.request();
    await once(stream, 'response');
    assert.strictEqual(await textOf(stream), 'late');
  });

  it('for await that is left destroys the stream', async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.write('first');
    });
    const stream = post(client);
    for await (const chunk of stream) {
      assert.strictEqual(chunk.toString(), 'first');
      break;
    }
    assert.strictEqual(stream.destroyed, true);
  });

  it('for await throws what destroys the stream', async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.write('first');
    });
    const stream = post(client);
    stream.on('error', () => {});
    await assert.rejects(async () => {
      for await (const chunk of stream) stream.destroy(new Error(`after ${chunk}`));
    }, { message: 'after first' });
  });

  it('Readable.from().pipe() is a body, and an empty one too', async () => {
    const client = await serving(echo);
    for (const parts of [['a', 'b', 'c'], []]) {
      const stream = post(client);
      Readable.from(parts).pipe(stream);
      assert.strictEqual(await textOf(stream), parts.join(''));
    }
  });

  it('a Readable of objects with strings in several encodings is a body', async () => {
    const client = await serving(echo);
    const stream = post(client);
    stream.setEncoding('utf8');
    stream.write('ä', 'utf8');
    stream.write('e4', 'hex');
    stream.write('w6Q=', 'base64');
    stream.end('\u00e4', 'latin1');
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.deepStrictEqual(Buffer.from(chunks.join('')), Buffer.from('ä\ufffdä\ufffd'));
  });

  it('cork() and uncork() send what was written as one body', async () => {
    const client = await serving(echo);
    const stream = post(client);
    stream.cork();
    for (const part of ['one ', 'two ', 'three']) stream.write(part);
    stream.uncork();
    stream.end();
    assert.strictEqual(await textOf(stream), 'one two three');
  });

  it('a Transform stands between a stream and itself', async () => {
    const client = await serving((stream) => {
      stream.respond();
      const upper = new Transform({
        transform(chunk, encoding, callback) { callback(null, chunk.toString().toUpperCase()); },
      });
      stream.pipe(upper).pipe(stream);
    });
    const stream = post(client);
    stream.end('shout');
    assert.strictEqual(await textOf(stream), 'SHOUT');
  });

  it("iterator helpers work on a stream's body", async () => {
    const client = await serving((stream) => {
      stream.respond();
      stream.end('abc');
    });
    const texts = await client.request().map((chunk) => chunk.toString()).toArray();
    assert.strictEqual(texts.join(''), 'abc');
  });

  it('Duplex.toWeb() reads and writes', async () => {
    const client = await serving(echo);
    const { readable, writable } = Duplex.toWeb(post(client));
    const writer = writable.getWriter();
    await writer.write(Buffer.from('through the '));
    await writer.write(Buffer.from('web'));
    await writer.close();
    let text = '';
    for await (const chunk of readable) text += Buffer.from(chunk).toString();
    assert.strictEqual(text, 'through the web');
  });

  it('Readable.toWeb() fails when the stream is destroyed with an error', async () => {
    const client = await serving((stream) => stream.respond());
    const stream = post(client);
    const reader = Readable.toWeb(stream).getReader();
    const error = new Error('mine');
    stream.on('response', () => stream.destroy(error));
    await assert.rejects(reader.read(), error);
  });

  it('util.promisify(connect) resolves to a connected session', async () => {
    const server = await listen(http2.createServer());
    const { port } = server.address();
    const client = closeLater(await promisify(http2.connect)(originOf(server),
      { host: '127.0.0.1', port }));
    assert.strictEqual(client.connecting, false);
    assert.strictEqual(client.listenerCount('error'), 0);
  });

  it('util.promisify(connect) rejects when nobody listens', async () => {
    const server = await listen(http2.createServer());
    const { port } = server.address();
    await new Promise((resolve) => { server.close(resolve); });
    await assert.rejects(promisify(http2.connect)(`http://127.0.0.1:${port}`),
      { code: 'ECONNREFUSED' });
  });
});
