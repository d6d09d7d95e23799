'use strict';

const assert = require('node:assert');
const diagnostics = require('node:diagnostics_channel');
const { once } = require('node:events');
const http = require('node:http');
const https = require('node:https');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { olderThan } = require('../../support/oracle');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, listen } = require('../../support/listening');

const address = (server) => ({
  host: '127.0.0.1', port: server.address().port, rejectUnauthorized: false,
});

const secure = (options, onRequest) =>
  listen(http2.createSecureServer({ ...certificate, allowHTTP1: true, ...options }, onRequest));

async function get(server, options = {}) {
  const request = https.get({ ...address(server), agent: false, ...options });
  const [response] = await once(request, 'response');
  return { response, text: await textOf(response) };
}

/** Sends text over TLS; resolves to all that comes back until the server ends the connection. */
async function converse(server, text, options = {}) {
  const socket = closeLater(tls.connect({ ...address(server), ...options }));
  await once(socket, 'secureConnect');
  socket.write(text);
  return textOf(socket);
}

const h2Client = (server) => closeLater(http2.connect(`https://localhost:${server.address().port}`,
  address(server)));

describe('A secure server that allows HTTP/1', () => {
  afterEach(closeEverything);

  it('serves an HTTP/1.1 client with the classes of node:http', async () => {
    const server = await secure({}, (req, res) => {
      res.end(`${req.httpVersion} ${req.constructor.name} ${res.constructor.name} ` +
        `${req.socket.encrypted} ${req.socket.server.address().port === server.address().port}`);
    });
    const { text } = await get(server);
    assert.strictEqual(text, '1.1 IncomingMessage ServerResponse true true');
  });

  it('is the server of its sockets, as for HTTP/2', async () => {
    const servers = [];
    const server = await secure({}, (req, res) => {
      servers.push(req.socket.server);
      res.end();
    });
    await get(server);
    await textOf(h2Client(server).request());
    assert.strictEqual(servers.length, 2);
    for (const shown of servers) assert.strictEqual(shown, server);
  });

  it('is the server that diagnostics channels name', async () => {
    const server = await secure({}, (req, res) => res.end());
    const servers = [];
    const note = (message) => servers.push(message.server);
    const names = ['http.server.request.start', 'http.server.response.finish'];
    for (const name of names) diagnostics.subscribe(name, note);
    await get(server);
    for (const name of names) diagnostics.unsubscribe(name, note);
    assert.deepStrictEqual(servers.map((shown) => shown === server), [true, true]);
  });

  it('emits requests of both protocols through its own emit()', async () => {
    const server = await secure({}, (req, res) => res.end());
    const seen = [];
    const { emit } = server;
    server.emit = function traced(event, ...args) {
      if (event === 'request') seen.push(args[0].httpVersion);
      return emit.call(this, event, ...args);
    };
    await get(server);
    await textOf(h2Client(server).request());
    assert.deepStrictEqual(seen, ['1.1', '2.0']);
  });

  it('looks at listeners of its own for upgrades and expectations', async () => {
    const server = await secure({}, (req, res) => res.end('a request'));
    const asked = [];
    const { listenerCount } = server;
    server.listenerCount = function counted(event, ...args) {
      asked.push(event);
      return listenerCount.call(this, event, ...args);
    };
    await get(server, { headers: { expect: 'something' } });
    assert(asked.includes('checkExpectation'), asked.join());
  });

  it('follows properties that are set when it listens already', async () => {
    const server = await secure({}, (req, res) => res.end(Object.keys(req.headers).join()));
    server.keepAliveTimeout = 10;
    server.maxHeadersCount = 2;
    const text = await converse(server, 'GET / HTTP/1.1\r\nhost: x\r\na: 1\r\nb: 2\r\n\r\n');
    // Node 20 leaves out what is too much, later ones refuse the request.
    assert.match(text, /\r\n\r\nhost,a$|^HTTP\/1\.1 431 /);
  });

  it('drops requests beyond maxRequestsPerSocket', async () => {
    const server = await secure({}, (req, res) => res.end());
    server.keepAliveTimeout = 10;
    server.maxRequestsPerSocket = 1;
    const dropped = once(server, 'dropRequest');
    const text = await converse(server, 'GET /1 HTTP/1.1\r\nhost: x\r\n\r\n' +
      'GET /2 HTTP/1.1\r\nhost: x\r\n\r\n');
    assert.match(text, /HTTP\/1\.1 503 Service Unavailable/);
    assert.strictEqual((await dropped)[0].url, '/2');
  });

  it('emits timeout for a silent connection, or ends it', async () => {
    const server = await secure({}, () => {});
    server.setTimeout(50);
    assert.strictEqual(await converse(server, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'), '');
    server.on('timeout', (socket) => socket.end('late'));
    assert.strictEqual(await converse(server, 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'), 'late');
  });

  it('closes idle connections alone when it is asked to', async () => {
    const server = await secure({}, (req, res) => {
      if (req.url === '/idle') res.end();
      else res.write('begun');
    });
    const agent = new https.Agent({ keepAlive: true });
    const [idle] = await once(https.get({ ...address(server), agent, path: '/idle' }), 'response');
    const { socket } = idle;
    await textOf(idle);
    const [busy] = await once(https.get({ ...address(server), agent: false, path: '/busy' }),
      'response');
    server.closeIdleConnections();
    await once(socket, 'close');
    assert.strictEqual(busy.socket.destroyed, false);
    agent.destroy();
    busy.destroy();
  });

  // Before, the builtin's had no classes of messages until it was listening.
  if (!olderThan(24)) {
    it('serves sockets that another server has accepted', async () => {
      const server = http2.createSecureServer({ ...certificate, allowHTTP1: true },
        (req, res) => res.end(String(req.socket.server === server)));
      const front = await listen(tls.createServer(certificate,
        (socket) => server.emit('secureConnection', socket)));
      const text = await converse(front, 'GET / HTTP/1.0\r\n\r\n');
      assert.match(text, /\r\n\r\ntrue$/);
    });
  }

  it('serves an HTTP/1.0 client', async () => {
    const server = await secure({}, (req, res) => res.end(req.httpVersion));
    const text = await converse(server, 'GET / HTTP/1.0\r\n\r\n');
    assert.match(text, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n1\.0$/);
  });

  it('serves requests that come at once in their order', async () => {
    const server = await secure({}, (req, res) => res.end(req.url));
    const text = await converse(server, 'GET /1 HTTP/1.1\r\nhost: x\r\n\r\n' +
      'GET /2 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    assert.deepStrictEqual(text.match(/\/[12]$|\/[12](?=HTTP)/g), ['/1', '/2']);
  });

  it('keeps the connection for the next request', async () => {
    const server = await secure({}, (req, res) => res.end(`${req.socket.remotePort}`));
    const agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const first = await get(server, { agent });
    const second = await get(server, { agent });
    agent.destroy();
    assert.strictEqual(first.text, second.text);
  });

  it('answers an expectation of 100-continue', async () => {
    const server = await secure({}, (req, res) => req.pipe(res));
    const request = https.request({
      ...address(server), agent: false, method: 'POST', headers: { expect: '100-continue' },
    });
    request.flushHeaders();
    await once(request, 'continue');
    request.end('body');
    const [response] = await once(request, 'response');
    assert.strictEqual(await textOf(response), 'body');
  });

  it('leaves the expectation to a listener of checkContinue', async () => {
    const server = await secure({}, () => assert.fail('a request'));
    server.on('checkContinue', (req, res) => { res.statusCode = 417; res.end(); });
    const request = https.request({
      ...address(server), agent: false, method: 'POST', headers: { expect: '100-continue' },
    });
    request.end();
    const [response] = await once(request, 'response');
    response.resume();
    assert.strictEqual(response.statusCode, 417);
  });

  it('hands over the socket of an upgrade', async () => {
    const server = await secure({}, () => assert.fail('a request'));
    server.on('upgrade', (req, socket) => {
      socket.end(`HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n` +
        `hello ${req.headers.upgrade}`);
    });
    const request = https.get({
      ...address(server), agent: false, headers: { connection: 'upgrade', upgrade: 'x' },
    });
    const [, socket, head] = await once(request, 'upgrade');
    assert.strictEqual(head.toString() + await textOf(closeLater(socket)), 'hello x');
  });

  it('takes an upgrade for a request when nobody listens for it', async () => {
    const server = await secure({}, (req, res) => res.end('a request'));
    const { text } = await get(server, { headers: { connection: 'upgrade', upgrade: 'x' } });
    assert.strictEqual(text, 'a request');
  });

  it('uses the classes that it is given', async () => {
    class Message extends http.IncomingMessage {}
    class Response extends http.ServerResponse {}
    const server = await secure({ Http1IncomingMessage: Message, Http1ServerResponse: Response },
      (req, res) => res.end(`${req instanceof Message} ${res instanceof Response}`));
    assert.strictEqual((await get(server)).text, 'true true');
  });

  it('emits clientError for a request that is malformed, and answers with 400', async () => {
    const server = await secure({}, () => assert.fail('a request'));
    assert.match(await converse(server, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request/);
    const failed = once(server, 'clientError');
    server.on('clientError', (error, socket) => socket.destroy());
    await converse(server, 'nonsense\r\n\r\n');
    assert.strictEqual((await failed)[0].code, 'HPE_INVALID_METHOD');
  });

  it('closes idle connections when it is closed', async () => {
    const server = await secure({}, (req, res) => res.end('x'));
    const agent = new https.Agent({ keepAlive: true });
    await get(server, { agent });
    const closed = once(server, 'close');
    server.close();
    await closed;
    agent.destroy();
  });

  // Before, the builtin looked every 30 seconds only.
  if (!olderThan(26)) {
    it('ends a connection whose headers take too long', async () => {
      const server = await secure({ connectionsCheckingInterval: 20 },
        () => assert.fail('a request'));
      server.headersTimeout = 40;
      server.requestTimeout = 40;
      const text = await converse(server, 'GET / HTTP/1.1\r\n');
      assert.match(text, /^HTTP\/1\.1 408 Request Timeout/);
    });
  }

  it('speaks HTTP/2 to a client that asks for it', async () => {
    const server = await secure({}, (req, res) => res.end(req.httpVersion));
    const client = closeLater(http2.connect(`https://localhost:${server.address().port}`,
      address(server)));
    assert.strictEqual(await textOf(client.request()), '2.0');
  });
});
