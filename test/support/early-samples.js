'use strict';

/**
 * The samples of the documents of Node 8.4, 8.5 and 10, each as a function that runs it and checks
 * what comes of it. The ports, the files and the certificates are those of the tests.
 */

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const https = require('node:https');
const net = require('node:net');
const { PerformanceObserver } = require('node:perf_hooks');
const http2 = require('native-http2/legacy');
const certificate = require('./certificate');
const { ask: askFor } = require('./answering');
const { bodyOf } = require('./body');
const { early: open } = require('./early-api');
const { listen } = require('./listening');

const {
  HTTP2_HEADER_CONTENT_TYPE, HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH, HTTP2_HEADER_STATUS,
  NGHTTP2_CANCEL, NGHTTP2_CONNECT_ERROR, NGHTTP2_REFUSED_STREAM,
} = http2.constants;

const FILE = __filename;
const TEXT = fs.readFileSync(FILE, 'utf8');
const PLAIN = { 'content-type': 'text/plain' };

const onStream = async (handler, server = http2.createServer()) => {
  server.on('stream', handler);
  return open(await listen(server));
};

/** The answer that a client gets from a server that handles streams, or requests, like that. */
const answerOf = async (handler, headers, server) => askFor(await onStream(handler, server), headers);
const answerTo = async (handler, headers) => askFor(open(await listen(http2.createServer(handler))), headers);

function helloWorld(stream) {
  stream.respond({ 'content-type': 'text/html', ':status': 200 });
  stream.end('<h1>Hello World</h1>');
}

/** With the names of the header fields by their constants. */
function byConstants(stream, headers) {
  stream.respond({ [HTTP2_HEADER_STATUS]: 200, [HTTP2_HEADER_CONTENT_TYPE]: 'text/plain' });
  stream.write(`${headers[HTTP2_HEADER_METHOD]} `);
  stream.end(headers[HTTP2_HEADER_PATH]);
}

function checkHello({ headers, body }) {
  assert.deepStrictEqual([headers[':status'], headers['content-type'], body],
    [200, 'text/html', '<h1>Hello World</h1>']);
}

/** Ends a client as the documents do: `'destroy'` in those of Node 8, `'close'` in that of Node 10. */
async function clientThat(ends, server) {
  const client = open(server);
  const request = client.request({ ':path': '/' });
  request.setEncoding('utf8');
  let data = '';
  request.on('data', (chunk) => { data += chunk; });
  request.on('end', () => client[ends]());
  request.end();
  const [[headers]] = await Promise.all([once(request, 'response'), once(client, 'close')]);
  return { headers, body: data };
}

async function proxyAnd(reset, fail) {
  const target = await listen(net.createServer((socket) => {
    let name = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => { name += chunk; });
    socket.on('end', () => socket.end(`hello ${name}`));
  }));
  const proxy = http2.createServer();
  proxy.on('streamError', () => {});
  const client = await onStream((stream, headers) => {
    if (headers[':method'] !== 'CONNECT') {
      reset(stream);
      return;
    }
    const { hostname, port } = new URL(`tcp://${headers[':authority']}`);
    const socket = net.connect(port, hostname, () => {
      stream.respond();
      socket.pipe(stream);
      stream.pipe(socket);
    });
    socket.on('error', () => fail(stream));
  }, proxy);
  return { client, target: `127.0.0.1:${target.address().port}` };
}

const tunnel = (authority) => ({ ':method': 'CONNECT', ':authority': authority });

/** Tries `set` in a handler of `'request'`, and gives the answer. */
const respondingWith = (set) => answerTo((request, response) => {
  set(response, request);
  response.end('ok');
});

