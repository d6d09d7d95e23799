'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');

/** The frames with which a client is answered. */
async function framesOf(handler) {
  const server = await listen(http2.createServer((request, response) => {
    response.stream.on('error', () => {});
    handler(response);
  }));
  const peer = await peerOf(server);
  peer.lines.length = 0;
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  await peer.soFar();
  await peer.soFar();
  return peer.lines;
}

describe('A response that was ended, and whose stream is closed in the same turn,', () => {
  afterEach(closeEverything);

  for (const [title, close] of [
    ['with NO_ERROR', (stream) => stream.close(0)], ['with CANCEL', (stream) => stream.close(8)],
    ['by destroy()', (stream) => stream.destroy()],
  ]) {
    itIsWanted('Compatibility API', `${title}, is sent in full`, async () => {
      assert.deepStrictEqual(await framesOf((response) => {
        response.end('x');
        close(response.stream);
      }), ['HEADERS 1', 'DATA 1 1 bytes END_STREAM']);
    });
  }

  for (const [title, close] of [
    ['with an error', (stream) => stream.close(2)],
    ['by destroy(error)', (stream) => stream.destroy(new Error('mine'))],
  ]) {
    it(`${title}, is broken off`, async () => {
      assert.deepStrictEqual(await framesOf((response) => {
        response.end('x');
        close(response.stream);
      }), ['HEADERS 1', 'DATA 1 1 bytes', 'RST_STREAM 1 code 2']);
    });
  }
});
