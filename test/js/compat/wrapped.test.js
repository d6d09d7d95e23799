'use strict';

const assert = require('node:assert');
const { EventEmitter } = require('node:events');
const { Stream, Writable } = require('node:stream');
const http2 = require('../../support/impl');
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
