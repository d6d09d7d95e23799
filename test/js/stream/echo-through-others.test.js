'use strict';

// A stream that answers with what it receives by way of another stream, and whose connection is lost while
// its answer waits: nobody sees that its reader will never read on, but that it does not.

const assert = require('node:assert');
const { once } = require('node:events');
const { PassThrough } = require('node:stream');
const { POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { watchTimers } = require('../../support/timers');
const { serverOver, TRANSPORTS } = require('../../support/transports');

const SHUT = { settings: [[4, 0]] };
/** Milliseconds that a reader has, see lib/stream/ending.js. */
const PATIENCE = 10_000;

const ours = builtin ? describe.skip : describe;

ours('A stream that echoes by way of another, when its connection is lost,', () => {
  let timers;

  beforeEach(() => { timers = watchTimers(PATIENCE); });
  afterEach(() => timers.stop());
  afterEach(closeEverything);

  /** Resolves to such a stream with a complete message, of which a part is unread, and no connection. */
  async function lost(transport) {
    const { server, peer } = await serverOver(transport);
    const created = once(server, 'stream');
    peer.send({ type: 'SETTINGS', ...SHUT }, { type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await created;
    stream.on('error', assert.fail);
    stream.session.on('error', () => {});
    stream.respond();
    stream.pipe(new PassThrough()).pipe(stream);
    const send = async (endStream) => {
      peer.send({ type: 'DATA', streamId: 1, data: Buffer.alloc(16_000), endStream });
      await peer.soFar();
    };
    while (stream.readableLength === 0) await send(false);
    await send(true);
    const aborted = once(stream, 'aborted');
    peer.socket.end();
    await aborted;
    return stream;
  }

  for (const transport of TRANSPORTS) {
    it(`is given up over ${transport} when nothing is read for a while`, async () => {
      const stream = await lost(transport);
      const { session } = stream;
      const pass = await timers.next();
      assert.strictEqual(stream.destroyed, false);
      const closed = Promise.all([once(stream, 'close'), once(session, 'close')]);
      pass();
      await closed;
      assert.strictEqual(session.destroyed, true);
    });

    it(`has more time over ${transport} whenever something is read`, async () => {
      const stream = await lost(transport);
      for (let round = 0; round < 3; round++) {
        const pass = await timers.next();
        stream.read(1000);
        pass();
        assert.strictEqual(stream.destroyed, false);
      }
      const pass = await timers.next();
      pass();
      assert.strictEqual(stream.destroyed, true);
    });
  }

  it('is destroyed by its end, and not later, when all of it is read', async () => {
    const stream = await lost('TCP');
    const pass = await timers.next();
    const closed = once(stream, 'close');
    stream.unpipe();
    stream.resume();
    await closed;
    pass();
  });
});
