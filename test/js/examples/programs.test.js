'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { once } = require('node:events');
const { ask } = require('../../support/answering');
const { EXAMPLES, exampleThatEnds, exampleThatServes } = require('../../support/example');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

// `npm start` has a test of its own.
const STARTED = 'serve.js';

function examples() {
  return fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.js') && name !== STARTED);
}

function tests() {
  return fs.readdirSync(__dirname).map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8'));
}

describe('examples', function describeExamples() {
  // Each starts a process or two, which takes seconds on a busy machine.
  this.timeout(60_000);
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  it('all have a test', () => {
    const texts = tests();
    const isTested = (name) => texts.some((text) => text.includes(`${name}'`));
    const untested = examples().filter((name) => !isTested(name));
    assert.deepStrictEqual(untested, []);
  });

  it('server.js answers, and ends on SIGTERM', async () => {
    const { session, child } = await exampleThatServes('server.js');
    assert.strictEqual((await ask(session, { ':path': '/hi' })).body, 'You asked for /hi\n');
    child.kill('SIGTERM');
    assert.deepStrictEqual(await once(child, 'exit'), [0, null]);
  });

  it('secure-server.js answers over HTTP/2', async () => {
    const { session } = await exampleThatServes('secure-server.js');
    assert.strictEqual((await ask(session)).body, 'Hello over HTTP/2.0\n');
  });

  it('client.js sends two requests to server.js', async () => {
    const { address } = await exampleThatServes('server.js');
    assert.deepStrictEqual(await exampleThatEnds('client.js', address),
      ['You asked for /one', 'You asked for /two'].map((text) => `200 ${text}`));
  });

  it('push.js prints the page and what was pushed', async () => {
    assert.deepStrictEqual(await exampleThatEnds('push.js'), [
      'page: <link rel="stylesheet" href="/style.css">',
      'pushed /style.css: body { color: navy }',
    ]);
  });

  describe('file.js', () => {
    it('sends the file, a range of it, or nothing that the client has already', async () => {
      const file = fs.readFileSync(path.join(EXAMPLES, 'file.js'), 'utf8');
      const { session } = await exampleThatServes('file.js');
      const { headers, body } = await ask(session);
      assert.strictEqual(body, file);
      assert.strictEqual(headers['content-length'], String(Buffer.byteLength(file)));

      const range = await ask(session, { range: 'bytes=1-10' });
      assert.strictEqual(range.headers[':status'], 206);
      assert.strictEqual(range.headers['content-range'], `bytes 1-10/${Buffer.byteLength(file)}`);
      assert.strictEqual(range.body, file.slice(1, 11));

      const conditional = await ask(session, { 'if-modified-since': headers['last-modified'] });
      assert.deepStrictEqual([conditional.headers[':status'], conditional.body], [304, '']);
    });

    it('answers 404 for a file that is not there', async () => {
      const { session } = await exampleThatServes('file.js', '/nowhere');
      assert.strictEqual((await ask(session)).headers[':status'], 404);
    });
  });

  it('trailers.js checks the checksum', async () => {
    assert.deepStrictEqual(await exampleThatEnds('trailers.js'), ['the checksum is right']);
  });

  it('connect-proxy.js reaches the target', async () => {
    assert.deepStrictEqual(await exampleThatEnds('connect-proxy.js'), ['200: reached the target']);
  });

  it('grpc.js greets', async () => {
    assert.deepStrictEqual(await exampleThatEnds('grpc.js'), ['Hello, world']);
  });

  it('fastify.js answers over HTTP/2', async () => {
    const { session } = await exampleThatServes('fastify.js');
    const { body } = await ask(session, { ':path': '/hello/world' });
    assert.deepStrictEqual(JSON.parse(body), { hello: 'world', http: '2.0' });
  });

  it('cluster.js replaces its processes, and ends on SIGTERM', async () => {
    const { session, child, nextLine } = await exampleThatServes('cluster.js', '2');
    const { body: first } = await ask(session);
    assert.match(first, /^process \d+\n$/);
    child.kill('SIGHUP');
    await once(session, 'close');
    assert.strictEqual(await nextLine(), 'replaced');
    child.kill('SIGTERM');
    assert.deepStrictEqual(await once(child, 'exit'), [0, null]);
  });
});
