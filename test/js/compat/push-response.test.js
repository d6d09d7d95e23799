'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { answerOf, serving } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('response.createPushResponse()', () => {
  afterEach(closeEverything);

  it('pushes a response', async () => {
    let shown;
    const session = await serving((request, response) => {
      response.createPushResponse({ ':path': '/pushed', 'x-a': '1' }, (error, pushed) => {
        shown = [error, pushed instanceof http2.Http2ServerResponse, pushed.req,
          pushed.stream.id];
        pushed.setHeader('content-type', 'text/plain');
        pushed.end('pushed');
        response.end('main');
      });
    });
    const received = new Promise((resolve) => {
      session.on('stream', (stream, headers) => {
        stream.on('push', async (answer) => {
          resolve([headers[':path'], headers['x-a'], answer['content-type'], await textOf(stream)]);
        });
      });
    });
    session.request().resume();
    assert.deepStrictEqual(await received, ['/pushed', '1', 'text/plain', 'pushed']);
    assert.deepStrictEqual(shown, [null, true, null, 2]);
  });

  it('throws when the client has disabled pushes', async () => {
    let code;
    const server = await listen(http2.createServer((request, response) => {
      try {
        response.createPushResponse({ ':path': '/' }, () => {});
      } catch (error) {
        code = error.code;
      }
      response.end();
    }));
    const session = connect(server, { settings: { enablePush: false } });
    const stream = session.request().resume();
    await new Promise((resolve) => { stream.on('close', resolve); });
    assert.strictEqual(code, 'ERR_HTTP2_PUSH_DISABLED');
  });

  it('calls back with ERR_HTTP2_INVALID_STREAM when the stream has closed', async () => {
    const error = await new Promise((resolve) => {
      answerOf((request, response) => {
        response.on('close', () => response.createPushResponse({ ':path': '/' }, resolve));
        response.end();
      });
    });
    assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_STREAM');
  });
});
