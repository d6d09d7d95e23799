'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { answerOf, misuseInHandler, outcomeOf } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { throwing } = require('../../support/misuse');

const situate = (misuse) => misuseInHandler(misuse);
const situateSent = (misuse) => misuseInHandler(misuse, (response) => response.writeHead(200));

const typeOfName = (received) => ({
  name: 'TypeError',
  code: 'ERR_INVALID_ARG_TYPE',
  message: `The "name" argument must be of type string. Received ${received}`,
});
const badName = (name) => ({
  name: 'TypeError',
  code: 'ERR_INVALID_HTTP_TOKEN',
  message: `Header name must be a valid HTTP token ["${name}"]`,
});
const badValue = (value, name) => ({
  name: 'TypeError',
  code: 'ERR_HTTP2_INVALID_HEADER_VALUE',
  message: `Invalid value "${value}" for header "${name}"`,
});
const pseudo = {
  name: 'TypeError',
  code: 'ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED',
  message: 'Cannot set HTTP/2 pseudo-headers',
};
const invalidPseudo = {
  name: 'TypeError',
  code: 'ERR_HTTP2_INVALID_PSEUDOHEADER',
  message: '":x" is an invalid pseudoheader or is used incorrectly',
};
const sent = {
  name: 'Error', code: 'ERR_HTTP2_HEADERS_SENT', message: 'Response has already been initiated.',
};

for (const method of ['setHeader', 'appendHeader', 'setTrailer']) {
  const misuse = (...args) => (response) => { response[method](...args); };
  throwing(`Misuse of response.${method}()`, situate, [
    { title: 'no name', misuse: misuse(), expected: typeOfName('undefined') },
    { title: 'a number as name', misuse: misuse(1, 'a'), expected: typeOfName('type number (1)') },
    { title: 'an empty name', misuse: misuse('', 'a'), expected: badName('') },
    { title: 'a space in the name', misuse: misuse('a b', 'a'), expected: badName('a b') },
    { title: 'no value', misuse: misuse('a'), expected: badValue('undefined', 'a') },
    { title: 'null as value', misuse: misuse('a', null), expected: badValue('null', 'a') },
    { title: ':status', misuse: misuse(':status', 200), expected: pseudo },
    { title: ':PATH', misuse: misuse(':PATH', '/'), expected: pseudo },
  ]);
}

throwing('A pseudo-header that nothing knows', situate, [
  { title: 'setHeader', misuse: (response) => response.setHeader(':x', '1'), expected: invalidPseudo },
  {
    title: 'appendHeader', misuse: (response) => response.appendHeader(':x', '1'),
    expected: invalidPseudo,
  },
]);

throwing('Reading headers by something that is no name', situate, [
  { title: 'getHeader', misuse: (r) => r.getHeader(), expected: typeOfName('undefined') },
  { title: 'hasHeader', misuse: (r) => r.hasHeader(null), expected: typeOfName('null') },
  { title: 'removeHeader', misuse: (r) => r.removeHeader(1), expected: typeOfName('type number (1)') },
]);

throwing('Headers after the headers were sent', situateSent, [
  { title: 'setHeader', misuse: (r) => r.setHeader('a', 'b'), expected: sent },
  { title: 'setHeader of a bad name', misuse: (r) => r.setHeader('a b', 'c'), expected: sent },
  { title: 'appendHeader', misuse: (r) => r.appendHeader('a', 'b'), expected: sent },
  { title: 'removeHeader', misuse: (r) => r.removeHeader('a'), expected: sent },
  { title: 'writeHead', misuse: (r) => r.writeHead(200), expected: sent },
  { title: 'a name of the wrong type', misuse: (r) => r.setHeader(), expected: typeOfName('undefined') },
]);

describe('Headers of Http2ServerResponse', () => {
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
