'use strict';

const assert = require('node:assert');
const { builtin } = require('../../support/oracle');
const { closeEverything } = require('../../support/listening');
const { bothEnds, CARRIERS } = require('../../support/web-sockets');

const COUNT = 100;
const SIZE = 100_000;

// What the windows of HTTP/2 and the buffers of both ends may hold of a reader that has stopped.
const ON_THE_WAY = 1_000_000;

/** Resolves when all that could be sent was sent: PINGs wait behind it. */
async function quiet(session) {
  for (let n = 0; n < 5; n++) await new Promise((resolve) => { session.ping(resolve); });
}

for (const carrier of Object.keys(CARRIERS)) {
  for (const [sends, reads] of [['client', 'ours'], ['ours', 'client']]) {
    const title = sends === 'client' ? 'client' : 'server';
    describe(`A ${title} that sends more than the other end of its WebSocket reads, over ${carrier}`, () => {
      before(function skip() { if (builtin) this.skip(); });
      afterEach(closeEverything);

      it('keeps the rest, and sends it when the other end reads on', async () => {
        const ends = await bothEnds(carrier, {}, { perMessageDeflate: false });
        const { [sends]: sender, [reads]: reader, session } = ends;
        reader.pause();
        let received = 0;
        reader.on('message', (data) => { received += data.length; });
        let written = 0;
        const sent = [];
        for (let n = 0; n < COUNT; n++) {
          sent.push(new Promise((resolve, reject) => {
            sender.send(Buffer.alloc(SIZE), (error) => {
              if (error) reject(error);
              else resolve(written += 1);
            });
          }));
        }
        await quiet(session);
        assert.ok(received <= SIZE, `${received} bytes were read`);
        assert.ok(sender.bufferedAmount > COUNT * SIZE - ON_THE_WAY, `${sender.bufferedAmount} bytes wait`);
        assert.ok(written * SIZE < ON_THE_WAY, `${written} messages count as sent`);

        const all = new Promise((resolve) => {
          reader.on('message', () => { if (received === COUNT * SIZE) resolve(); });
        });
        reader.resume();
        await Promise.all([...sent, all]);
        assert.strictEqual(sender.bufferedAmount, 0);
      });
    });
  }
}
