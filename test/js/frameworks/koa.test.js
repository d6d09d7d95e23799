'use strict';

const assert = require('node:assert');
const { Readable } = require('node:stream');
const Koa = require('koa');
const { ask, serving } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { closeEverything } = require('../../support/listening');

async function served(middleware) {
  const app = new Koa();
  app.silent = true;
  app.use(middleware);
  return ask.bind(undefined, await serving(app.callback()));
}

describe('koa', () => {
  afterEach(closeEverything);

  it('answers with text, JSON and streams', async () => {
    const bodies = { '/text': 'text', '/json': { a: 1 }, '/stream': () => Readable.from(['a', 'b']) };
    const request = await served((context) => {
      const body = bodies[context.path];
      context.body = typeof body === 'function' ? body() : body;
    });
    const answers = [];
    for (const path of Object.keys(bodies)) answers.push(await request({ ':path': path }));
    assert.deepStrictEqual(answers.map(({ body }) => body), ['text', '{"a":1}', 'ab']);
    assert.match(answers[1].headers['content-type'], /^application\/json/);
  });

  it('shows host, protocol, query and address of a request', async () => {
    const request = await served((context) => {
      context.body = [context.host, context.protocol, context.query.a, context.ip.includes('127.')];
    });
    const answer = await request({ ':path': '/?a=b', ':authority': 'example.org' });
    assert.deepStrictEqual(JSON.parse(answer.body), ['example.org', 'http', 'b', true]);
  });

  it('reads a body', async () => {
    const request = await served(async (context) => { context.body = await textOf(context.req); });
    assert.strictEqual((await request({ ':method': 'POST' }, { body: 'posted' })).body, 'posted');
  });

  it('answers HEAD, 204, 404 and errors', async () => {
    const request = await served((context) => {
      if (context.path === '/204') context.status = 204;
      if (context.path === '/error') context.throw(400, 'mine');
      if (context.path === '/head') context.body = 'not sent';
    });
    const head = await request({ ':path': '/head', ':method': 'HEAD' });
    assert.deepStrictEqual([head.headers['content-length'], head.body], ['8', '']);
    const statuses = [];
    for (const path of ['/204', '/404', '/error']) {
      statuses.push((await request({ ':path': path })).headers[':status']);
    }
    assert.deepStrictEqual(statuses, [204, 404, 400]);
  });

  it('notices a client that is gone', async () => {
    let session;
    const closed = new Promise((resolve) => {
      const app = new Koa();
      app.use((context) => {
        context.res.on('close', () => resolve(context.writable));
        context.respond = false;
        context.res.write('x');
      });
      session = serving(app.callback());
    });
    const stream = (await session).request();
    stream.on('response', () => stream.close());
    assert.strictEqual(await closed, true);
  });
});
