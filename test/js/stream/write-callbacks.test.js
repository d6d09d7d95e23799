'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');

const MORE_THAN_THE_WINDOW = 1_000_000;

/** The codes that two writes of a server get which the peer has no window for. */
async function codesOf(end) {
  const server = await listen(http2.createServer());
  server.on('sessionError', () => {});
  const client = connect(server);
  client.on('error', () => {});
  const request = client.request();
  request.on('error', () => {});
  return new Promise((resolve) => {
    const codes = [];
    const note = (error) => {
      codes.push(error ? error.code ?? error.message : error ?? null);
      if (codes.length === 2) resolve(codes);
    };
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond();
      stream.write(Buffer.alloc(MORE_THAN_THE_WINDOW), note);
      stream.write('x', note);
      request.once('response', () => {
        request.pause();
        end({ stream, request, client });
      });
    });
  });
}

describe('The callbacks of writes that never get through', () => {
  afterEach(closeEverything);

  const cases = {
    'destroys its stream': [({ stream }) => stream.destroy(), [null, 'ERR_STREAM_DESTROYED']],
    'destroys its stream with an error': [
      ({ stream }) => stream.destroy(Object.assign(new Error('boom'), { code: 'BOOM' })),
      expectedOf(['BOOM', 'BOOM'], { 26: [null, 'BOOM'] }),
    ],
    'destroys its session': [
      ({ stream }) => stream.session.destroy(), [null, 'ERR_STREAM_DESTROYED'],
    ],
    'is reset by its client': [
      ({ request }) => request.close(2),
      expectedOf(['ERR_HTTP2_STREAM_ERROR', 'ERR_HTTP2_STREAM_ERROR'],
        { 26: [null, 'ERR_HTTP2_STREAM_ERROR'] }),
    ],
  };

  for (const [title, [end, expected]] of Object.entries(cases)) {
    it(`are called when the server ${title}`, async () => {
      assert.deepStrictEqual(await codesOf(end), expected);
    });
  }
});
