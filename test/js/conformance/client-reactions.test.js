'use strict';

const assert = require('node:assert');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { clientOver } = require('../../support/transports');
const VIOLATIONS = require('./server-violations');
const { CODES, expectedLines, reactionTo, titleOf } = require('./reactions');

const { CANCEL } = CODES;

/** A client with an open request, on stream 1, and the server of frames that has got its head. */
async function asked(transport, { options, raw, method = 'GET' }) {
  const { session, peer } = await clientOver(transport, options, raw ? () => {} : undefined);
  session.on('stream', (pushed) => pushed.on('error', () => {}).resume());
  const request = session.request({ ':method': method });
  request.on('error', () => {}).resume();
  await peer.until('HEADERS', { streamId: 1 });
  return { peer, request };
}

for (const [name, transport] of [['h2c', 'TCP'], ['TLS', 'TLS']]) {
  // docs/compatibility.md, Older Nodes: the builtin keeps the sessions of peers that break the protocol.
  if (olderThan(22)) continue;

  describe(`A client over ${name} reacts to a server that`, () => {
    afterEach(closeEverything);

    for (const row of VIOLATIONS) {
      it(titleOf(row), async () => {
        const { peer, request } = await asked(transport, row);
        if (row.cancelled) {
          request.close(CANCEL);
          await peer.until('RST_STREAM', { streamId: 1, code: CANCEL });
        }
        assert.deepStrictEqual(await reactionTo(peer, row.says), expectedLines(row));
      });
    }
  });
}
