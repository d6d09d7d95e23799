'use strict';

// A stream that answers with what it receives, and whose connection is lost while its answer waits.

const assert = require('node:assert');
const { once } = require('node:events');
const { POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { serverOver, TRANSPORTS } = require('../../support/transports');

const SHUT = { settings: [[4, 0]] };
const closeOf = (emitter) => new Promise((resolve) => { emitter.once('close', resolve); });

const ECHOES = {
  'pipes to itself': (stream) => stream.pipe(stream),
  "writes in 'data', and pauses until 'drain'": (stream) => {
    stream.on('data', (chunk) => {
      if (stream.write(chunk)) return;
      stream.pause();
      stream.once('drain', () => stream.resume());
    });
  },
};

describe('A stream that echoes, when its connection is lost,', () => {
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    for (const [what, echo] of Object.entries(ECHOES)) {
      it(`closes with its session over ${transport} if it ${what}`, async () => {
        const { server, peer } = await serverOver(transport);
        const created = once(server, 'stream');
        peer.send({ type: 'SETTINGS', ...SHUT }, { type: 'HEADERS', streamId: 1, headers: POST });
        const [stream] = await created;
        stream.on('error', () => {});
        stream.session.on('error', () => {});
        stream.respond();
        echo(stream);
        const send = async (endStream) => {
          peer.send({ type: 'DATA', streamId: 1, data: Buffer.alloc(16_000), endStream });
          await peer.soFar();
        };
        while (!stream.writableNeedDrain) await send(false);
        await send(true);
        const closed = [closeOf(stream), closeOf(stream.session)];
        peer.socket.end();
        await Promise.all(closed);
        assert.strictEqual(stream.destroyed, true);
      });
    }
  }
});
