'use strict';

const assert = require('node:assert');
const { answerOf, misuseInHandler } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { throwing } = require('../../support/misuse');

const POST = { ':method': 'POST' };

for (const target of ['request', 'response']) {
  const set = (...args) => (response) => {
    (target === 'request' ? response.req : response).setTimeout(...args);
  };
  throwing(`Misuse of ${target}.setTimeout()`, misuseInHandler, [
    {
      title: 'a string', misuse: set('x'),
      expected: {
        name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "msecs" argument must be of type number. Received type string (\'x\')',
      },
    },
    {
      title: 'a negative number', misuse: set(-1),
      expected: {
        name: 'RangeError', code: 'ERR_OUT_OF_RANGE',
        message: 'The value of "msecs" is out of range. ' +
          'It must be a non-negative finite number. Received -1',
      },
    },
    {
      title: 'a callback that is none', misuse: set(5, 'x'),
      expected: {
        name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "callback" argument must be of type function. Received type string (\'x\')',
      },
    },
  ]);
}

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
