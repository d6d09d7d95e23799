'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { makeFile, pattern, receive, useFiles } = require('../../support/files');
const { connect, listen } = require('../../support/listening');

// A session has as many files open at the same time.
const SLOTS = 256;

describe('A program that responds to one stream with two files', () => {
  useFiles();

  it('sends one of them, and files to later streams of the session', async () => {
    const first = makeFile('first');
    const second = makeFile('second');
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respondWithFile(first);
      stream.respondWithFile(second);
    });
    const session = connect(server);
    for (let i = 0; i <= SLOTS; i++) {
      const { body } = await receive(session.request());
      assert.deepStrictEqual(body, pattern(1000));
    }
  });
});
