'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { builtin, wanted } = require('../../support/oracle');
const { closeEverything, connect, listen } = require('../../support/listening');

/** The ways in which a client leaves. */
const ENDINGS = {
  'is cancelled': (stream) => stream.close(http2.constants.NGHTTP2_CANCEL),
  'is reset': (stream) => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR),
  'is closed with NO_ERROR': (stream) => stream.close(),
  'loses its session': (stream) => stream.session.destroy(),
};

const BEGINNINGS = {
  'not begun': () => {},
  'begun with a head': (response) => response.writeHead(200),
  'begun with a part': (response) => response.write('part'),
};

/** What the response and its stream say of themselves when the stream has closed. */
async function afterwards(begin, end, onAborted = () => {}) {
  const server = await listen(http2.createServer());
  const client = connect(server).on('error', () => {});
  const closed = new Promise((resolve) => {
    server.on('request', (request, response) => {
      const { stream } = response;
      request.on('aborted', () => onAborted(response));
      response.on('close', () => resolve({ response, stream }));
      begin(response);
    });
  });
  const asked = once(server, 'request');
  const stream = client.request({ ':method': 'POST' }).on('error', () => {});
  stream.write('body');
  await asked;
  end(stream);
  return closed;
}

describe('What was aborted before anybody ended it', () => {
  afterEach(closeEverything);

  for (const [beginning, begin] of Object.entries(BEGINNINGS)) {
    for (const [ending, end] of Object.entries(ENDINGS)) {
      it(`is not finished: a response ${beginning} whose stream ${ending}`, async () => {
        const { response, stream } = await afterwards(begin, end);
        const finished = builtin ? true : wanted('Ends of streams and sessions', false);
        assert.strictEqual(stream.aborted, true);
        assert.strictEqual(response.writableEnded, false);
        assert.strictEqual(response.writableFinished, finished);
        assert.strictEqual(stream.writableFinished, finished);
      });
    }
  }

  it('is not finished when it is ended afterwards', async () => {
    const { response } = await afterwards((begun) => begun.writeHead(200),
      ENDINGS['is cancelled'], (aborted) => aborted.end());
    const finished = builtin ? true : wanted('Ends of streams and sessions', false);
    assert.deepStrictEqual([response.writableEnded, response.writableFinished], [true, finished]);
  });

  it('is not finished: an upload whose server has reset the stream', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.close(http2.constants.NGHTTP2_CANCEL));
    const upload = connect(server).request({ ':method': 'POST' });
    upload.write('part');
    await once(upload.resume(), 'close');
    const finished = builtin ? true : wanted('Ends of streams and sessions', false);
    assert.deepStrictEqual([upload.aborted, upload.writableFinished], [true, finished]);
  });

  it('is finished if it was sent, whatever the client does then', async () => {
    const { stream, response } = await afterwards((begun) => begun.end('whole'), () => {});
    assert.deepStrictEqual([stream.aborted, response.writableFinished], [false, true]);
  });
});
