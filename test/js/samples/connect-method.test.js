'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { ask } = require('../../support/answering');
const { closeEverything, connect, listen } = require('../../support/listening');

/** The TCP server of the documentation. */
function greeter() {
  return listen(net.createServer((socket) => {
    let name = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => { name += chunk; });
    socket.on('end', () => socket.end(`hello ${name}`));
  }));
}

/** The CONNECT proxy of the documentation. */
function proxyServer() {
  const { NGHTTP2_REFUSED_STREAM } = http2.constants;
  const proxy = http2.createServer();
  proxy.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    if (headers[':method'] !== 'CONNECT') {
      // Only accept CONNECT requests
      stream.close(NGHTTP2_REFUSED_STREAM);
      return;
    }
    const auth = new URL(`tcp://${headers[':authority']}`);
    // It's a very good idea to verify that hostname and port are
    // things this proxy should be connecting to.
    const socket = net.connect(auth.port, auth.hostname, () => {
      stream.respond();
      socket.pipe(stream);
      stream.pipe(socket);
    });
    socket.on('error', () => {
      stream.close(http2.constants.NGHTTP2_CONNECT_ERROR);
    });
  });
  return listen(proxy);
}

describe('The samples of CONNECT', () => {
  afterEach(closeEverything);

  it('talk through the proxy', async () => {
    const server = await greeter();
    const client = connect(await proxyServer());

    // Must not specify the ':path' and ':scheme' headers
    // for CONNECT requests or an error will be thrown.
    const req = client.request({
      ':method': 'CONNECT',
      ':authority': `127.0.0.1:${server.address().port}`,
    });

    let status;
    req.on('response', (headers) => {
      status = headers[http2.constants.HTTP2_HEADER_STATUS];
    });
    let data = '';
    req.setEncoding('utf8');
    req.on('data', (chunk) => { data += chunk; });
    req.on('end', () => client.close());
    req.end('Jane');
    await once(client, 'close');
    assert.strictEqual(status, 200);
    assert.strictEqual(data, 'hello Jane');
  });

  it('are refused other methods by the proxy', async () => {
    const { rstCode } = await ask(connect(await proxyServer()));
    assert.strictEqual(rstCode, http2.constants.NGHTTP2_REFUSED_STREAM);
  });

  it('are told that nobody listens', async () => {
    const server = await greeter();
    const { port } = server.address();
    await new Promise((resolve) => { server.close(resolve); });
    const { rstCode } = await ask(connect(await proxyServer()), {
      ':method': 'CONNECT', ':authority': `127.0.0.1:${port}`, ':path': undefined,
    });
    assert.strictEqual(rstCode, http2.constants.NGHTTP2_CONNECT_ERROR);
  });

  it('use the extended CONNECT', async () => {
    const settings = { enableConnectProtocol: true };
    const server = http2.createServer({ settings });
    server.on('stream', (stream, headers) => {
      stream.respond();
      stream.end(`${headers[':method']} ${headers[':protocol']}`);
    });
    const client = connect(await listen(server));
    const answer = await new Promise((resolve) => {
      client.on('remoteSettings', (remote) => {
        if (remote.enableConnectProtocol) {
          const req = client.request({ ':method': 'CONNECT', ':protocol': 'foo' });
          req.once('data', (chunk) => resolve(chunk.toString()));
          req.end();
        }
      });
    });
    assert.strictEqual(answer, 'CONNECT foo');
  });
});
