'use strict';

const assert = require('node:assert');
const { EventEmitter } = require('node:events');
const { Duplex, Stream, Writable } = require('node:stream');
const http2 = require('../../support/impl');
const { olderThan } = require('../../support/oracle');
const { answerOf, ask, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');

describe('What frameworks do to requests and responses', () => {
  afterEach(closeEverything);

  it('swap the prototypes', async () => {
    const answer = await answerOf((request, response) => {
      const requestBase = Object.create(http2.Http2ServerRequest.prototype, {
        path: { get() { return this.url.split('?')[0]; } },
      });
      const responseBase = Object.create(http2.Http2ServerResponse.prototype, {
        send: { value(body) { return this.setHeader('x-sent', 'yes'), this.end(body); } },
      });
      Object.setPrototypeOf(request, requestBase);
      Object.setPrototypeOf(response, responseBase);
      response.send(request.path);
    }, { ':path': '/a?b' });
    assert.strictEqual(answer.body, '/a');
    assert.strictEqual(answer.headers['x-sent'], 'yes');
  });

  it('inherit from them with Object.create()', async () => {
    const answer = await answerOf((request, response) => {
      const wrapped = Object.create(response);
      wrapped.setHeader('x-a', Object.create(request).method);
      wrapped.end('wrapped');
    });
    assert.deepStrictEqual([answer.body, answer.headers['x-a']], ['wrapped', 'GET']);
  });

  it('wrap write and end, as compression does', async () => {
    const log = [];
    const answer = await answerOf((request, response) => {
      const { write, end } = response;
      response.write = function wrappedWrite(chunk, ...rest) {
        log.push(`write ${chunk}`);
        return write.call(this, String(chunk).toUpperCase(), ...rest);
      };
      response.end = function wrappedEnd(chunk, ...rest) {
        log.push(`end ${chunk}`);
        return end.call(this, chunk, ...rest);
      };
      response.write('one');
      response.end('two');
    });
    assert.strictEqual(answer.body, 'ONETWO');
    assert.deepStrictEqual(log, ['write one', 'end two', 'write two']);
  });

  it('wrap write alone: end(chunk) calls it', async () => {
    const answer = await answerOf((request, response) => {
      const { write } = response;
      response.write = function wrapped(chunk, ...rest) {
        return write.call(this, `<${chunk}>`, ...rest);
      };
      response.end('x');
    });
    assert.strictEqual(answer.body, '<x>');
  });

  /** Notes each call of `name`, and leaves what it does. */
  function spyOn(object, name, calls) {
    const original = object[name];
    object[name] = function spied(...args) {
      calls.push([name, ...args.filter((arg) => arg !== undefined)]);
      return original.apply(this, args);
    };
  }

  for (const [title, prototypeOf] of Object.entries({
    'of the stream itself': (stream) => stream,
    'of all streams of servers': (stream) => Object.getPrototypeOf(stream),
    'of every Duplex': () => Duplex.prototype,
  })) {
    it(`wrap write ${title}: end(chunk) of the response calls it`, async () => {
      const calls = [];
      const answer = await answerOf((request, response) => {
        const wrapped = prototypeOf(response.stream);
        const own = Object.getOwnPropertyDescriptor(wrapped, 'write');
        spyOn(wrapped, 'write', calls);
        response.end('x');
        if (own === undefined) delete wrapped.write;
        else Object.defineProperty(wrapped, 'write', own);
      });
      assert.strictEqual(answer.body, 'x');
      assert.deepStrictEqual(calls, [['write', 'x']]);
    });
  }

  it('replace write of the stream: end(chunk) sends what that does', async () => {
    const answer = await answerOf((request, response) => {
      const { write } = response.stream;
      response.stream.write = function upper(chunk, ...rest) {
        return write.call(this, chunk.toUpperCase(), ...rest);
      };
      response.end('whole');
    });
    assert.strictEqual(answer.body, 'WHOLE');
  });

  it('wrap setHeader: appendHeader() calls it for a name that is new', async () => {
    const calls = [];
    const answer = await answerOf((request, response) => {
      spyOn(response, 'setHeader', calls);
      response.appendHeader(' X-A ', '1');
      response.appendHeader('x-a', ['2', '3']);
      response.end();
    });
    assert.deepStrictEqual(calls, [['setHeader', 'x-a', '1']]);
    assert.strictEqual(answer.headers['x-a'], '1, 2, 3');
  });

  it('wrap setHeader and removeHeader: writeHead() calls them for an array', async () => {
    for (const list of [['A', '1', 'b', '2', 'a', '3'], [['A', '1'], ['b', '2'], ['a', '3']]]) {
      const calls = [];
      const answer = await answerOf((request, response) => {
        response.setHeader('a', '0');
        spyOn(response, 'setHeader', calls);
        spyOn(response, 'removeHeader', calls);
        response.writeHead(200, list);
        response.end();
      });
      assert.deepStrictEqual(calls, [
        ['removeHeader', 'A'], ['removeHeader', 'b'], ['removeHeader', 'a'],
        ['setHeader', 'a', '1'], ['setHeader', 'b', '2'],
      ]);
      assert.deepStrictEqual([answer.headers.a, answer.headers.b], ['1, 3', '2']);
    }
  });

  // Before, these sent their headers themselves.
  if (!olderThan(26)) {
    it('wrap writeInformation: writeContinue() and writeEarlyHints() call it', async () => {
      const calls = [];
      const answer = await answerOf((request, response) => {
        spyOn(response, 'writeInformation', calls);
        assert.strictEqual(response.writeContinue(), true);
        response.writeEarlyHints({ link: '</a.css>; rel=preload', 'x-b': 'c' });
        response.end();
        assert.strictEqual(response.writeContinue(), false);
      });
      assert.deepStrictEqual(calls.map(([, status, headers]) => [status, { ...headers }]), [
        [100, {}], [103, { 'x-b': 'c', 'Link': '</a.css>; rel=preload' }], [100, {}],
      ]);
      assert.deepStrictEqual(answer.informational.map((sent) => sent[':status']), [100, 103]);
      assert.strictEqual(answer.informational[1].link, '</a.css>; rel=preload');
    });
  }

  it('wrap respond of the stream: a body that comes first does not call it', async () => {
    const calls = [];
    const answer = await answerOf((request, { stream }) => {
      spyOn(stream, 'respond', calls);
      stream.end('body');
    });
    assert.deepStrictEqual(calls, []);
    assert.deepStrictEqual([answer.headers[':status'], answer.body], [200, 'body']);
  });

  it('set headers when writeHead is called, as on-headers does', async () => {
    const answer = await answerOf((request, response) => {
      const { writeHead } = response;
      response.writeHead = function wrapped(...args) {
        this.setHeader('x-late', '1');
        return writeHead.apply(this, args);
      };
      response.end('x');
    });
    assert.strictEqual(answer.headers['x-late'], '1');
  });

  it('give the server classes of their own', async () => {
    class Request extends http2.Http2ServerRequest {
      constructor(...args) { super(...args); this.mark = 'request'; }
    }
    class Response extends http2.Http2ServerResponse {
      send(body) { return this.end(body); }
    }
    const options = { Http2ServerRequest: Request, Http2ServerResponse: Response };
    const session = await serving((request, response) => {
      assert(request instanceof Request && response instanceof Response);
      response.send(request.mark);
    }, options);
    assert.strictEqual((await ask(session)).body, 'request');
  });

  it('find a Stream that is no Writable', async () => {
    await answerOf((request, response) => {
      assert(response instanceof Stream && response instanceof EventEmitter);
      assert.strictEqual(response instanceof Writable, false);
      assert.deepStrictEqual(Object.keys(response).slice(-2), ['writable', 'req']);
      response.end();
    });
  });

  it('add several listeners of request, and listeners of stream besides', async () => {
    const log = [];
    const session = await serving((request, response) => {
      log.push('first');
      response.end();
    }, {}, (server) => {
      server.on('request', (request, response) => log.push(`second ${response.writableEnded}`));
      server.on('stream', (stream) => log.push(`stream ${stream.headersSent}`));
    });
    await ask(session);
    assert.deepStrictEqual(log, ['first', 'second true', 'stream true']);
  });

  it('respond on the stream itself', async () => {
    const answer = await answerOf((request, response) => {
      response.stream.respond({ ':status': 201 });
      assert.strictEqual(response.headersSent, true);
      assert.throws(() => response.setHeader('a', 'b'), { code: 'ERR_HTTP2_HEADERS_SENT' });
      response.end('direct');
    });
    assert.deepStrictEqual([answer.headers[':status'], answer.body], [201, 'direct']);
  });
});
