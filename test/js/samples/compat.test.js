'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const https = require('node:https');
const { PerformanceObserver } = require('node:perf_hooks');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { answerOf, ask } = require('../../support/answering');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('The samples of the Compatibility API', () => {
  afterEach(closeEverything);

  it('set headers, and replace them with writeHead()', async () => {
    const { headers, body } = await answerOf((req, res) => {
      res.setHeader('Content-Type', 'text/html; charset=utf-8');
      res.setHeader('X-Foo', 'bar');
      res.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' });
      res.end('ok');
    });
    assert.strictEqual(headers['content-type'], 'text/plain; charset=utf-8');
    assert.strictEqual(headers['x-foo'], 'bar');
    assert.strictEqual(body, 'ok');
  });

  it('append a header', async () => {
    const { headers } = await answerOf((req, res) => {
      res.setHeader('set-cookie', 'a');
      res.appendHeader('set-cookie', 'b');
      res.writeHead(200);
      res.end('ok');
    });
    assert.deepStrictEqual(headers['set-cookie'], ['a', 'b']);
  });

  it('ask for headers and remove them', async () => {
    await answerOf((req, response) => {
      response.setHeader('Foo', 'bar');
      response.setHeader('Set-Cookie', ['foo=bar', 'bar=baz']);
      assert.deepStrictEqual(response.getHeaderNames(), ['foo', 'set-cookie']);
      assert.deepStrictEqual({ ...response.getHeaders() },
        { 'foo': 'bar', 'set-cookie': ['foo=bar', 'bar=baz'] });
      assert.strictEqual(response.hasHeader('content-type'), false);
      assert.strictEqual(response.getHeader('content-type'), undefined);
      response.setHeader('Content-Encoding', 'gzip');
      response.removeHeader('Content-Encoding');
      assert.strictEqual(response.hasHeader('content-encoding'), false);
      response.setHeader('Set-Cookie', ['type=ninja', 'language=javascript']);
      response.end();
    }).then(({ headers }) => {
      assert.deepStrictEqual(headers['set-cookie'], ['type=ninja', 'language=javascript']);
      assert.strictEqual(headers['content-encoding'], undefined);
    });
  });

  it('set the status', async () => {
    const { headers } = await answerOf((req, response) => {
      response.statusCode = 404;
      response.end();
    });
    assert.strictEqual(headers[':status'], 404);
  });

  it('write early hints', async () => {
    const { informational } = await answerOf((req, response) => {
      const earlyHintsLink = '</styles.css>; rel=preload; as=style';
      response.writeEarlyHints({
        'link': earlyHintsLink,
      });

      const earlyHintsLinks = [
        '</styles.css>; rel=preload; as=style',
        '</scripts.js>; rel=preload; as=script',
      ];
      response.writeEarlyHints({
        'link': earlyHintsLinks,
      });
      response.end();
    });
    assert.deepStrictEqual(informational.map(({ link }) => link), [
      '</styles.css>; rel=preload; as=style',
      '</styles.css>; rel=preload; as=style, </scripts.js>; rel=preload; as=script',
    ]);
  });

  it('tell the length of a body', async () => {
    const body = 'hello world';
    const answer = await answerOf((req, response) => {
      response.writeHead(200, {
        'Content-Length': Buffer.byteLength(body),
        'Content-Type': 'text/plain; charset=utf-8',
      });
      response.end(body);
    });
    assert.strictEqual(answer.headers['content-length'], '11');
    assert.strictEqual(answer.body, body);
  });

  it("tell the client's address", async () => {
    let expected;
    const { body } = await answerOf((req, res) => {
      const ip = req.socket.remoteAddress;
      const port = req.socket.remotePort;
      expected = `Your IP address is ${ip} and your source port is ${port}.`;
      res.end(`Your IP address is ${ip} and your source port is ${port}.`);
    });
    assert.strictEqual(body, expected);
    assert.match(body, /^Your IP address is 127\.0\.0\.1 and your source port is \d+\.$/);
  });

  it("show the request's headers, raw headers and URL", async () => {
    await answerOf((request, response) => {
      assert.strictEqual(request.headers['user-agent'], 'curl/7.22.0');
      assert.strictEqual(request.headers.accept, '*/*');
      assert.ok(request.rawHeaders.includes('user-agent'));
      assert.strictEqual(request.url, '/status?name=ryan');
      assert.strictEqual(new URL(request.url, 'http://example.com').searchParams.get('name'), 'ryan');
      response.end();
    }, { ':path': '/status?name=ryan', 'user-agent': 'curl/7.22.0', 'accept': '*/*' });
  });

  it('fail when all headers of a request are removed', async () => {
    let url;
    await answerOf((request, response) => {
      for (const name of Object.keys(request.headers)) delete request.headers[name];
      url = request.url; // Fails because the :path header has been removed
      response.end();
    });
    assert.strictEqual(url, undefined);
  });

  describe('serve HTTP/1 and HTTP/2', () => {
    function onRequest(req, res) {
      // Detects if it is a HTTPS request or HTTP/2
      const { socket: { alpnProtocol } } = req.httpVersion === '2.0' ?
        req.stream.session : req;
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({
        alpnProtocol,
        httpVersion: req.httpVersion,
      }));
    }

    async function server() {
      const { cert, key } = certificate;
      return listen(http2.createSecureServer({ cert, key, allowHTTP1: true }, onRequest));
    }

    it('to a client of HTTP/2', async () => {
      const { body } = await ask(connect(await server()));
      assert.deepStrictEqual(JSON.parse(body), { alpnProtocol: 'h2', httpVersion: '2.0' });
    });

    it('to a client of HTTP/1', async () => {
      const { port } = (await server()).address();
      const request = https.get({
        host: '127.0.0.1', port, rejectUnauthorized: false, agent: false,
        ALPNProtocols: ['http/1.1'],
      });
      const [response] = await once(request, 'response');
      let body = '';
      for await (const chunk of response) body += chunk;
      assert.deepStrictEqual(JSON.parse(body), { alpnProtocol: 'http/1.1', httpVersion: '1.1' });
    });
  });

  it('collect performance metrics', async () => {
    const seen = new Set();
    const collected = new Promise((resolve) => {
      const obs = new PerformanceObserver((items) => {
        for (const entry of items.getEntries()) {
          assert.strictEqual(entry.entryType, 'http2');
          seen.add(entry.name);
        }
        if (seen.size < 2) return;
        obs.disconnect();
        resolve();
      });
      obs.observe({ entryTypes: ['http2'] });
    });
    const server = await listen(http2.createServer((req, res) => res.end('ok')));
    const client = connect(server);
    await ask(client);
    client.close();
    await collected;
    assert.deepStrictEqual([...seen].sort(), ['Http2Session', 'Http2Stream']);
  });
});
