'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

const { createSecureServer, createServer } = http2;
const HELLO = '<h1>Hello World</h1>';

describe('The first samples of the documentation', () => {
  afterEach(closeEverything);

  it('load the module with import()', async () => {
    const builtin = process.env.IMPL === 'builtin';
    const { connect: imported } = await import(builtin ? 'node:http2' : '../../../lib/index.js');
    assert.strictEqual(imported, http2.connect);
  });

  it('serve a page over TLS', async () => {
    const server = createSecureServer({ key: certificate.key, cert: certificate.cert });
    server.on('stream', (stream) => {
      // stream is a Duplex
      stream.respond({
        'content-type': 'text/html; charset=utf-8',
        ':status': 200,
      });
      stream.end(HELLO);
    });
    await listen(server);
    const { headers, body } = await ask(connect(server));
    assert.strictEqual(headers['content-type'], 'text/html; charset=utf-8');
    assert.strictEqual(body, HELLO);
  });

  it('serve a page in the clear', async () => {
    const server = createServer();
    server.on('stream', (stream) => {
      stream.respond({
        'content-type': 'text/html; charset=utf-8',
        ':status': 200,
      });
      stream.on('error', (error) => console.error(error));
      stream.end(HELLO);
    });
    await listen(server);
    assert.strictEqual((await ask(connect(server))).body, HELLO);
  });

  it('ask for a page over TLS', async () => {
    const server = createSecureServer({ key: certificate.key, cert: certificate.cert });
    server.on('stream', (stream) => {
      stream.respond({ 'content-type': 'text/html; charset=utf-8' });
      stream.end(HELLO);
    });
    await listen(server);
    const client = closeLater(http2.connect(`https://localhost:${server.address().port}`, {
      ca: certificate.cert,
      host: '127.0.0.1',
      checkServerIdentity: () => undefined,
    }));
    client.on('error', (err) => assert.fail(err));

    const req = client.request({ ':path': '/' });

    const shown = [];
    req.on('response', (headers) => {
      for (const name in headers) {
        shown.push(`${name}: ${headers[name]}`);
      }
    });

    req.setEncoding('utf8');
    let data = '';
    req.on('data', (chunk) => { data += chunk; });
    req.on('end', () => client.close());
    req.end();
    await once(client, 'close');
    assert.deepStrictEqual(shown.slice(0, 2),
      [':status: 200', 'content-type: text/html; charset=utf-8']);
    assert.strictEqual(data, HELLO);
  });

  it('answer by the constants of header names', async () => {
    const {
      HTTP2_HEADER_METHOD,
      HTTP2_HEADER_PATH,
      HTTP2_HEADER_STATUS,
      HTTP2_HEADER_CONTENT_TYPE,
    } = http2.constants;
    const server = createServer();
    server.on('stream', (stream, headers) => {
      const method = headers[HTTP2_HEADER_METHOD];
      const path = headers[HTTP2_HEADER_PATH];
      stream.respond({
        [HTTP2_HEADER_STATUS]: 200,
        [HTTP2_HEADER_CONTENT_TYPE]: 'text/plain; charset=utf-8',
      });
      stream.write(`hello ${method} ${path} `);
      stream.end('world');
    });
    await listen(server);
    const { headers, body } = await ask(connect(server), { ':path': '/there' });
    assert.strictEqual(headers['content-type'], 'text/plain; charset=utf-8');
    assert.strictEqual(body, 'hello GET /there world');
  });

  it('ask by the constants of header names', async () => {
    const server = await listen(createServer((request, response) => response.end('body')));
    const clientSession = connect(server);
    const { HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS } = http2.constants;

    const req = clientSession.request({ [HTTP2_HEADER_PATH]: '/' });
    const [headers] = await once(req, 'response');
    assert.strictEqual(headers[HTTP2_HEADER_STATUS], 200);
    let data = '';
    req.on('data', (chunk) => { data += chunk; });
    await once(req, 'end');
    assert.strictEqual(data, 'body');
  });

  it('use a client and close it', async () => {
    const server = await listen(createServer());
    const client = connect(server);

    client.close();
    await once(client, 'close');
    assert.strictEqual(client.destroyed, true);
  });

  it('pack settings', () => {
    const packed = http2.getPackedSettings({ enablePush: false });
    assert.strictEqual(packed.toString('base64'), 'AAIAAAAA');
  });
});
