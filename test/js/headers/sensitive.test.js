'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, listen } = require('../../support/listening');

/** The headers that a server sends, each with its flag neverIndexed. */
async function sent(headers) {
  const server = await listen(http2.createServer());
  server.on('stream', (stream) => stream.respond(headers, { endStream: true }));
  const peer = await peerOf(server);
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  const frame = await peer.until('HEADERS');
  return Object.fromEntries(frame.headers.map((field) =>
    [field[0], field.neverIndexed === true]));
}

describe('A sensitive header', () => {
  afterEach(closeEverything);

  it('is sent as never to be indexed when it is named', async () => {
    const flags = await sent({
      'x-secret': 'a', 'x-open': 'b', [http2.sensitiveHeaders]: ['X-Secret'],
    });
    assert.strictEqual(flags['x-secret'], true);
    assert.strictEqual(flags['x-open'], false);
  });

  it('is what authorization and short cookies are', async () => {
    const flags = await sent({ authorization: 'Basic x', cookie: 'short=1' });
    assert.strictEqual(flags.authorization, true);
    assert.strictEqual(flags.cookie, true);
  });

  it('is not what a long cookie is', async () => {
    const flags = await sent({ cookie: `long=${'1'.repeat(30)}` });
    assert.strictEqual(flags.cookie, false);
  });

  it('has its symbol never sent as a header', async () => {
    const flags = await sent({ [http2.sensitiveHeaders]: ['x'], [Symbol('other')]: 'y' });
    assert.deepStrictEqual(Object.keys(flags).sort(), [':status', 'date']);
  });
});
