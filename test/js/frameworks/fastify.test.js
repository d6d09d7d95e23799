'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const https = require('node:https');
const path = require('node:path');
const fastify = require('fastify');
const fastifyStatic = require('@fastify/static');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { closeEverything, closeLater, originOf } = require('../../support/listening');
const { expectWarnings } = require('../../support/process-events');

const root = path.join(__dirname, '../../..');

const servers = {
  'in the clear': (handler) => http2.createServer(handler),
  'over TLS': (handler) => http2.createSecureServer({ ...certificate, allowHTTP1: true }, handler),
};

async function listening(create) {
  let server;
  const app = fastify({
    forceCloseConnections: true,
    serverFactory: (handler) => (server = create(handler)),
  });
  app.register(fastifyStatic, { root, prefix: '/files/' });
  app.get('/', async (request) => ({ name: request.query.name, version: request.raw.httpVersion }));
  app.post('/', async (request, reply) => {
    reply.header('x-a', '1').code(201);
    return request.body;
  });
  app.get('/error', async () => { throw Object.assign(new Error('mine'), { statusCode: 418 }); });
  await app.listen({ port: 0, host: 'localhost' });
  return { app, server };
}

for (const [how, create] of Object.entries(servers)) {
  describe(`fastify ${how}`, () => {
    expectWarnings('UnsupportedWarning');

    let app;
    let server;
    let session;

    beforeEach(async () => {
      ({ app, server } = await listening(create));
      session = closeLater(http2.connect(originOf(server), { rejectUnauthorized: false }));
    });

    afterEach(async () => {
      session.close();
      await app.close();
      await closeEverything();
    });

    it('answers a GET with JSON', async () => {
      const { body, headers } = await ask(session, { ':path': '/?name=x' });
      assert.strictEqual(body, '{"name":"x","version":"2.0"}');
      assert.strictEqual(headers['content-length'], String(body.length));
    });

    it('parses JSON', async () => {
      const { body, headers } = await ask(session,
        { ':method': 'POST', 'content-type': 'application/json' }, { body: '{"a":[1,2]}' });
      assert.deepStrictEqual([body, headers[':status'], headers['x-a']], ['{"a":[1,2]}', 201, '1']);
    });

    it('refuses bad JSON, and answers 404, HEAD and errors', async () => {
      const bad = await ask(session,
        { ':method': 'POST', 'content-type': 'application/json' }, { body: '{' });
      const missing = await ask(session, { ':path': '/none' });
      const failed = await ask(session, { ':path': '/error' });
      const head = await ask(session, { ':method': 'HEAD' });
      assert.deepStrictEqual([bad, missing, failed, head].map(({ headers }) => headers[':status']),
        [400, 404, 418, 200]);
      assert.strictEqual(head.body, '');
    });

    it('serves files with @fastify/static', async () => {
      const { body, headers } = await ask(session, { ':path': '/files/package.json' });
      assert.strictEqual(body, fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
      const same = await ask(session,
        { ':path': '/files/package.json', 'if-none-match': headers.etag });
      assert.strictEqual(same.headers[':status'], 304);
    });
  });
}

describe('fastify with allowHTTP1', () => {
  afterEach(closeEverything);

  it('answers an HTTP/1.1 client on the same port', async () => {
    const { app, server } = await listening(servers['over TLS']);
    const body = await new Promise((resolve, reject) => {
      https.get(`${originOf(server)}/?name=x`, { rejectUnauthorized: false, agent: false },
        async (response) => {
          const chunks = [];
          for await (const chunk of response) chunks.push(chunk);
          resolve(Buffer.concat(chunks).toString());
        }).on('error', reject);
    });
    await app.close();
    assert.strictEqual(body, '{"name":"x","version":"1.1"}');
  });
});
