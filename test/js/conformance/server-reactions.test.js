'use strict';

const assert = require('node:assert');
const certificate = require('../../support/certificate');
const { FramePeer } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin, olderThan } = require('../../support/oracle');
const { dial } = require('../../support/transports');
const VIOLATIONS = require('./client-violations');
const { expectedLines, reactionTo, titleOf } = require('./reactions');

const ANSWERS = {
  '/answered': (stream) => { stream.respond(); stream.end('answer'); },
  '/cancelled': (stream) => stream.close(http2.constants.NGHTTP2_CANCEL),
};

async function serve(secure, options) {
  const server = secure ? http2.createSecureServer({ ...certificate, ...options }) :
    http2.createServer(options);
  server.on('sessionError', () => {});
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    stream.resume();
    ANSWERS[headers[':path']]?.(stream);
  });
  return listen(server);
}

for (const [name, secure] of [['h2c', false], ['TLS', true]]) {
  // docs/compatibility.md, Older Nodes: the builtin keeps the sessions of peers that break the protocol.
  if (olderThan(22)) continue;

  describe(`A server over ${name} reacts to a client that`, () => {
    afterEach(closeEverything);

    for (const row of VIOLATIONS) {
      // docs/compatibility.md, Hostile peers: the builtin's GOAWAY does not arrive.
      if (secure && row.raw && builtin) continue;

      it(titleOf(row), async () => {
        const server = await serve(secure, row.options);
        const peer = closeLater(new FramePeer(await dial(server)));
        if (!row.raw) await peer.handshake();
        assert.deepStrictEqual(await reactionTo(peer, row.says), expectedLines(row));
      });
    }
  });
}
