'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { bothEnds } = require('../../support/both-ends');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const WINDOW = 32 * 1024 * 1024;
const LARGE = { settings: { initialWindowSize: WINDOW } };

// More than any socket takes at once.
const BODY = Buffer.alloc(16_000_000, 'b');

/** Both sides may send all of the body at once, and know it. */
async function meetWithRoom(meet) {
  const parts = await meet(LARGE, LARGE);
  for (const session of [parts.client, parts.served]) session.setLocalWindowSize(WINDOW);
  for (const session of [parts.client, parts.served]) {
    await new Promise((resolve) => { session.ping(resolve); });
  }
  return parts;
}

/** Resolves to the size of what came. */
function collect(stream) {
  return new Promise((resolve) => {
    let size = 0;
    stream.on('data', (chunk) => { size += chunk.length; });
    stream.on('error', () => {});
    stream.on('close', () => resolve(size));
  });
}

const MOMENTS = {
  'at once': () => {},
  'a turn later': () => new Promise(setImmediate),
};

for (const [transport, meet] of Object.entries(bothEnds)) {
  describe(`What was written before destroy() of a session over ${transport}`, () => {
    afterEach(closeEverything);

    for (const [when, moment] of Object.entries(MOMENTS)) {
      // Some older Nodes had not begun to send at once what is written in a 'stream' listener.
      const itArrives = moment === MOMENTS['at once'] && olderThan(26) ? it.skip : it;
      for (const error of [undefined, new Error('of the program')]) {
        const how = error === undefined ? '' : ' with an error';

        itArrives(`${when}${how} reaches the client`, async () => {
          const parts = await meetWithRoom(meet);
          const asked = once(parts.server, 'stream');
          const request = parts.client.request();
          const received = collect(request);
          const [stream] = await asked;
          stream.on('error', () => {});
          parts.served.on('error', () => {});
          parts.client.on('error', () => {});
          stream.respond();
          stream.end(BODY);
          await moment();
          parts.served.destroy(error);
          assert.strictEqual(await received, BODY.length);
        });

        itArrives(`${when}${how} reaches the server`, async () => {
          const parts = await meetWithRoom(meet);
          const asked = once(parts.server, 'stream');
          const request = parts.client.request({ ':method': 'POST' });
          request.on('error', () => {});
          parts.served.on('error', () => {});
          parts.client.on('error', () => {});
          request.end(BODY);
          const [stream] = await asked;
          const received = collect(stream);
          await moment();
          parts.client.destroy(error);
          assert.strictEqual(await received, BODY.length);
        });
      }
    }
  });
}
