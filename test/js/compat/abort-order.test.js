'use strict';

const assert = require('node:assert');
const { finished } = require('node:stream');
const http2 = require('../../support/impl');
const { ask, recordEvents, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR } = http2.constants;
const POST = { ':method': 'POST' };
const ABORTED = ['request aborted', 'request close', 'response finish', 'response close'];
const NAMES = ['aborted', 'close', 'finish', 'error'];

/** The events of a request of which the client, or the handler, makes an end. */
async function eventsWhen({ client = () => {}, handler = () => {}, headers = POST }) {
  const log = [];
  await new Promise((resolve, reject) => {
    serving((request, response) => {
      recordEvents(log, { request, response }, NAMES);
      response.on('close', resolve);
      response.write('x');
      handler(request, response);
    }).then((session) => {
      session.on('error', () => {});
      const stream = session.request({ ':path': '/', ...headers });
      stream.on('error', () => {}).resume();
      stream.on('response', () => client(stream, session));
    }).catch(reject);
  });
  return log;
}

describe('A request that comes to no good end', () => {
  afterEach(closeEverything);

  for (const [name, code] of Object.entries({
    NGHTTP2_NO_ERROR, NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR,
  })) {
    it(`is aborted by a client that resets with ${name}`, async () => {
      assert.deepStrictEqual(await eventsWhen({ client: (stream) => stream.close(code) }), ABORTED);
    });
  }

  it('is aborted by a client that is gone', async () => {
    assert.deepStrictEqual(
      await eventsWhen({ client: (stream, session) => session.destroy() }), ABORTED);
  });

  it('is aborted when a GET is reset', async () => {
    assert.deepStrictEqual(await eventsWhen({
      headers: {}, client: (stream) => stream.close(NGHTTP2_CANCEL),
    }), ABORTED);
  });

  it('is not aborted when the response was ended', async () => {
    assert.deepStrictEqual(await eventsWhen({
      handler: (request, response) => response.end(Buffer.alloc(400000)),
      client: (stream) => stream.close(NGHTTP2_CANCEL),
    }), ['request close', 'response finish', 'response close']);
  });

  for (const [what, handler] of Object.entries({
    'response.destroy()': (request, response) => response.destroy(),
    'response.destroy(error)': (request, response) => response.destroy(new Error('mine')),
    'stream.destroy(error)': (request, response) => response.stream.destroy(new Error('mine')),
    'stream.close()': (request, response) => response.stream.close(),
    'socket.destroy()': (request) => request.socket.destroy(),
    'session.destroy()': (request, response) => response.stream.session.destroy(),
  })) {
    it(`is aborted by ${what}, and no error is emitted`, async () => {
      assert.deepStrictEqual(await eventsWhen({ handler }), ABORTED);
    });
  }

  it('shows that it was aborted', async () => {
    const shown = [];
    await eventsWhen({
      client: (stream) => stream.close(NGHTTP2_CANCEL),
      handler: (request) => {
        shown.push(request.aborted, request.complete);
        request.on('aborted', () => shown.push(request.aborted, request.complete));
      },
    });
    assert.deepStrictEqual(shown, [false, false, true, true]);
  });

  it('ends stream.finished(response) without an error', async () => {
    const outcome = await new Promise((resolve) => {
      eventsWhen({
        client: (stream) => stream.close(NGHTTP2_CANCEL),
        handler: (request, response) => finished(response, (error) => resolve(error ?? 'ok')),
      });
    });
    assert.strictEqual(outcome, 'ok');
  });

  it('emits the error given to request.destroy() on the request', async () => {
    const session = await serving((request, response) => {
      request.on('error', (error) => response.end(error.message));
      assert.strictEqual(request.destroy(new Error('mine')), request);
    });
    const { body } = await ask(session, POST, { body: 'x' });
    assert.strictEqual(body, 'mine');
  });

  it('leaves members that can be used after close', async () => {
    const shown = await new Promise((resolve) => {
      eventsWhen({
        client: (stream) => stream.close(NGHTTP2_CANCEL),
        handler: (request, response) => response.on('close', () => setImmediate(() => resolve([
          request.url, response.headersSent, response.socket, response.setTimeout(10),
          request.setTimeout(10) === request, response.writeHead(200) === response,
          response.statusCode, response.writableEnded,
        ]))),
      });
    });
    assert.deepStrictEqual(shown, ['/', true, undefined, undefined, true, true, 200, false]);
  });
});
