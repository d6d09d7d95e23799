'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { Transcript } = require('../../support/transcript');

describe('An answer without a body', () => {
  afterEach(closeEverything);

  for (const status of [204, 205, 304]) {
    it(`ends with its headers for ${status}`, async () => {
      const server = await listen(http2.createServer());
      let ended;
      server.on('stream', (stream) => {
        stream.respond({ ':status': status });
        ended = stream.writableEnded;
      });
      const stream = connect(server).request();
      const [[headers, flags], text] = await Promise.all([
        once(stream, 'response'), textOf(stream),
      ]);
      assert.strictEqual(headers[':status'], status);
      assert.ok(flags & http2.constants.NGHTTP2_FLAG_END_STREAM);
      assert.strictEqual(text, '');
      assert.strictEqual(ended, true);
    });
  }

  it('ends with its headers for HEAD', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respond({ 'content-length': 10 }));
    const stream = connect(server).request({ ':method': 'HEAD' });
    const [[headers, flags], text] = await Promise.all([once(stream, 'response'), textOf(stream)]);
    assert.strictEqual(headers['content-length'], '10');
    assert.ok(flags & http2.constants.NGHTTP2_FLAG_END_STREAM);
    assert.strictEqual(text, '');
  });

  it('is known by headRequest on the server alone', async () => {
    const server = await listen(http2.createServer());
    const request = connect(server).request({ ':method': 'HEAD' });
    const [stream] = await once(server, 'stream');
    assert.deepStrictEqual([request.headRequest, stream.headRequest], [false, true]);
  });

  itIsWanted('Ends of streams and sessions', 'sets endAfterHeaders on the client', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respond({}, { endStream: true }));
    const request = connect(server).request();
    await once(request, 'response');
    assert.strictEqual(request.endAfterHeaders, true);
  });

  it('to HEAD has finished before the request arrives', async () => {
    const server = await listen(http2.createServer());
    const transcript = new Transcript();
    let over;
    server.on('stream', (stream) => {
      over = once(stream, 'close');
      transcript.stream(stream);
      for (const name of ['writable', 'writableEnded', 'writableFinished']) {
        transcript.note(`${name} ${stream[name]}`);
      }
      stream.respond();
      stream.end();
    });
    await textOf(connect(server).request({ ':method': 'HEAD' }));
    await over;
    assert.deepStrictEqual(transcript.lines, [
      '-- writable false', '-- writableEnded true', '-- writableFinished true',
      'stream end', 'stream close rstCode=0',
    ]);
  });

  it('to HEAD is not sent by end() alone, whose callback gets an error', async () => {
    const server = await listen(http2.createServer());
    const request = connect(server).request({ ':method': 'HEAD' });
    const [stream] = await once(server, 'stream');
    const error = await new Promise((resolve) => { stream.end(resolve); });
    assert.strictEqual(error.code, 'ERR_STREAM_ALREADY_FINISHED');
    assert.strictEqual(stream.headersSent, false);
    stream.respond({ 'x-late': 'yes' });
    const [headers] = await once(request, 'response');
    assert.strictEqual(headers['x-late'], 'yes');
  });

  it('to HEAD is not aborted when the client leaves', async () => {
    const { NGHTTP2_CANCEL } = http2.constants;
    const server = await listen(http2.createServer());
    const transcript = new Transcript();
    const request = connect(server).request({ ':method': 'HEAD' });
    const [stream] = await once(server, 'stream');
    transcript.stream(stream, { read: false });
    request.close(NGHTTP2_CANCEL);
    await once(stream, 'close');
    assert.deepStrictEqual(transcript.lines, [`stream close rstCode=${NGHTTP2_CANCEL}`]);
    assert.strictEqual(stream.aborted, false);
  });
});
