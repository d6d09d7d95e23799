'use strict';

const assert = require('node:assert');
const { duplexPair } = require('node:stream');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { duplexPair: pairOf } = require('../../support/duplex-pair');
const { closeEverything, closeLater } = require('../../support/listening');

/** Two ends; a write is done as soon as the other end has it in its buffer. */
const eagerPair = () => pairOf((work) => work());

/** Every position has a value of its own neighbourhood. */
const BODY = Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => (i >>> 8) ^ (i * 7)));

async function download([near, far]) {
  const server = http2.createServer();
  server.on('stream', (stream) => {
    stream.respond();
    stream.end(BODY);
  });
  server.emit('connection', far);
  const client = closeLater(http2.connect('http://localhost', { createConnection: () => near }));
  return bodyOf(client.request());
}

describe('Bytes that pass through a Duplex', () => {
  afterEach(closeEverything);

  it('stay what they were when its writes are done before they are read', async () => {
    assert.ok((await download(eagerPair())).equals(BODY));
  });

  it('stay what they were for a reader that keeps what it got', async () => {
    assert.ok((await download(duplexPair())).equals(BODY));
  });
});
