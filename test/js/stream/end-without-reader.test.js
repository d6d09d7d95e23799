'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { finished } = require('node:stream/promises');
const { bothEnds } = require('../../support/both-ends');
const { closeEverything } = require('../../support/listening');

/** How a program waits for the end of a message without reading it. */
const WAITS = {
  'listens for it': (stream) => once(stream, 'end'),
  'listens for it in a microtask': async (stream) => {
    await undefined;
    await once(stream, 'end');
  },
  'has paused the stream': (stream) => once(stream.pause(), 'end'),
  'has called read()': (stream) => {
    stream.read();
    return once(stream, 'end');
  },
  'calls finished()': (stream) => finished(stream, { writable: false }),
};

/** Both ends of an exchange of which nothing has ended, and the waiting of each for the other's end. */
async function exchange(meet, wait) {
  const { server, client } = await meet();
  const accepted = new Promise((resolve) => {
    server.on('stream', (stream) => {
      stream.respond();
      resolve({ stream, ended: wait(stream) });
    });
  });
  // A tunnel is the stream whose two halves are alike.
  const request = client.request({ ':method': 'CONNECT', ':authority': 'there' });
  return { client: { stream: request, ended: wait(request) }, server: await accepted };
}

describe('An empty message that ends with DATA', () => {
  afterEach(closeEverything);

  for (const [transport, meet] of Object.entries(bothEnds)) {
    for (const [what, wait] of Object.entries(WAITS)) {
      for (const [sender, reader] of [['client', 'server'], ['server', 'client']]) {
        it(`ends for a ${reader} that ${what}, over ${transport}`, async () => {
          const ends = await exchange(meet, wait);
          ends[sender].stream.end();
          await ends[reader].ended;
          assert.ok(ends[reader].stream.readableEnded);
          assert.ok(!ends[reader].stream.destroyed);
        });
      }
    }
  }
});
