'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Readable, Writable } = require('node:stream');
const { text } = require('node:stream/consumers');
const { pipeline } = require('node:stream/promises');
const { builtin, itIsWanted } = require('../../support/oracle');
const { bothEnds } = require('../../support/both-ends');
const { closeEverything } = require('../../support/listening');

const SECTION = 'Compatibility API';
const BODY = 'b'.repeat(300_000);

async function sizeOf(iterable) {
  let size = 0;
  for await (const chunk of iterable) {
    size += chunk.length;
    await new Promise(setImmediate);
  }
  return size;
}

/** Readers that take a chunk in each turn of the event loop. */
const SLOW = {
  'for await': sizeOf,
  'Readable.toWeb()': (request) => sizeOf(Readable.toWeb(request)),
  async 'pipeline()'(request) {
    let size = 0;
    await pipeline(request, new Writable({
      highWaterMark: 1,
      write(chunk, encoding, callback) {
        size += chunk.length;
        setImmediate(callback);
      },
    }));
    return size;
  },
};

/** Uploads the body to a server that answers at once; resolves to what `read` made of the request. */
async function upload({ client, server }, read, lines) {
  const asked = once(server, 'request');
  const stream = client.request({ ':method': 'POST' });
  stream.resume().end(BODY);
  const [request, response] = await asked;
  for (const event of ['end', 'close']) request.on(event, () => lines.push(event));
  const closed = new Promise((resolve) => { request.on('close', resolve); });
  const reading = read(request);
  response.end('early');
  const result = await reading;
  await closed;
  return result;
}

for (const [transport, meet] of Object.entries(bothEnds)) {
  describe(`A request over ${transport} that is answered before its body was read`, () => {
    afterEach(closeEverything);

    // A Duplex in memory is slower than the builtin's patience.
    const itIsRead = builtin && transport === 'Duplex' ? it.skip : it;
    itIsRead('is read in full by who reads at once', async () => {
      const lines = [];
      assert.strictEqual((await upload(await meet(), text, lines)).length, BODY.length);
      assert.deepStrictEqual(lines, ['end', 'close']);
    });

    for (const [reader, read] of Object.entries(SLOW)) {
      itIsWanted(SECTION, `is read in full by ${reader}, and closes after that`, async () => {
        const lines = [];
        assert.strictEqual(await upload(await meet(), read, lines), BODY.length);
        assert.deepStrictEqual(lines, ['end', 'close']);
      });
    }

    it('closes though nobody reads it', async () => {
      const parts = await meet();
      const asked = once(parts.server, 'request');
      const stream = parts.client.request({ ':method': 'POST' });
      stream.resume().end('short');
      const [request, response] = await asked;
      const closed = new Promise((resolve) => { request.on('close', resolve); });
      response.end('early');
      await closed;
    });
  });
}
