'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { text } = require('node:stream/consumers');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('A stream that its program has made thenable', () => {
  afterEach(closeEverything);

  it('ends like others when its peer has sent a body', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.then = () => {};
      const body = [];
      stream.on('data', (chunk) => body.push(chunk));
      stream.on('end', () => {
        stream.respond();
        stream.end(Buffer.concat(body));
      });
    });
    const request = connect(server).request({ ':method': 'POST' });
    request.end('body');
    const answer = text(request);
    await once(request, 'close');
    assert.strictEqual(await answer, 'body');
  });
});
