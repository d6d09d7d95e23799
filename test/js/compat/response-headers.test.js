'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { answerOf, outcomeOf } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');

describe('Headers of Http2ServerResponse', () => {
  expectWarnings('UnsupportedWarning');
  afterEach(closeEverything);

  it('are set, read, listed and removed by names in any case', async () => {
    const answer = await answerOf((request, response) => {
      response.setHeader('Foo-Bar', 'baz');
      response.setHeader(' Padded ', '1');
      response.setHeader('gone', 'x');
      response.setHeader('__proto__', 'own');
      assert.strictEqual(response.getHeader('FOO-bar'), 'baz');
      assert.strictEqual(response.hasHeader('padded'), true);
      assert.strictEqual(response.hasHeader('toString'), false);
      assert.strictEqual(response.getHeader('toString'), undefined);
      response.removeHeader('GONE');
      assert.deepStrictEqual(response.getHeaderNames(), ['foo-bar', 'padded', '__proto__']);
      response.removeHeader('__proto__');
      response.end();
    });
    assert.strictEqual(answer.headers['foo-bar'], 'baz');
    assert.strictEqual(answer.headers.padded, '1');
    assert.strictEqual('gone' in answer.headers, false);
  });

  it('are copied by getHeaders(), without prototype', async () => {
    await answerOf((request, response) => {
      assert.deepStrictEqual({ ...response.getHeaders() }, {});
      const list = ['1'];
      response.setHeader('list', list);
      const headers = response.getHeaders();
      assert.strictEqual(Object.getPrototypeOf(headers), null);
      headers.other = 'x';
      headers.list.push('2');
      assert.deepStrictEqual({ ...response.getHeaders() }, { list: ['1', '2'] });
      response.end();
    });
  });

  it('show :status once they were sent, and can still be read', async () => {
    await answerOf((request, response) => {
      response.setHeader('a', 'b');
      assert.strictEqual(response.headersSent, false);
      response.writeHead(201);
      assert.strictEqual(response.headersSent, true);
      assert.strictEqual(response._header, true);
      assert.deepStrictEqual({ ...response.getHeaders() }, { a: 'b', ':status': 201 });
      assert.strictEqual(response.getHeader('a'), 'b');
      response.end();
    });
  });

  it('are appended to', async () => {
    const answer = await answerOf((request, response) => {
      response.appendHeader('x', '1');
      response.appendHeader('X', ['2', '3']);
      response.appendHeader('n', ['4']);
      response.appendHeader('n', 5);
      response.setHeader('set-cookie', 'a');
      response.appendHeader('set-cookie', 'b');
      assert.deepStrictEqual({ ...response.getHeaders() },
        { x: ['1', '2', '3'], n: ['4', 5], 'set-cookie': ['a', 'b'] });
      response.end();
    });
    assert.strictEqual(answer.headers.x, '1, 2, 3');
    assert.deepStrictEqual(answer.headers['set-cookie'], ['a', 'b']);
  });

  it('may have values of any type, which are made strings', async () => {
    const answer = await answerOf((request, response) => {
      response.setHeader('number', 5);
      response.setHeader('boolean', true);
      response.setHeader('object', { toString: () => 'text' });
      response.setHeader('none', []);
      response.end();
    });
    const { number, boolean, object, none } = answer.headers;
    assert.deepStrictEqual([number, boolean, object, none], ['5', 'true', 'text', undefined]);
  });

  for (const method of ['setHeader', 'appendHeader']) {
    it(`of a name that is no token close the stream, by ${method}()`, async () => {
      const events = [];
      const answer = await answerOf((request, response) => {
        request.on('aborted', () => events.push('aborted'));
        response[method]('é', '1');
        events.push(response.stream.destroyed);
        response.end('x');
      });
      assert.deepStrictEqual(events, ['aborted', true]);
      assert.strictEqual(answer.rstCode, http2.constants.NGHTTP2_INTERNAL_ERROR);
      assert.strictEqual(answer.headers, undefined);
    });
  }

  for (const name of ['keep-alive', 'transfer-encoding', 'upgrade', 'proxy-connection',
    'http2-settings']) {
    it(`can't be sent when there is ${name}`, async () => {
      let outcome;
      await answerOf((request, response) => {
        response.setHeader(name, 'x');
        outcome = outcomeOf(() => response.writeHead(200));
        response.stream.close();
      });
      assert.strictEqual(outcome, 'ERR_HTTP2_INVALID_CONNECTION_HEADERS');
    });
  }

  it('leave connection out, but for the value trailers', async () => {
    const answer = await answerOf((request, response) => {
      response.setHeader('connection', 'trailers');
      assert.strictEqual(response.getHeader('connection'), 'trailers');
      response.removeHeader('connection');
      response.setHeader('Connection', 'close');
      response.appendHeader('connection', 'keep-alive');
      assert.strictEqual(response.hasHeader('connection'), false);
      response.writeHead(200, { connection: 'close' });
      response.end();
    });
    assert.strictEqual('connection' in answer.headers, false);
  });

  it('have no date after removeHeader(), unless it was set, before or after', async () => {
    const answers = [];
    for (const handler of [
      (response) => response.removeHeader('Date'),
      (response) => { response.removeHeader('date'); response.sendDate = true; },
      (response) => { response.setHeader('Date', 'mine'); response.removeHeader('date'); },
      (response) => { response.removeHeader(' DATE '); response.setHeader('date', 'mine'); },
    ]) {
      const { headers } = await answerOf((request, response) => {
        handler(response);
        answers.push(response.sendDate);
        response.end();
      });
      answers.push(headers.date === 'mine' ? headers.date : typeof headers.date);
    }
    assert.deepStrictEqual(answers,
      [false, 'undefined', true, 'string', false, 'mine', false, 'mine']);
  });

  it('have a date, unless it was set or sendDate is false', async () => {
    const dates = [];
    const prepare = [
      () => {},
      (response) => { response.sendDate = false; },
      (response) => response.setHeader('Date', 'mine'),
      (response) => { response.sendDate = 'truthy'; assert.strictEqual(response.sendDate, true); },
    ];
    for (const change of prepare) {
      const before = Math.floor(Date.now() / 1000) * 1000;
      const { headers: { date } } = await answerOf((request, response) => {
        change(response);
        response.end();
      });
      const time = Date.parse(date);
      dates.push(time >= before && time <= Date.now() ? 'now' : date);
    }
    assert.deepStrictEqual(dates, ['now', undefined, 'mine', 'now']);
  });
});
