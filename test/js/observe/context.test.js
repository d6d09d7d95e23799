'use strict';

const assert = require('node:assert');
const { AsyncLocalStorage } = require('node:async_hooks');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');

describe('AsyncLocalStorage', () => {
  afterEach(closeEverything);

  it('keeps the context of request() in the events of the stream', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ a: 'b' }));
      stream.end('x');
    });
    const client = connect(server);
    const storage = new AsyncLocalStorage();
    const ask = (value) => storage.run(value, () => new Promise((resolve) => {
      const seen = {};
      const stream = client.request();
      for (const event of ['response', 'data', 'trailers', 'end', 'close']) {
        stream.on(event, () => { seen[event] = storage.getStore(); });
      }
      stream.on('close', () => resolve(seen));
    }));
    const answers = await Promise.all(['one', 'two', 'three'].map(ask));
    answers.forEach((seen, i) => {
      const value = ['one', 'two', 'three'][i];
      // Before Node 26, 'end' had lost the context.
      const end = expectedOf(value, { 26: undefined });
      assert.deepStrictEqual(seen,
        { response: value, data: value, trailers: value, end, close: value });
    });
  });
});
