'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

const WRITES = 40;
const KILOBYTE = 1024;

/** Forty writes in one turn, each a kilobyte of its own. */
function writeAll(stream, answer) {
  stream.respond();
  for (let i = 0; i < WRITES; i++) stream.write(Buffer.alloc(KILOBYTE, `${answer}:${i} `));
  stream.end();
}

describe('Writes of one turn', () => {
  afterEach(closeEverything);

  it('stay apart from those of a hundred other streams, while the client reads none', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream, headers) => writeAll(stream, headers[':path']));
    const client = connect(server, { settings: { initialWindowSize: 0 } });
    const requests = Array.from({ length: 100 }, (_, i) => client.request({ ':path': `/${i}` }));
    await Promise.all(requests.map((request) => new Promise((resolve) => {
      request.once('response', resolve);
    })));
    client.settings({ initialWindowSize: 1024 * KILOBYTE });
    const bodies = await Promise.all(requests.map(bodyOf));
    for (const [i, body] of bodies.entries()) {
      const expected = Array.from({ length: WRITES }, (_, j) => Buffer.alloc(KILOBYTE, `/${i}:${j} `));
      assert.ok(body.equals(Buffer.concat(expected)), `the body of stream ${i}`);
    }
  });
});
