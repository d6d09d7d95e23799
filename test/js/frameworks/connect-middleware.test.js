'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const connect = require('connect');
const bodyParser = require('body-parser');
const compression = require('compression');
const finalhandler = require('finalhandler');
const onFinished = require('on-finished');
const send = require('send');
const serveStatic = require('serve-static');
const zlib = require('node:zlib');
const { ask, serving } = require('../../support/answering');
const { closeEverything } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');

const root = path.join(__dirname, '../../..');
const file = fs.readFileSync(path.join(root, 'package.json'));
const JSON_POST = { ':method': 'POST', 'content-type': 'application/json' };

describe('Of connect and its middleware,', () => {
  expectWarnings('UnsupportedWarning');
  afterEach(closeEverything);

  it('connect runs middleware and rewrites the url below a mount point', async () => {
    const app = connect();
    app.use((request, response, next) => { response.setHeader('x-first', '1'); next(); });
    app.use('/mounted', (request, response) => response.end(`${request.url} ${request.originalUrl}`));
    const session = await serving(app);
    const answer = await ask(session, { ':path': '/mounted/a?b' });
    assert.strictEqual(answer.body, '/a?b /mounted/a?b');
    assert.strictEqual(answer.headers['x-first'], '1');
    assert.strictEqual((await ask(session, { ':path': '/nowhere' })).headers[':status'], 404);
  });

  it('connect answers 500 for a middleware that throws', async () => {
    const app = connect();
    app.use(() => { throw Object.assign(new Error('mine'), { stack: 'mine' }); });
    const session = await serving(app);
    // connect prints the error, some time after the answer.
    const { error } = console;
    const printed = new Promise((resolve) => { console.error = resolve; });
    try {
      assert.strictEqual((await ask(session)).headers[':status'], 500);
      assert.strictEqual(await printed, 'mine');
    } finally {
      console.error = error;
    }
  });

  it('body-parser reads JSON, and refuses what is none or too large', async () => {
    const app = connect();
    app.use(bodyParser.json({ limit: 1000 }));
    app.use((request, response) => response.end(JSON.stringify(request.body)));
    app.use((error, request, response, next) => {
      response.statusCode = error.status;
      response.end(error.type);
      void next;
    });
    const session = await serving(app);
    const post = (body) => ask(session, { ...JSON_POST, 'content-length': body.length }, { body });
    const good = await post('{"a":[1]}');
    assert.strictEqual(good.body, '{"a":[1]}');
    const bad = await post('{');
    assert.deepStrictEqual([bad.headers[':status'], bad.body], [400, 'entity.parse.failed']);
    const large = await post(JSON.stringify('x'.repeat(2000)));
    assert.deepStrictEqual([large.headers[':status'], large.body], [413, 'entity.too.large']);
  });

  it('compression compresses', async () => {
    const app = connect();
    app.use(compression({ threshold: 0 }));
    app.use((request, response) => {
      response.setHeader('content-type', 'text/plain');
      response.write('hello '.repeat(1000));
      response.end('end');
    });
    const session = await serving(app);
    const stream = session.request({ 'accept-encoding': 'gzip' });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    assert.strictEqual(zlib.gunzipSync(Buffer.concat(chunks)).toString(),
      `${'hello '.repeat(1000)}end`);
  });

  it('serve-static serves files, parts of them, and 304', async () => {
    const session = await serving((request, response) => {
      serveStatic(root)(request, response, finalhandler(request, response));
    });
    const whole = await ask(session, { ':path': '/package.json' });
    assert.strictEqual(whole.body, file.toString());
    assert.strictEqual(whole.headers['content-length'], String(file.length));
    const part = await ask(session, { ':path': '/package.json', range: 'bytes=2-9' });
    assert.deepStrictEqual([part.headers[':status'], part.body],
      [206, file.subarray(2, 10).toString()]);
    const same = await ask(session,
      { ':path': '/package.json', 'if-none-match': whole.headers.etag });
    assert.deepStrictEqual([same.headers[':status'], same.body], [304, '']);
    const head = await ask(session, { ':path': '/package.json', ':method': 'HEAD' });
    assert.deepStrictEqual([head.headers['content-length'], head.body], [String(file.length), '']);
    assert.strictEqual((await ask(session, { ':path': '/none' })).headers[':status'], 404);
  });

  it('send streams a file', async () => {
    const session = await serving((request, response) => {
      send(request, request.url, { root }).pipe(response);
    });
    assert.strictEqual((await ask(session, { ':path': '/package.json' })).body, file.toString());
    assert.strictEqual((await ask(session, { ':path': '/../x' })).headers[':status'], 403);
  });

  it('finalhandler answers, and drops the body of the request', async () => {
    const session = await serving((request, response) => {
      finalhandler(request, response, { env: 'test', onerror() {} })(
        request.url === '/error' ? Object.assign(new Error('mine'), { status: 418 }) : undefined);
    });
    const post = { ':method': 'POST' };
    const missing = await ask(session, { ...post, ':path': '/x' }, { body: 'x'.repeat(100000) });
    assert.strictEqual(missing.headers[':status'], 404);
    assert.match(missing.body, /Cannot POST \/x/);
    const failed = await ask(session, { ...post, ':path': '/error' }, { body: 'x' });
    assert.strictEqual(failed.headers[':status'], 418);
  });

  it('on-finished sees the end of responses, of aborted ones too', async () => {
    const seen = [];
    const finished = [];
    const session = await serving((request, response) => {
      finished.push(new Promise((resolve) => {
        onFinished(response, (error) => {
          seen.push(`${request.url} ${error ?? 'ok'} ${response.writableEnded}`);
          resolve();
        });
      }));
      assert.strictEqual(onFinished.isFinished(response), false);
      if (request.url === '/ends') response.end('x');
      else response.stream.close();
    });
    await ask(session, { ':path': '/ends' });
    await ask(session, { ':path': '/aborted' });
    await Promise.all(finished);
    assert.deepStrictEqual(seen, ['/ends ok true', '/aborted ok false']);
  });
});
