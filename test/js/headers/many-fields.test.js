'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const FIELDS = 5000;

describe('A header block with thousands of fields', () => {
  afterEach(closeEverything);

  it('arrives whole, and so does what comes after it', async () => {
    const options = { maxHeaderListPairs: 2 * FIELDS, settings: { maxHeaderListSize: 2 ** 20 } };
    const server = await listen(http2.createServer(options));
    server.on('stream', (stream, headers) => {
      stream.respond({ count: headers['x-many']?.split(', ').length ?? 0 });
      stream.end();
    });
    const session = connect(server, { maxSendHeaderBlockLength: 2 ** 20 });
    const counts = [];
    for (const count of [FIELDS, 0, FIELDS]) {
      const many = count > 0 ? { 'x-many': Array.from({ length: count }, () => 'a value') } : {};
      const stream = session.request(many).resume();
      const [headers] = await once(stream, 'response');
      counts.push(Number(headers.count));
    }
    assert.deepStrictEqual(counts, [FIELDS, 0, FIELDS]);
  });
});
