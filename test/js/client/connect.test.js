'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const { promisify } = require('node:util');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { closeEverything, closeLater, listen } = require('../../support/listening');

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
