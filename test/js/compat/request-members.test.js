'use strict';

const assert = require('node:assert');
const { Readable } = require('node:stream');
const http2 = require('../../support/impl');
const { answerOf, outcomeOf, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');

describe('Members of Http2ServerRequest', () => {
  afterEach(closeEverything);

  it('shows the request line, the version and the headers', async () => {
    let shown;
    const { stream } = await answerOf((request, response) => {
      const { method, url, scheme, httpVersion, httpVersionMajor, httpVersionMinor } = request;
      shown = { method, url, scheme, httpVersion, httpVersionMajor, httpVersionMinor };
      assert.strictEqual(request.headers['x-one'], 'a, b');
      assert.strictEqual(Object.getPrototypeOf(request.headers), null);
      assert.deepStrictEqual(request.rawHeaders.slice(-4), ['x-one', 'a', 'x-one', 'b']);
      response.end();
    }, { ':path': '/a?b=c', ':method': 'DELETE', 'x-one': ['a', 'b'] });
    assert.strictEqual(stream.rstCode, 0);
    assert.deepStrictEqual(shown, {
      method: 'DELETE', url: '/a?b=c', scheme: 'http',
      httpVersion: '2.0', httpVersionMajor: 2, httpVersionMinor: 0,
    });
  });

  it('takes the authority from :authority, and from host when there is none', async () => {
    const authorities = [];
    const handler = (request, response) => {
      authorities.push(request.authority);
      response.end();
    };
    await answerOf(handler, { ':authority': 'one.example' });
    await answerOf(handler, { host: 'two.example' });
    assert.deepStrictEqual(authorities, ['one.example', 'two.example']);
  });

  it('lets url and method be rewritten, in the headers too', async () => {
    await answerOf((request, response) => {
      request.url = '/rewritten';
      request.method = 'PUT';
      assert.strictEqual(request.headers[':path'], '/rewritten');
      assert.strictEqual(request.headers[':method'], 'PUT');
      request.headers[':path'] = '/again';
      assert.strictEqual(request.url, '/again');
      response.end();
    });
  });

  it('refuses a method that is blank or no string', async () => {
    const outcomes = [];
    await answerOf((request, response) => {
      for (const method of ['', ' ', null, undefined, 5, 'post']) {
        outcomes.push(outcomeOf(() => { request.method = method; return request.method; }));
      }
      response.end();
    });
    assert.deepStrictEqual(outcomes, [
      'ERR_INVALID_ARG_VALUE', 'ERR_INVALID_ARG_VALUE',
      'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_TYPE', 'post',
    ]);
  });

  it('has members that can be read only', async () => {
    const names = ['aborted', 'authority', 'complete', 'connection', 'headers', 'httpVersion',
      'rawHeaders', 'rawTrailers', 'scheme', 'socket', 'stream', 'trailers'];
    await answerOf((request, response) => {
      for (const name of names) {
        assert.throws(() => { request[name] = 'x'; }, TypeError, name);
      }
      response.end();
    });
  });

  it('is a stream.Readable with the stream of the response', async () => {
    await answerOf((request, response) => {
      assert(request instanceof http2.Http2ServerRequest);
      assert(request instanceof Readable);
      assert.strictEqual(request.stream, response.stream);
      assert.strictEqual(response.req, request);
      response.end();
    });
  });

  it('shows trailers when the request has ended, the same object all the time', async () => {
    let seen;
    const headers = { ':method': 'POST' };
    const session = await serving((request, response) => {
      const { trailers } = request;
      seen = { before: [{ ...trailers }, [...request.rawTrailers]] };
      request.on('end', () => {
        seen.raw = request.rawTrailers;
        seen.trailers = request.trailers;
        assert.strictEqual(request.trailers, trailers);
        response.end();
      }).resume();
    });
    const stream = session.request(headers, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'X-A': '1', 'x-b': ['2', '3'] }));
    stream.end('body');
    await new Promise((resolve) => { stream.on('close', resolve).resume(); });
    assert.deepStrictEqual(seen.before, [{}, []]);
    assert.strictEqual(seen.trailers['x-a'], '1');
    assert.strictEqual(seen.trailers['x-b'], '2, 3');
    assert.deepStrictEqual(seen.raw, ['x-a', '1', 'x-b', '2', 'x-b', '3']);
  });
});
