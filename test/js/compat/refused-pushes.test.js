'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { withoutListeners } = require('../../support/process-events');

/**
 * The client resets what is pushed.
 * @returns the pushed response, once its stream is destroyed, and the uncaught exceptions
 */
const refused = (code, prepare = () => {}) => withoutListeners('uncaughtException', async () => {
  const uncaught = [];
  process.on('uncaughtException', (error) => uncaught.push(error.code));
  let pushed;
  const session = await serving((request, response) => {
    response.createPushResponse({ ':path': '/pushed' }, (error, push) => {
      pushed = push;
      prepare(push);
      push.writeHead(200);
      push.write('x');
      response.end();
    });
  });
  session.request().resume();
  const [stream] = await once(session, 'stream');
  stream.on('error', () => {});
  stream.close(code);
  while (!pushed?.stream?.destroyed) await new Promise(setImmediate);
  await new Promise(setImmediate);
  return { pushed, uncaught };
});

const written = (response) => new Promise((resolve) => {
  const room = response.write('more', (error) => resolve([room, error.code]));
});

describe('A pushed response that its client refuses', () => {
  afterEach(closeEverything);

  for (const [name, code] of [
    ['REFUSED_STREAM', 7], ['INTERNAL_ERROR', 2], ['ENHANCE_YOUR_CALM', 11],
  ]) {
    it(`with ${name} throws the stream's error when nobody listens for it`, async () => {
      const events = [];
      const { pushed, uncaught } = await refused(code, (push) => {
        for (const event of ['error', 'finish', 'close']) push.on(event, () => events.push(event));
      });
      assert.deepStrictEqual(uncaught, ['ERR_HTTP2_STREAM_ERROR']);
      assert.deepStrictEqual(events, []);
      assert.deepStrictEqual(await written(pushed), [false, 'ERR_STREAM_WRITE_AFTER_END']);
    });

    it(`with ${name} finishes and closes when somebody listens to its stream's error`, async () => {
      const events = [];
      const { pushed, uncaught } = await refused(code, (push) => {
        push.stream.on('error', (error) => events.push(error.code));
        for (const event of ['error', 'finish', 'close']) push.on(event, () => events.push(event));
      });
      assert.deepStrictEqual(uncaught, []);
      assert.deepStrictEqual(events, ['ERR_HTTP2_STREAM_ERROR', 'finish', 'close']);
      assert.deepStrictEqual(await written(pushed), [false, 'ERR_HTTP2_INVALID_STREAM']);
    });
  }

  it('with CANCEL finishes and closes without an error', async () => {
    const { pushed, uncaught } = await refused(8);
    assert.deepStrictEqual(uncaught, []);
    assert.deepStrictEqual(await written(pushed), [false, 'ERR_HTTP2_INVALID_STREAM']);
  });

  it('leaves the request of a client that resets it without an uncaught error', async () => {
    await withoutListeners('uncaughtException', async () => {
      const uncaught = [];
      process.on('uncaughtException', ({ code }) => uncaught.push(code));
      let closed;
      const session = await serving((request, response) => {
        closed = once(response, 'close');
        response.write('x');
      });
      const stream = session.request();
      stream.on('error', () => {});
      await once(stream, 'response');
      stream.close(2);
      await closed;
      await new Promise(setImmediate);
      assert.deepStrictEqual(uncaught, []);
    });
  });
});