const samples = {
  require() {
    for (const name of ['connect', 'createServer', 'createSecureServer']) {
      assert.strictEqual(typeof http2[name], 'function');
    }
  },

  async 'a plain server'() {
    checkHello(await answerOf(helloWorld));
  },

  async 'a secure server'() {
    checkHello(await answerOf(helloWorld, {}, http2.createSecureServer(certificate)));
  },

  async 'a client that is destroyed at the end'() {
    checkHello(await clientThat('destroy', await listen(http2.createServer().on('stream', helloWorld))));
  },

  async 'a secure client that is closed at the end'() {
    const server = http2.createSecureServer(certificate).on('stream', helloWorld);
    checkHello(await clientThat('close', await listen(server)));
  },

  async 'new settings'() {
    const session = await onStream(helloWorld);
    await once(session, 'localSettings');
    session.settings({ enablePush: false });
    assert.strictEqual(session.pendingSettingsAck, true);
    const [settings] = await once(session, 'localSettings');
    assert.strictEqual(settings.enablePush, false);
  },

  async 'settings of the peer'() {
    const server = http2.createServer({ settings: { maxConcurrentStreams: 7 } });
    const session = await onStream(helloWorld, server);
    assert.strictEqual((await once(session, 'remoteSettings'))[0].maxConcurrentStreams, 7);
  },

  async 'streams of a session'() {
    const server = http2.createServer();
    server.on('session', (session) => session.on('stream', byConstants));
    const { headers, body } = await askFor(open(await listen(server)), { ':path': '/x' });
    assert.deepStrictEqual([headers['content-type'], body], ['text/plain', 'GET /x']);
  },

  async 'streams of a server, with constants'() {
    assert.strictEqual((await answerOf(byConstants)).body, 'GET /');
  },

  async 'streams of a secure server, with constants'() {
    const { body } = await answerOf(byConstants, {}, http2.createSecureServer(certificate));
    assert.strictEqual(body, 'GET /');
  },

  async 'the timeout of a session'() {
    const session = await onStream(helloWorld);
    await once(session, 'connect');
    session.setTimeout(20);
    await once(session, 'timeout');
  },

  async 'a request with constants'() {
    const session = await onStream(byConstants);
    const request = session.request({ [HTTP2_HEADER_PATH]: '/c' });
    const [headers] = await once(request, 'response');
    assert.strictEqual(headers[HTTP2_HEADER_STATUS], 200);
    assert.strictEqual((await bodyOf(request)).toString(), 'GET /c');
  },

  async 'a graceful shutdown'() {
    const server = http2.createServer();
    const destroyed = new Promise((resolve) => {
      server.on('session', (session) => {
        session.on('close', resolve);
        session.shutdown({
          graceful: true, opaqueData: Buffer.from('add some debugging data here'),
        }, () => session.destroy());
      });
    });
    const client = open(await listen(server));
    const [code, , data] = await once(client, 'goaway');
    assert.deepStrictEqual([code, data.toString()], [0, 'add some debugging data here']);
    await destroyed;
  },

  async fetchTrailers() {
    const { trailers, body } = await answerOf((stream) => {
      stream.on('fetchTrailers', (fetched) => { fetched['ABC'] = 'some value to send'; });
      stream.respond();
      stream.end('data');
    });
    assert.deepStrictEqual([body, trailers], ['data', { abc: 'some value to send' }]);
  },

  async 'received trailers'() {
    const server = http2.createServer();
    const received = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('trailers', (headers, flags) => resolve([{ ...headers }.abc, flags]));
        stream.respond();
        stream.resume().on('end', () => stream.end());
      });
    });
    const session = open(await listen(server));
    const request = session.request({ ':method': 'POST' }, { getTrailers(trailers) { trailers.ABC = '1'; } });
    request.end('body');
    assert.deepStrictEqual(await received, ['1', 5]);
    await bodyOf(request);
  },

  async 'a timeout that cancels, by rstStreamWithCancel()'() {
    const session = await onStream(() => {});
    const request = session.request({ ':path': '/' });
    request.setTimeout(20, () => request.rstStreamWithCancel());
    assert.deepStrictEqual(await once(request, 'streamClosed'), [NGHTTP2_CANCEL]);
  },

  async 'a timeout that cancels, by close()'() {
    const session = await onStream(() => {});
    const request = session.request({ ':path': '/' });
    request.setTimeout(20, () => request.close(NGHTTP2_CANCEL));
    await once(request, 'close');
    assert.strictEqual(request.rstCode, NGHTTP2_CANCEL);
  },

  async 'informational headers'() {
    const session = await onStream((stream) => {
      stream.additionalHeaders({ ':status': 103, 'x-early': '1' });
      helloWorld(stream);
    });
    const request = session.request();
    const [headers, flags] = await once(request, 'headers');
    assert.deepStrictEqual([headers[':status'], headers['x-early'], typeof flags], [103, '1', 'number']);
    await bodyOf(request);
  },

  async 'the head of a pushed response'() {
    const session = await onStream(pushOld);
    const heads = new Promise((resolve) => {
      session.on('stream', (stream) => stream.on('push', (headers, flags) => {
        resolve([headers[':status'], typeof flags]);
      }));
    });
    await askFor(session);
    assert.deepStrictEqual(await heads, [200, 'number']);
  },

  async 'a response'() {
    const request = (await onStream(helloWorld)).request({ ':path': '/' });
    const [headers, flags] = await once(request, 'response');
    assert.deepStrictEqual([headers[':status'], typeof flags], [200, 'number']);
    await bodyOf(request);
  },

  async 'a push, with a callback of one argument'() {
    assert.strictEqual(await pushed(pushOld), 'some pushed data');
  },

  async 'a push, with an error first'() {
    assert.strictEqual(await pushed(pushNew), 'some pushed data');
  },

  async 'pushed streams on the client'() {
    assert.strictEqual(await pushed(pushOld), 'some pushed data');
  },

  async respond() {
    const { headers, body } = await answerOf((stream) => {
      stream.respond({ ':status': 200 });
      stream.end('some data');
    });
    assert.deepStrictEqual([headers[':status'], body], [200, 'some data']);
  },

  async 'respond with getTrailers'() {
    const { body, trailers } = await answerOf((stream) => {
      stream.respond({ ':status': 200 }, {
        getTrailers(collected) { collected['ABC'] = 'some value to send'; },
      });
      stream.end('some data');
    });
    assert.deepStrictEqual([body, trailers], ['some data', { abc: 'some value to send' }]);
  },

  async 'respond with waitForTrailers'() {
    const { body, trailers } = await answerOf((stream) => {
      stream.respond(undefined, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ xyz: 'abc' }));
      stream.end('Hello World');
    });
    assert.deepStrictEqual([body, trailers], ['Hello World', { xyz: 'abc' }]);
  },

  async 'respondWithFD, a descriptor for all'() {
    await withDescriptor({});
  },

  async 'respondWithFD with getTrailers'() {
    const { trailers } = await withDescriptor({
      getTrailers(collected) { collected['ABC'] = 'some value to send'; },
    });
    assert.deepStrictEqual(trailers, { abc: 'some value to send' });
  },

  async 'respondWithFD, a descriptor for each'() {
    await withOwnDescriptor();
  },

  async 'respondWithFD with waitForTrailers'() {
    const { trailers } = await withOwnDescriptor({ waitForTrailers: true });
    assert.deepStrictEqual(trailers, { abc: 'some value to send' });
  },

  async 'respondWithFile with statCheck'() {
    const { headers, body } = await answerOf((stream) => {
      stream.respondWithFile(FILE, PLAIN, {
        statCheck(stat, head) { head['last-modified'] = stat.mtime.toUTCString(); },
      });
    });
    assert.strictEqual(body, TEXT);
    assert.strictEqual(headers['content-length'], `${Buffer.byteLength(TEXT)}`);
    assert.strictEqual(headers['last-modified'], fs.statSync(FILE).mtime.toUTCString());
  },

  async 'respondWithFile with onError'() {
    const statuses = await Promise.all([`${FILE}.none`, __dirname].map(async (file) => {
      const { headers } = await answerOf((stream) => {
        stream.respondWithFile(file, PLAIN, {
          onError({ code }) {
            stream.respond({ ':status': code === 'ENOENT' ? 404 : 500 });
            stream.end();
          },
        });
      });
      return headers[':status'];
    }));
    assert.deepStrictEqual(statuses, [404, 500]);
  },

  async 'respondWithFile that is cancelled'() {
    const { headers, body } = await answerOf((stream) => {
      stream.respondWithFile(FILE, PLAIN, {
        statCheck() {
          stream.respond({ ':status': 304 });
          return false;
        },
      });
    });
    assert.deepStrictEqual([headers[':status'], body], [304, '']);
  },

  async 'respondWithFile with getTrailers'() {
    const { body, trailers } = await answerOf((stream) => {
      stream.respondWithFile(FILE, PLAIN, {
        getTrailers(collected) { collected['ABC'] = 'some value to send'; },
      });
    });
    assert.deepStrictEqual([body === TEXT, trailers], [true, { abc: 'some value to send' }]);
  },

  async 'respondWithFile with waitForTrailers'() {
    const { trailers } = await answerOf((stream) => {
      stream.respondWithFile(FILE, PLAIN, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ ABC: 'some value to send' }));
    });
    assert.deepStrictEqual(trailers, { abc: 'some value to send' });
  },

  async 'connect and destroy'() {
    const client = await onStream(helloWorld, http2.createSecureServer(certificate));
    client.destroy();
    await once(client, 'close');
    assert.strictEqual(client.destroyed, true);
  },

  async 'connect and close'() {
    const client = await onStream(helloWorld, http2.createSecureServer(certificate));
    client.close();
    await once(client, 'close');
  },

  getPackedSettings() {
    assert.strictEqual(http2.getPackedSettings({ enablePush: false }).toString('base64'), 'AAIAAAAA');
  },

  async 'headers to send'() {
    const { headers } = await answerOf((stream) => {
      stream.respond({
        ':status': '200', 'content-type': 'text-plain', 'ABC': ['has', 'more', 'than', 'one', 'value'],
      });
      stream.end();
    });
    assert.deepStrictEqual([headers['content-type'], headers.abc],
      ['text-plain', 'has, more, than, one, value']);
  },

  async 'headers received'() {
    const { body } = await answerOf((stream, headers) => {
      stream.respond();
      stream.end(`${headers[':path']} ${headers.ABC}`);
    }, { ABC: '1' });
    assert.strictEqual(body, '/ undefined');
  },

  async selectPadding() {
    let calls = 0;
    const server = http2.createServer({
      paddingStrategy: http2.constants.PADDING_STRATEGY_CALLBACK,
      selectPadding(frameLen, maxFrameLen) {
        calls++;
        return maxFrameLen;
      },
    });
    checkHello(await answerOf(helloWorld, {}, server));
    // HEADERS and DATA.
    assert.strictEqual(calls, 2);
  },

  async 'CONNECT, refused by rstWithRefused() and rstStream()'() {
    const { client, target } = await proxyAnd(
      (stream) => stream.rstWithRefused(), (stream) => stream.rstStream(NGHTTP2_CONNECT_ERROR));
    await checkProxy(client, target);
  },

  async 'CONNECT, refused by close()'() {
    const { client, target } = await proxyAnd(
      (stream) => stream.close(NGHTTP2_REFUSED_STREAM), (stream) => stream.close(NGHTTP2_CONNECT_ERROR));
    await checkProxy(client, target);
  },

  async 'requests and responses'() {
    const { headers, body } = await answerTo((request, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('X-Foo', 'bar');
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.end('ok');
    });
    assert.deepStrictEqual([headers['content-type'], headers['x-foo'], body], ['text/plain', 'bar', 'ok']);
  },

  async 'ALPN negotiation'() {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true },
      (request, response) => {
        const { socket: { alpnProtocol } } =
          request.httpVersion === '2.0' ? request.stream.session : request;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ alpnProtocol, httpVersion: request.httpVersion }));
      }));
    assert.deepStrictEqual(JSON.parse((await askFor(open(server))).body),
      { alpnProtocol: 'h2', httpVersion: '2.0' });
    const [old] = await once(https.get({
      port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false, agent: false,
      ALPNProtocols: ['http/1.1'],
    }), 'response');
    assert.deepStrictEqual(JSON.parse(await bodyOf(old)),
      { alpnProtocol: 'http/1.1', httpVersion: '1.1' });
  },

  async 'request.headers and request.url'() {
    await respondingWith((response, request) => {
      assert.strictEqual(request.headers[':path'], request.url);
      for (const name of Object.keys(request.headers)) delete request.headers[name];
      assert.strictEqual(request.url, undefined);
    });
  },

  async 'request.rawHeaders'() {
    await answerTo((request, response) => {
      const { rawHeaders } = request;
      assert.strictEqual(rawHeaders[rawHeaders.indexOf('user-agent') + 1], 'curl/7.22.0');
      response.end();
    }, { 'user-agent': 'curl/7.22.0' });
  },

  async 'request.url'() {
    const { body } = await answerTo((request, response) => response.end(request.url),
      { ':path': '/status?name=ryan', 'accept': 'text/plain' });
    assert.strictEqual(body, '/status?name=ryan');
    const { pathname, searchParams } = new URL(body, 'http://localhost');
    assert.deepStrictEqual([pathname, searchParams.get('name')], ['/status', 'ryan']);
  },

  async 'response.getHeader()'() {
    await respondingWith((response) => {
      response.setHeader('Content-Type', 'text/html');
      assert.strictEqual(response.getHeader('content-type'), 'text/html');
    });
  },

  async 'response.getHeaderNames() and getHeaders()'() {
    await respondingWith((response) => {
      response.setHeader('Foo', 'bar');
      response.setHeader('Set-Cookie', ['foo=bar', 'bar=baz']);
      assert.deepStrictEqual(response.getHeaderNames(), ['foo', 'set-cookie']);
      assert.deepStrictEqual({ ...response.getHeaders() },
        { 'foo': 'bar', 'set-cookie': ['foo=bar', 'bar=baz'] });
    });
  },

  async 'response.hasHeader() and removeHeader()'() {
    await respondingWith((response) => {
      response.setHeader('Content-Encoding', 'gzip');
      assert.strictEqual(response.hasHeader('content-encoding'), true);
      response.removeHeader('Content-Encoding');
      assert.strictEqual(response.hasHeader('content-encoding'), false);
    });
  },

  async 'response.setHeader()'() {
    const { headers } = await respondingWith((response) => {
      response.setHeader('Content-Type', 'text/html');
      response.setHeader('Set-Cookie', ['type=ninja', 'language=javascript']);
    });
    assert.deepStrictEqual([headers['content-type'], headers['set-cookie']],
      ['text/html', ['type=ninja', 'language=javascript']]);
  },

  async 'response.socket'() {
    const { body } = await answerTo((request, response) => {
      const { remoteAddress: ip, remotePort: port } = request.socket;
      response.end(`Your IP address is ${ip} and your source port is ${port}.`);
    });
    assert.match(body, /^Your IP address is \S+ and your source port is \d+\.$/);
  },

  async 'response.statusCode'() {
    const { headers } = await respondingWith((response) => { response.statusCode = 404; });
    assert.strictEqual(headers[':status'], 404);
  },

  async 'response.writeHead()'() {
    const { headers, body } = await answerTo((request, response) => {
      const text = 'hello world';
      response.writeHead(200,
        { 'Content-Length': Buffer.byteLength(text), 'Content-Type': 'text/plain' });
      response.end(text);
    });
    assert.deepStrictEqual([headers['content-length'], body], ['11', 'hello world']);
  },

  async ping() {
    const session = await onStream(helloWorld);
    await once(session, 'connect');
    const [duration, payload] = await new Promise((resolve, reject) => {
      session.ping(Buffer.from('abcdefgh'), (error, ...rest) => {
        if (error) reject(error);
        else resolve(rest);
      });
    });
    assert.deepStrictEqual([typeof duration, payload.toString()], ['number', 'abcdefgh']);
  },

  async altsvc() {
    const server = http2.createServer();
    server.on('session', (session) => session.altsvc('h2=":8000"', 'https://example.org:80'));
    server.on('stream', (stream) => {
      stream.session.altsvc('h2=":8000"', stream.id);
      stream.respond();
      stream.end();
    });
    const client = open(await listen(server));
    const received = [];
    client.on('altsvc', (alt, origin, streamId) => received.push([alt, origin, streamId]));
    await askFor(client);
    assert.deepStrictEqual(received, [
      ['h2=":8000"', 'https://example.org:80', 0], ['h2=":8000"', '', 1],
    ]);
  },

  async 'performance metrics'() {
    const session = await onStream(helloWorld);
    const entries = new Promise((resolve) => {
      const found = new Set();
      const observer = new PerformanceObserver((items) => {
        for (const { entryType, name } of items.getEntries()) found.add(`${entryType} ${name}`);
        if (found.size < 2) return;
        observer.disconnect();
        resolve([...found].sort());
      });
      observer.observe({ entryTypes: ['http2'] });
    });
    const other = await onStream(helloWorld);
    await askFor(other);
    other.close();
    session.close();
    assert.deepStrictEqual(await entries, ['http2 Http2Session', 'http2 Http2Stream']);
  },
};

