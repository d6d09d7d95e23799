'use strict';

const assert = require('node:assert');
const Hapi = require('@hapi/hapi');
const http2 = require('../../support/impl');
const { ask } = require('../../support/answering');
const { closeEverything, closeLater, originOf } = require('../../support/listening');

describe('hapi with a listener of ours', () => {
  let hapi;
  let session;

  beforeEach(async () => {
    const listener = http2.createServer();
    hapi = Hapi.server({ listener, port: 0, host: 'localhost' });
    hapi.route({ method: 'GET', path: '/', handler: (request) => `hello ${request.query.name}` });
    hapi.route({ method: 'POST', path: '/', handler: (request) => ({ got: request.payload }) });
    hapi.route({
      method: 'GET', path: '/error', handler: () => { throw new Error('mine'); },
    });
    await hapi.start();
    session = closeLater(http2.connect(originOf(listener)));
  });

  afterEach(async () => {
    session.close();
    await hapi.stop();
    await closeEverything();
  });

  it('answers a GET', async () => {
    const { body, headers } = await ask(session, { ':path': '/?name=hapi' });
    assert.strictEqual(body, 'hello hapi');
    assert.strictEqual(headers['content-length'], '10');
  });

  it('parses the payload of a POST', async () => {
    const headers = { ':method': 'POST', 'content-type': 'application/json' };
    const { body } = await ask(session, headers, { body: '{"a":1}' });
    assert.strictEqual(body, '{"got":{"a":1}}');
  });

  it('answers HEAD, 404 and 500', async () => {
    const head = await ask(session, { ':method': 'HEAD', ':path': '/?name=x' });
    assert.deepStrictEqual([head.headers[':status'], head.body], [200, '']);
    assert.strictEqual((await ask(session, { ':path': '/none' })).headers[':status'], 404);
    assert.strictEqual((await ask(session, { ':path': '/error' })).headers[':status'], 500);
  });
});
