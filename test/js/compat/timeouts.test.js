'use strict';

const assert = require('node:assert');
const { answerOf } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');

const POST = { ':method': 'POST' };

describe('Timeouts of requests and responses', () => {
  afterEach(closeEverything);

  for (const target of ['request', 'response']) {
    it(`are set by ${target}.setTimeout() and emitted on both, then on the stream`, async () => {
      const log = [];
      await answerOf((request, response) => {
        request.on('timeout', (...args) => log.push(`request ${args.length}`));
        response.on('timeout', (...args) => log.push(`response ${args.length}`));
        response.stream.on('timeout', () => log.push('stream'));
        const set = { request, response }[target];
        set.setTimeout(20, () => {
          log.push('callback');
          response.stream.setTimeout(0);
          response.end();
          request.resume();
        });
      }, POST, { body: '' });
      assert.deepStrictEqual(log, ['request 0', 'response 0', 'stream', 'callback']);
    });
  }

  it('return the request, and nothing', async () => {
    await answerOf((request, response) => {
      assert.strictEqual(request.setTimeout(1000), request);
      assert.strictEqual(response.setTimeout(1000), undefined);
      response.end();
    });
  });
});
