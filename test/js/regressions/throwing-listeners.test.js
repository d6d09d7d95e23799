'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { withoutListeners } = require('../../support/process-events');

// A program that logs what was uncaught goes on, and its streams have to end all the same.
describe("A client stream whose listener of 'end' throws", () => {
  afterEach(closeEverything);

  for (const [title, answer] of [
    ['at once', (stream) => stream.end('all')],
    ['in two turns', (stream) => { stream.write('half'); setImmediate(() => stream.end('half')); }],
    ['without a body', (stream) => stream.end()],
  ]) {
    it(`is closed, and so is its session: answered ${title}`, async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.respond();
        answer(stream);
      });
      const client = connect(server);
      const request = client.request();
      const closed = once(request, 'close');
      request.on('end', () => {
        assert.strictEqual(request.destroyed, false);
        throw new Error('mine');
      });
      await withoutListeners('uncaughtException', async () => {
        const uncaught = once(process, 'uncaughtException');
        request.resume();
        assert.strictEqual((await uncaught)[0].message, 'mine');
      });
      await closed;
      await new Promise((resolve) => { client.close(resolve); });
    });
  }
});
