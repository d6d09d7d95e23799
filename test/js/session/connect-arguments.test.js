'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { networkInterfaces } = require('node:os');
const tls = require('node:tls');
const { promisify } = require('node:util');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { builtin, wanted } = require('../../support/oracle');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, listen } = require('../../support/listening');

const hasIPv6 = () => Object.values(networkInterfaces()).flat()
  .some(({ address }) => address === '::1');

describe('connect()', () => {
  afterEach(closeEverything);

  const answer = (req, res) => res.end(`${req.headers[':scheme']} ${req.authority}`);
  const plain = () => listen(http2.createServer(answer));
  const secure = () => listen(http2.createSecureServer(certificate, answer));
  const open = (...args) => closeLater(http2.connect(...args));

  it('takes a URL, or an object that looks like one', async () => {
    const { port } = (await plain()).address();
    const targets = [
      new URL(`http://127.0.0.1:${port}/path`), { protocol: 'http:', hostname: '127.0.0.1', port },
      { protocol: 'http:', host: '127.0.0.1', port: String(port) },
    ];
    for (const target of targets) {
      assert.strictEqual(await textOf(open(target).request()), `http 127.0.0.1:${port}`);
    }
  });

  it('takes the protocol from its options when the target has none', async () => {
    const { port } = (await plain()).address();
    const client = open({ hostname: '127.0.0.1', port }, { protocol: 'http:' });
    assert.strictEqual(await textOf(client.request()), `http 127.0.0.1:${port}`);
  });

  it('keeps the authority when its options lead to another place', async () => {
    const { port } = (await plain()).address();
    const client = open('http://example.org:1', { host: '127.0.0.1', port });
    assert.strictEqual(await textOf(client.request()), 'http example.org:1');
  });

  it('asks for h2 whatever its options say', async () => {
    const { port } = (await secure()).address();
    const client = open(`https://127.0.0.1:${port}`,
      { rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] });
    await once(client, 'connect');
    assert.strictEqual(client.alpnProtocol, 'h2');
    assert.deepStrictEqual(client.originSet, [`https://127.0.0.1:${port}`]);
  });

  it('uses the servername for the authority', async () => {
    const { port } = (await secure()).address();
    const client = open(`https://127.0.0.1:${port}`,
      { rejectUnauthorized: false, servername: 'example.org' });
    assert.strictEqual(await textOf(client.request()), `https example.org:${port}`);
    assert.deepStrictEqual(client.originSet, [`https://example.org:${port}`]);
  });

  it('puts an IPv6 address in brackets (RFC 3986, 3.2.2)', async () => {
    const { port } = (await plain()).address();
    const createConnection = () => net.connect(port, '127.0.0.1');
    const targets = [
      'http://[::1]:8080', new URL('http://[0:0::1]:8080/'),
      { protocol: 'http:', hostname: '::1', port: 8080 },
      { protocol: 'http:', hostname: '[::1]', port: 8080 },
      { protocol: 'http:', host: '::1', port: 8080 },
      { protocol: 'http:', host: '::1%lo', port: 8080 },
    ];
    for (const target of targets) {
      const host = target.host === '::1%lo' ? '::1%lo' : '::1';
      const expected = builtin ? `${host}:8080` : wanted('Headers', '[::1]:8080');
      const client = open(target, { createConnection });
      assert.strictEqual(await textOf(client.request()), `http ${expected}`);
    }
  });

  it('names the default port in the authority', async () => {
    const { port } = (await plain()).address();
    const createConnection = () => net.connect(port, '127.0.0.1');
    const targets = {
      'http://example.org': 'http example.org:80', 'https://example.org': 'https example.org:443',
      'http://example.org:443': 'http example.org:443', 'http://127.0.0.1': 'http 127.0.0.1:80',
    };
    for (const [target, expected] of Object.entries(targets)) {
      const client = open(target, { createConnection });
      assert.strictEqual(await textOf(client.request()), expected);
    }
  });

  it('offers http/1.1 too with allowHTTP1, and no other protocol', async () => {
    const offers = [];
    const server = await listen(http2.createSecureServer({
      ...certificate,
      ALPNCallback: ({ protocols }) => (offers.push(protocols), 'h2'),
    }, answer));
    for (const options of [{ allowHTTP1: true }, { allowHTTP1: false }, { allowHTTP1: 1 }, {},
      { allowHTTP1: true, ALPNProtocols: ['x'] }]) {
      const client = open(`https://127.0.0.1:${server.address().port}`,
        { rejectUnauthorized: false, ...options });
      assert.match(await textOf(client.request()), /^https /);
    }
    const both = ['h2', 'http/1.1'];
    assert.deepStrictEqual(offers, [both, ['h2'], ['h2'], ['h2'], both]);
  });

  it('speaks HTTP/2 all the same when the server chooses http/1.1', async () => {
    const server = await listen(tls.createServer({ ...certificate, ALPNProtocols: ['http/1.1'] }));
    const asked = once(server, 'secureConnection');
    const client = open(`https://127.0.0.1:${server.address().port}`,
      { rejectUnauthorized: false, allowHTTP1: true });
    await once(client, 'connect');
    assert.strictEqual(client.alpnProtocol, 'http/1.1');
    const [socket] = await asked;
    const [preface] = await once(closeLater(socket), 'data');
    assert.match(preface.toString('latin1'), /^PRI \* HTTP\/2\.0\r\n/);
  });

  it('shows an origin with an IPv6 address in its one form', async function () {
    const server = http2.createSecureServer(certificate, answer);
    if (!hasIPv6()) this.skip();
    await listen(server, { port: 0, host: '::1' });
    const { port } = server.address();
    const client = open(`https://[0:0:0:0:0:0:0:1]:${port}`, { rejectUnauthorized: false });
    await once(client, 'connect');
    assert.deepStrictEqual(client.originSet, [`https://[::1]:${port}`]);
  });

  it('shows the origin of an IPv4 address that is mapped to IPv6', async function () {
    if (!hasIPv6()) this.skip();
    const { port } = (await secure()).address();
    const client = open(`https://[::ffff:127.0.0.1]:${port}`, { rejectUnauthorized: false });
    await once(client, 'connect');
    assert.deepStrictEqual(client.originSet, [`https://[::ffff:7f00:1]:${port}`]);
  });

  it('uses a socket that is connected already', async () => {
    const { port } = (await plain()).address();
    const socket = net.connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const client = open('http://localhost:1', { createConnection: () => socket });
    assert.strictEqual(await textOf(client.request()), 'http localhost:1');
  });

  it('uses a TLS socket that is connected already', async () => {
    const { port } = (await secure()).address();
    const socket = tls.connect({
      port, host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'],
    });
    await once(socket, 'secureConnect');
    const client = open('https://localhost:1', { createConnection: () => socket });
    assert.strictEqual(await textOf(client.request()), 'https localhost:1');
  });

  it('calls its listener with the session and its socket', async () => {
    const { port } = (await plain()).address();
    let client;
    const args = await new Promise((resolve) => {
      client = open(`http://127.0.0.1:${port}`, (...all) => resolve(all));
    });
    assert.strictEqual(args[0], client);
    assert.ok(args[1] instanceof net.Socket);
  });

  it('may be promisified', async () => {
    const { port } = (await plain()).address();
    const client = closeLater(await promisify(http2.connect)(`http://127.0.0.1:${port}`));
    assert.strictEqual(client.connecting, false);
    await assert.rejects(promisify(http2.connect)('http://127.0.0.1:1'), { code: 'ECONNREFUSED' });
  });

  it('reports settings that are out of range when it is connected', async () => {
    const { port } = (await plain()).address();
    const client = open(`http://127.0.0.1:${port}`, { settings: { maxFrameSize: 1 } });
    const [error] = await once(client, 'error');
    assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_SETTING_VALUE');
  });
});
