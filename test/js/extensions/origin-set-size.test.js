'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');

describe('maxOriginSetSize', () => {
  afterEach(closeEverything);

  const origins = Array.from({ length: 5 }, (_, i) => `https://host-${i}.example`);

  const announced = async (options) => {
    const server = await listen(http2.createSecureServer({ ...certificate, origins }));
    server.on('sessionError', () => {});
    return connect(server, options);
  };

  for (const options of [{}, { maxOriginSetSize: 6 }]) {
    it(`of ${options.maxOriginSetSize} takes six origins, that of the server among them`, async () => {
      const client = await announced(options);
      const [told] = await once(client, 'origin');
      assert.deepStrictEqual(told, origins);
      assert.deepStrictEqual(client.originSet.slice(1), origins);
    });
  }

  // The builtin has the option since Node 22.
  for (const most of expectedOf([1, 5], { 22: [] })) {
    it(`of ${most} ends a session with more`, async () => {
      const client = await announced({ maxOriginSetSize: most });
      client.on('origin', () => assert.fail('origin was emitted'));
      await assert.rejects(once(client, 'close'), {
        name: 'Error',
        code: 'ERR_HTTP2_TOO_MANY_ORIGINS',
        message: `The server sent more ORIGIN frames than the allowed number of ${most}`,
      });
    });
  }
});
