'use strict';

const assert = require('node:assert');
const { Duplex } = require('node:stream');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { encodeFrame } = require('../../support/frame');
const { closeEverything, closeLater } = require('../../support/listening');

const SETTINGS = encodeFrame({ type: 'SETTINGS', settings: [] });
const HEADERS = encodeFrame({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
const data = (text, endStream = false) =>
  encodeFrame({ type: 'DATA', streamId: 1, data: text, endStream });

/** The body of the answer to a request that calls `answer(socket)` when its own body is written. */
async function answered(answer) {
  const socket = new Duplex({ read() {}, write: (chunk, encoding, callback) => setImmediate(callback) });
  const client = closeLater(http2.connect('http://localhost', { createConnection: () => socket }));
  socket.push(SETTINGS);
  const request = client.request({ ':method': 'POST' });
  request.write('question', () => answer(socket));
  return textOf(request);
}

describe('Bytes that a peer sends because of what a handler does', () => {
  afterEach(closeEverything);

  it('are received though nothing follows them', async () => {
    assert.strictEqual(await answered((socket) => {
      socket.push(Buffer.concat([HEADERS, data('answer', true)]));
    }), 'answer');
  });

  it('are received before those that follow', async () => {
    assert.strictEqual(await answered((socket) => {
      socket.push(HEADERS);
      socket.push(data('a'));
      setImmediate(() => socket.push(data('b', true)));
    }), 'ab');
  });
});
