'use strict';

const assert = require('node:assert');
const { Readable } = require('node:stream');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('An empty body', () => {
  afterEach(closeEverything);

  it('arrives through pipe() in both directions', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.pipe(stream); });
    const stream = connect(server).request({ ':method': 'POST' });
    Readable.from([]).pipe(stream);
    assert.strictEqual(await textOf(stream), '');
  });

  it('arrives through pipe() of the request to the response', async () => {
    const server = await listen(http2.createServer((request, response) => request.pipe(response)));
    const stream = connect(server).request({ ':method': 'POST' });
    stream.end();
    assert.strictEqual(await textOf(stream), '');
  });
});
