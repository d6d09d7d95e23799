'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');

const CONNECT = {
  type: 'HEADERS', streamId: 1, headers: [[':method', 'CONNECT'], [':authority', 'target:1']],
};

/** Both APIs: `answer(stream, status)` answers, and the tunnel then echoes. */
const APIS = {
  'the core API': (handle) => {
    const server = http2.createServer();
    server.on('stream', (stream) => handle(stream, (status) => stream.respond({ ':status': status })));
    return server;
  },
  'the Compatibility API': (handle) => {
    const server = http2.createServer(() => {});
    server.on('connect', (request, response) => {
      handle(response.stream, (status) => {
        response.writeHead(status);
        response.flushHeaders();
      });
    });
    return server;
  },
};

/** A client of frames that has asked for a tunnel. */
async function asking(server) {
  const peer = closeLater(await FramePeer.connect((await listen(server)).address().port));
  await peer.handshake();
  peer.lines.length = 0;
  return peer.send(CONNECT);
}

for (const [api, createServer] of Object.entries(APIS)) {
  describe(`CONNECT, with ${api}`, () => {
    afterEach(closeEverything);

    const isTunnel = (status) => async () => {
      const peer = await asking(createServer((stream, answer) => {
        answer(status);
        stream.pipe(stream);
      }));
      await peer.until('HEADERS', { endStream: false });
      peer.send({ type: 'DATA', streamId: 1, data: 'echo' });
      const { data } = await peer.until('DATA');
      assert.strictEqual(String(data), 'echo');
      peer.send({ type: 'DATA', streamId: 1, endStream: true });
      await peer.until('DATA', { endStream: true });
    };

    for (const status of [200, 201, 299]) {
      it(`is a tunnel when the answer is ${status}`, isTunnel(status));
    }
    for (const status of [204, 205]) {
      itIsWanted('Tunnels', `is a tunnel when the answer is ${status}`, isTunnel(status));
    }

    it('is no tunnel when the answer is 304: what comes is read, and the answer has ended', async () => {
      const received = [];
      const peer = await asking(createServer((stream, answer) => {
        answer(304);
        assert.strictEqual(stream.writableEnded, true);
        stream.on('data', (chunk) => received.push(String(chunk)));
      }));
      await peer.until('HEADERS', { endStream: true });
      peer.send({ type: 'DATA', streamId: 1, data: 'more', endStream: true });
      await peer.soFar();
      assert.deepStrictEqual(received, ['more']);
    });
  });
}

describe('A tunnel that was refused with 304, with the Compatibility API', () => {
  afterEach(closeEverything);

  for (const [title, write] of [
    ['write()', (response) => response.write('x')],
    ['end()', (response) => response.end('x')],
    ['write() and end()', (response) => { response.write('x'); response.end(); }],
  ]) {
    it(`fails when its handler calls ${title} with a chunk`, async () => {
      const lines = [];
      const server = http2.createServer(() => {});
      const closed = new Promise((resolve) => {
        server.on('connect', (request, response) => {
          request.on('data', () => {});
          response.stream.on('error', ({ code }) => lines.push(`error ${code}`));
          response.stream.on('close', resolve);
          response.writeHead(304);
          write(response);
        });
      });
      const peer = await asking(server);
      await peer.until('HEADERS', { endStream: true });
      peer.send({ type: 'DATA', streamId: 1, endStream: true });
      await closed;
      assert.deepStrictEqual(lines, ['error ERR_STREAM_WRITE_AFTER_END']);
    });
  }
});

describe('A tunnel whose server ends its side first', () => {
  afterEach(closeEverything);

  it('takes each write of the client, in its order, before it ends', async () => {
    const server = await listen(http2.createServer());
    const lines = [];
    const closed = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.respond();
        stream.end('bye');
        stream.on('data', (chunk) => lines.push(String(chunk)));
        stream.on('end', () => lines.push('end'));
        stream.on('close', resolve);
      });
    });
    const tunnel = connect(server).request({ ':method': 'CONNECT', ':authority': 'target:1' });
    await once(tunnel.resume(), 'end');
    tunnel.write('after');
    tunnel.end('last');
    await closed;
    assert.deepStrictEqual(lines, ['after', 'last', 'end']);
  });
});
