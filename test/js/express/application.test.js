'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const http2 = require('../../..');
const { enableHttp2 } = require('native-http2/express');
const certificate = require('../../support/certificate');
const { bodyOf } = require('../../support/body');
const { buildApplication } = require('../../support/express-application');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const VERSIONS = { 'Express 4': 'express4', 'Express 5': 'express' };
const LARGE = 3_000_000;

// Of a connection, of a moment, or of one session.
const UNCOMPARED = ['connection', 'keep-alive', 'transfer-encoding', 'date'];
const CONTROL_HOST = 'a.b.example.org';

const post = (path, type, body) => [path, { method: 'POST', headers: { 'content-type': type }, body }];

const REQUESTS = [
  ['/'], ['/html'], ['/buffer'], ['/value'], ['/jsonp?callback=f'], ['/status'], ['/redirect'],
  ['/permanent'], ['/no-content'], ['/cookies'], ['/headers'], ['/chunks'], ['/piped'], ['/pipeline'],
  ['/own'], ['/view'],
  ['/compressed', { headers: { 'accept-encoding': 'gzip' } }],
  ['/format', { headers: { accept: 'application/json' } }], ['/format', { headers: { accept: 'image/png' } }],
  ['/static/'], ['/static/index.html'], ['/static'], ['/static/none'], ['/static/../LICENSE'],
  ['/static/index.html', { headers: { range: 'bytes=2-5' } }],
  ['/static/index.html', { headers: { range: 'bytes=999999-' } }],
  ['/static/index.html', { method: 'HEAD' }], ['/static/index.html', { method: 'POST', body: '' }],
  ['/file'], ['/file', { headers: { range: 'bytes=-7' } }], ['/file-with'], ['/missing-file'],
  ['/download'], ['/attachment'], ['/value', { method: 'HEAD' }], ['/value', { method: 'OPTIONS' }],
  ['/value', { headers: { 'if-none-match': '*' } }], ['/none'], ['/none', { method: 'DELETE' }],
  ['/described/7?a=b&c[d]=e', {
    headers: {
      'accept': 'text/html', 'accept-language': 'en', 'if-none-match': '"x"', 'range': 'bytes=1-2',
      'referer': 'http://from', 'x-requested-with': 'XMLHttpRequest',
    },
  }],
  ['/described/%20', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' }],
  ['/described/%', {}],
  post('/json', 'application/json', '{"a":[1,"ü"]}'), post('/json', 'application/json', '{"a":'),
  post('/json', 'text/plain', 'no JSON'), post('/small', 'application/json', '{"a":"longer than ten"}'),
  post('/form', 'application/x-www-form-urlencoded', 'a=1&b[c]=2'), post('/text', 'text/plain', 'text'),
  post('/raw', 'application/octet-stream', Buffer.alloc(LARGE)),
  post('/stream', 'application/octet-stream', Buffer.alloc(LARGE)), post('/json', 'application/json', ''),
  ['/inner/own'], ['/inner/outer'], ['/inner/pass'], ['/inner/none'], ['/router/a/b'],
  ['/router/a/in/router'], ['/throws'], ['/next'], ['/later'], ['/shown'],
];

/** An Express that nobody has enabled for HTTP/2, under node:http. */
function pristine(name) {
  const folder = `${require.resolve(`${name}/package.json`).replace('package.json', '')}`;
  for (const file of Object.keys(require.cache)) if (file.startsWith(folder)) delete require.cache[file];
  const express = require(name);
  for (const file of Object.keys(require.cache)) if (file.startsWith(folder)) delete require.cache[file];
  return express;
}

function comparable({ status, headers, body }) {
  const kept = Object.entries(headers)
    .filter(([name]) => !name.startsWith(':') && !UNCOMPARED.includes(name))
    // node:http sends it with an empty end(), the end of a stream needs none.
    .filter(([name, value]) => name !== 'content-length' || value !== '0');
  return { status, headers: Object.fromEntries(kept.sort()), body: body.toString() };
}

/** The answer of a server over HTTP/1. */
async function askOld(server, path, { method = 'GET', headers = {}, body } = {}) {
  const { request } = server.setSecureContext ? https : http;
  const { port } = server.address();
  const outgoing = request({
    port, path, method, host: '127.0.0.1', agent: false, rejectUnauthorized: false,
    headers: { host: CONTROL_HOST, ...headers },
  });
  outgoing.end(body);
  const [response] = await once(outgoing, 'response');
  return { status: response.statusCode, headers: response.headers, body: await bodyOf(response) };
}

/** The answer over HTTP/2. */
async function ask(session, path, { method = 'GET', headers = {}, body } = {}) {
  const stream = session.request(
    { ':path': path, ':method': method, ':authority': CONTROL_HOST, ...headers },
    { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  const [answer] = await once(stream, 'response');
  return { status: answer[':status'], headers: answer, body: await bodyOf(stream) };
}

for (const [title, name] of Object.entries(VERSIONS)) {
  describe(`${title} on HTTP/2`, () => {
    before(function skip() { if (builtin) this.skip(); });

    let control;
    let session;
    let old;
    before(async () => {
      control = await listen(http.createServer(buildApplication(pristine(name))));
      const app = buildApplication(enableHttp2(require(name)));
      session = connect(await listen(http2.createServer(app)));
      old = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true }, app));
    });
    after(closeEverything);

    for (const [path, details = {}] of REQUESTS) {
      const fields = Object.entries(details.headers ?? {}).slice(0, 1).join(' ').replace(',', ': ');
      const what = `${details.method ?? 'GET'} ${path} ${fields}`.trim();
      it(`answers as on node:http: ${what}`, async () => {
        const expected = comparable(await askOld(control, path, details));
        assert.deepStrictEqual(comparable(await ask(session, path, details)), expected);
      });
    }

    it('answers over TLS, with HTTP/2 and with HTTP/1 on one port', async () => {
      const secure = connect(old);
      for (const answer of [await ask(secure, '/described/1'), await askOld(old, '/described/1')]) {
        const { protocol, secure: isSecure, hostname } = JSON.parse(answer.body);
        assert.deepStrictEqual([protocol, isSecure, hostname], ['https', true, CONTROL_HOST]);
      }
      for (const path of ['/inner/pass', '/compressed', '/file', '/cookies']) {
        const expected = comparable(await askOld(control, path));
        assert.deepStrictEqual(comparable(await ask(secure, path)), expected);
        assert.deepStrictEqual(comparable(await askOld(old, path)), expected);
      }
    });

    it('keeps sessions by their cookies', async () => {
      for (const path of ['/counted', '/session-end']) {
        const first = await ask(session, path);
        const [cookie] = first.headers['set-cookie'][0].split(';');
        assert.match(cookie, /^sid=/);
        const counts = [];
        for (let n = 0; n < 2; n++) {
          counts.push(JSON.parse((await ask(session, '/counted', { headers: { cookie } })).body).count);
        }
        assert.deepStrictEqual(counts, path === '/counted' ? [2, 3] : [1, 2]);
      }
    });

    it('answers 100 requests at once', async () => {
      const paths = Array.from({ length: 100 }, (_, n) => `/described/${n}`);
      const answers = await Promise.all(paths.map((path) => ask(session, path)));
      assert.deepStrictEqual(answers.map(({ body }) => JSON.parse(body).originalUrl), paths);
    });

    it('cuts a download off when the client has left, and serves on', async () => {
      const stream = session.request({ ':path': '/file' });
      stream.close(8);
      await once(stream, 'close');
      assert.strictEqual((await ask(session, '/')).body.toString(), 'home');
    });

    it('has what is added to a response afterwards', async () => {
      const express = enableHttp2(require(name));
      const app = express();
      app.get('/', (request, response) => response.late(request.early));
      express.request.early = 'early';
      app.response.late = function late(text) { return this.send(`late ${text}`); };
      const server = await listen(http2.createServer(app));
      assert.strictEqual((await ask(connect(server), '/')).body.toString(), 'late early');
      delete express.request.early;
    });

    it('leaves each kind its own members', async () => {
      const express = enableHttp2(require(name));
      const app = express();
      app.get('/', (request, response) => response.json({
        isIncoming: request instanceof http.IncomingMessage,
        classes: [request.constructor.name, response.constructor.name],
        version: request.httpVersion,
        http2: [request.stream?.id, request.authority, typeof response.createPushResponse],
        http1: typeof response.writeProcessing,
        host: Object.entries(request.headers).find(([header]) => header === 'host')?.[1],
      }));
      const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true }, app));
      assert.deepStrictEqual(JSON.parse((await ask(connect(server), '/')).body), {
        isIncoming: true, classes: ['Http2ServerRequest', 'Http2ServerResponse'], version: '2.0',
        http2: [1, CONTROL_HOST, 'function'], http1: 'undefined', host: CONTROL_HOST,
      });
      assert.deepStrictEqual(JSON.parse((await askOld(server, '/')).body), {
        isIncoming: true, classes: ['IncomingMessage', 'ServerResponse'], version: '1.1',
        http2: [null, null, 'undefined'], http1: 'function', host: CONTROL_HOST,
      });
    });

    it('pushes with the response of a route', async () => {
      const app = enableHttp2(require(name))();
      app.get('/', (request, response) => {
        response.createPushResponse({ ':path': '/pushed' }, (error, pushed) => {
          assert.ifError(error);
          pushed.end('pushed');
          response.send('page');
        });
      });
      const client = connect(await listen(http2.createServer(app)));
      const pushed = once(client, 'stream').then(([stream]) => bodyOf(stream));
      assert.strictEqual((await ask(client, '/')).body.toString(), 'page');
      assert.strictEqual((await pushed).toString(), 'pushed');
    });
  });
}

describe('enableHttp2()', () => {
  before(function skip() { if (builtin) this.skip(); });

  it('takes an application as well, returns its argument, and may be called twice', () => {
    const express = pristine('express');
    const app = express();
    assert.strictEqual(enableHttp2(app), app);
    const { request } = express;
    const both = Object.getPrototypeOf(request);
    assert.notStrictEqual(both, http.IncomingMessage.prototype);
    assert.strictEqual(enableHttp2(express), express);
    assert.strictEqual(Object.getPrototypeOf(request), both);
  });

  it('refuses what is no Express', () => {
    for (const wrong of [undefined, {}, { request: {}, response: {} }, () => {}]) {
      assert.throws(() => enableHttp2(wrong), { code: 'ERR_INVALID_ARG_TYPE' });
    }
  });
});