function pushOld(stream) {
  stream.respond({ ':status': 200 });
  stream.pushStream({ ':path': '/' }, (pushStream) => {
    pushStream.respond({ ':status': 200 });
    pushStream.end('some pushed data');
  });
  stream.end('some data');
}

function pushNew(stream) {
  stream.respond({ ':status': 200 });
  stream.pushStream({ ':path': '/' }, (error, pushStream, headers) => {
    assert.ifError(error);
    assert.strictEqual(headers[':path'], '/');
    pushStream.respond({ ':status': 200 });
    pushStream.end('some pushed data');
  });
  stream.end('some data');
}

async function pushed(handler) {
  const client = await onStream(handler);
  const data = new Promise((resolve) => {
    client.on('stream', (stream, requestHeaders) => {
      assert.strictEqual(requestHeaders[':path'], '/');
      stream.on('data', resolve);
    });
  });
  const { body } = await askFor(client);
  assert.strictEqual(body, 'some data');
  return (await data).toString();
}

async function withDescriptor(options) {
  const fd = fs.openSync(FILE, 'r');
  const server = http2.createServer();
  server.on('close', () => fs.closeSync(fd));
  const answer = await answerOf((stream) => {
    const stat = fs.fstatSync(fd);
    stream.respondWithFD(fd, {
      ...PLAIN, 'content-length': stat.size, 'last-modified': stat.mtime.toUTCString(),
    }, options);
  }, {}, server);
  assert.strictEqual(answer.body, TEXT);
  return answer;
}

async function withOwnDescriptor(options) {
  const answer = await answerOf((stream) => {
    const fd = fs.openSync(FILE, 'r');
    const { size } = fs.fstatSync(fd);
    stream.respondWithFD(fd, { ...PLAIN, 'content-length': size }, options);
    if (options) stream.on('wantTrailers', () => stream.sendTrailers({ ABC: 'some value to send' }));
    stream.on('close', () => fs.closeSync(fd));
  });
  assert.strictEqual(answer.body, TEXT);
  return answer;
}

async function checkProxy(client, target) {
  assert.strictEqual((await askFor(client)).rstCode, NGHTTP2_REFUSED_STREAM);
  const gone = await listen(net.createServer());
  const { port } = gone.address();
  await new Promise((resolve) => { gone.close(resolve); });
  const { rstCode } = await askFor(client, { ...tunnel(`127.0.0.1:${port}`), ':path': undefined });
  assert.strictEqual(rstCode, NGHTTP2_CONNECT_ERROR);

  const request = client.request(tunnel(target));
  request.end('Jane');
  assert.strictEqual((await bodyOf(request)).toString(), 'hello Jane');
}

module.exports = { samples };
