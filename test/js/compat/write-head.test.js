'use strict';

const assert = require('node:assert');
const { answerOf, outcomeOf } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');

/** What a client gets when `x-a: 1` was set and then `writeHead(...args)` was called. */
async function headersBy(...args) {
  const { headers } = await answerOf((request, response) => {
    response.sendDate = false;
    response.setHeader('x-a', '1');
    assert.strictEqual(response.writeHead(...args), response);
    response.end();
  });
  return headers;
}

const forms = [
  ['a status', [204], { ':status': 204, 'x-a': '1' }],
  ['a status as a string', ['201'], { ':status': 201, 'x-a': '1' }],
  ['nothing at all', [], { ':status': 200, 'x-a': '1' }],
  ['headers, which take precedence', [202, { 'X-A': '2', b: ['3', '4'] }],
    { ':status': 202, 'x-a': '2', b: '3, 4' }],
  ['a message and headers', [202, 'ignored', { b: '2' }], { ':status': 202, 'x-a': '1', b: '2' }],
  ['undefined and headers', [202, undefined, { b: '2' }], { ':status': 202, 'x-a': '1', b: '2' }],
  ['a message and something that is no object', [202, 'ignored', 5], { ':status': 202, 'x-a': '1' }],
  ['a flat list', [202, ['X-A', '2', 'B', '3', 'b', '4']], { ':status': 202, 'x-a': '2', b: '3, 4' }],
  ['a flat list with lists', [202, ['b', ['3', '4']]], { ':status': 202, 'x-a': '1', b: '3, 4' }],
  ['an empty list', [202, []], { ':status': 202, 'x-a': '1' }],
  ['a list of pairs', [202, [['X-A', '2'], ['b', '3'], ['B', '4']]],
    { ':status': 202, 'x-a': '2', b: '3, 4' }],
  ['a message and a list', [202, 'ignored', ['b', '3']], { ':status': 202, 'x-a': '1', b: '3' }],
];

describe('response.writeHead()', () => {
  expectWarnings('UnsupportedWarning');
  afterEach(closeEverything);

  for (const [title, args, expected] of forms) {
    it(`takes ${title}`, async () => {
      assert.deepStrictEqual(await headersBy(...args), expected);
    });
  }

  it('leaves the object of the program as it was', async () => {
    const headers = Object.freeze({ a: '1', Date: 'mine' });
    const answer = await answerOf((request, response) => { response.writeHead(200, headers).end(); });
    assert.strictEqual(answer.headers.date, 'mine');
  });

  it('leaves the status as it was when the headers are refused', async () => {
    await answerOf((request, response) => {
      outcomeOf(() => response.writeHead(404, { 'a b': '1' }));
      assert.strictEqual(response.statusCode, 200);
      response.end();
    });
  });

  it('is what write(), end() and flushHeaders() call, with the status alone', async () => {
    for (const method of ['write', 'end', 'flushHeaders']) {
      const calls = [];
      await answerOf((request, response) => {
        const { writeHead } = response;
        response.writeHead = function wrapped(...args) {
          calls.push(args);
          return writeHead.apply(this, args);
        };
        response[method](method === 'flushHeaders' ? undefined : 'x');
        response.end();
      });
      assert.deepStrictEqual(calls, [[200]], method);
    }
  });

  for (const end of ['destroy', 'close']) {
    it(`does nothing after stream.${end}(), as end() does`, async () => {
      const answer = await answerOf((request, response) => {
        response.stream[end]();
        assert.strictEqual(response.writeHead(200, { 'a b': '1' }), response);
        assert.strictEqual(response.flushHeaders(), undefined);
        assert.strictEqual(response.end(), response);
        assert.strictEqual(response.headersSent, false);
      });
      assert.strictEqual(answer.headers, undefined);
    });
  }

  it('does nothing when an answer that was begun is closed', async () => {
    await answerOf((request, response) => {
      response.writeHead(200);
      response.stream.close();
      assert.strictEqual(response.writeHead(404), response);
      assert.strictEqual(response.statusCode, 200);
    });
  });

  it('write() after stream.close() calls back with an error', async () => {
    const outcome = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.stream.close();
        response.stream.on('error', () => {});
        const room = response.write('x', (error) => resolve([room, error.code]));
      });
    });
    assert.deepStrictEqual(outcome, [false, 'ERR_STREAM_WRITE_AFTER_END']);
  });
});

describe('response.statusCode', () => {
  afterEach(closeEverything);

  it('is 200, takes 200 to 599 and refuses the rest', async () => {
    const outcomes = [];
    const answer = await answerOf((request, response) => {
      outcomes.push(response.statusCode);
      for (const code of [100, 199, 99, 600, -1, 'abc', null, undefined, '404', 200.5, 599]) {
        outcomes.push(outcomeOf(() => { response.statusCode = code; return response.statusCode; }));
      }
      response.end();
    });
    const info = 'ERR_HTTP2_INFO_STATUS_NOT_ALLOWED';
    const invalid = 'ERR_HTTP2_STATUS_INVALID';
    assert.deepStrictEqual(outcomes, [200, info, info, invalid, invalid, invalid, invalid, invalid,
      invalid, 404, 200, 599]);
    assert.strictEqual(answer.headers[':status'], 599);
  });

  it('shows what was sent, and may be changed without effect', async () => {
    const answer = await answerOf((request, response) => {
      response.writeHead(404);
      assert.strictEqual(response.statusCode, 404);
      response.statusCode = 500;
      response.end();
    });
    assert.strictEqual(answer.headers[':status'], 404);
  });
});
