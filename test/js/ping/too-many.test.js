'use strict';

const assert = require('node:assert');
const { closeEverything } = require('../../support/listening');
const { askedClient } = require('../../support/framed');

describe('maxOutstandingPings', () => {
  afterEach(closeEverything);

  for (const [given, most] of [[undefined, 10], [2, 2], [0, 0]]) {
    it(`of ${given} sends ${most} PINGs, and cancels others with the error alone`, async () => {
      const { client, peer } = await askedClient({ maxOutstandingPings: given });
      const cancelled = [];
      const sent = Array.from({ length: most + 2 }, () =>
        client.ping((...args) => cancelled.push(args)));
      assert.strictEqual(sent.filter(Boolean).length, most);
      assert.strictEqual(cancelled.length, 2);
      for (const args of cancelled.splice(0)) {
        assert.deepStrictEqual(args.map(({ code }) => code), ['ERR_HTTP2_PING_CANCEL']);
      }
      const pings = (await peer.soFar()).filter(({ type }) => type === 'PING');
      assert.strictEqual(pings.length, most);
    });
  }
});
