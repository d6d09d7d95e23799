'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');

const hexOfPacked = (settings) => http2.getPackedSettings(settings).toString('hex');
const nextTick = () => new Promise(process.nextTick);

// The sections of docs/compatibility.md; the order of events is in order/.
describe('A difference from the builtin that is wanted:', () => {
  afterEach(closeEverything);

  itIsWanted('Ticks', 'a second request comes before the microtasks of the first', async () => {
    const log = [];
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      log.push(stream.id);
      queueMicrotask(() => log.push(`after ${stream.id}`));
      stream.respond({}, { endStream: true });
    });
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true },
      { type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
    await peer.until('HEADERS', { streamId: 3 });
    assert.deepStrictEqual(log, [1, 3, 'after 1', 'after 3']);
  });

  itIsWanted('Ticks', 'the first data of a request comes before the ticks of its handler', async () => {
    const log = [];
    const server = await listen(http2.createServer());
    server.on('stream', async (stream) => {
      stream.once('readable', () => log.push('readable'));
      await nextTick();
      log.push(`tick with ${stream.readableLength}`);
      stream.respond({}, { endStream: true });
    });
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST }, { type: 'DATA', streamId: 1, data: 'a' });
    await peer.until('HEADERS', { streamId: 1 });
    assert.strictEqual(log.includes('tick with 1'), true);
  });

  itIsWanted('Ends of streams and sessions',
    'destroy() before the socket is connected destroys the socket at once', async () => {
      const server = await listen(net.createServer());
      const socket = net.connect(server.address().port, '127.0.0.1');
      const session = closeLater(http2.connect('http://localhost', {
        createConnection: () => socket,
      }));
      session.on('connect', () => assert.fail('connected'));
      session.destroy();
      assert.strictEqual(socket.destroyed, true);
      await once(session, 'close');
    });

  itIsWanted('Ends of streams and sessions',
    'a session that is destroyed while its peer does not read says GOAWAY after whole frames', async () => {
      const TURNS = 300;
      const server = await listen(http2.createServer());
      const filled = new Promise((resolve) => {
        server.on('stream', async (stream) => {
          stream.on('error', () => {});
          stream.respond();
          stream.write(Buffer.alloc(2 ** 26));
          // More turns than it takes to fill the socket.
          for (let turn = 0; turn < TURNS; turn++) await new Promise(setImmediate);
          stream.session.destroy();
          resolve();
        });
      });
      const peer = await peerOf(server, [[4, 2 ** 30]]);
      peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 2 ** 30 });
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.until('HEADERS');
      peer.socket.pause();
      await filled;
      peer.socket.resume();
      await peer.until('GOAWAY', { code: 0 });
      await peer.ended;
    });

  itIsWanted('Ends of streams and sessions',
    'a head is sent before the stream is closed or destroyed in the same turn', async () => {
      for (const end of [(stream) => stream.close(), (stream) => stream.destroy()]) {
        const server = await listen(http2.createServer());
        server.on('stream', (stream) => {
          stream.respond();
          end(stream);
        });
        const peer = await peerOf(server);
        peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
        await peer.expect('HEADERS', { streamId: 1 });
        await peer.expect('RST_STREAM', { streamId: 1, code: 0 });

        const client = connect(server);
        await once(client, 'connect');
        const arrived = once(server, 'stream');
        end(client.request());
        await arrived;
      }
    });

  itIsWanted('Ends of streams and sessions',
    'a response that is closed with an error does not look complete', async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => {
        stream.on('error', () => {});
        stream.respond();
        stream.write('half');
        setImmediate(() => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
      });
      const peer = await peerOf(server);
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      await peer.expect('HEADERS', { streamId: 1 });
      await peer.expect('DATA', { streamId: 1, endStream: false });
      await peer.expect('RST_STREAM', { streamId: 1, code: 2 });
    });

  itIsWanted('Ends of streams and sessions',
    'a pushed stream that nobody takes does not keep its session', async () => {
      const server = await listen(http2.createServer());
      const pushed = new Promise((resolve) => {
        server.on('stream', (stream) => {
          stream.pushStream({ ':path': '/x' }, (error, push) => {
            push.respond();
            push.write('begun');
            resolve(once(push, 'close').then(() => push.rstCode));
          });
          stream.respond({}, { endStream: true });
        });
      });
      const client = connect(server);
      await once(client.request().resume(), 'close');
      assert.strictEqual(await pushed, http2.constants.NGHTTP2_CANCEL);
      await new Promise((resolve) => { client.close(resolve); });
    });

  itIsWanted('Ends of streams and sessions',
    'a server that is disposed of closes its sessions', async () => {
      for (const server of [http2.createServer(), http2.createSecureServer(certificate)]) {
        const client = connect(await listen(server));
        const goaway = once(client, 'goaway');
        await once(client, 'remoteSettings');
        await Promise.all([server[Symbol.asyncDispose](), goaway, once(client, 'close')]);
      }
    });

  itIsWanted('Ends of streams and sessions',
    'an idle session that has sent GOAWAY ends with its connection', async () => {
      const server = await listen(http2.createServer());
      const client = connect(server);
      const [served] = await once(server, 'session');
      await once(client, 'remoteSettings');
      const closed = Promise.all([once(client, 'close'), once(served, 'close')]);
      client.goaway();
      await closed;
    });

  itIsWanted('Ends of streams and sessions',
    'end() calls back without an error when the reader was through', async () => {
      const server = await listen(http2.createServer());
      const request = connect(server).request();
      request.resume();
      const [stream] = await once(server, 'stream');
      stream.resume();
      stream.respond();
      const error = await new Promise((resolve) => { stream.end('x', resolve); });
      assert.ok(error === null || error === undefined, error);
    });

  itIsWanted('Ends of streams and sessions',
    'write() and end() in one turn emit finish when the reader was through', async () => {
      const log = [];
      const server = await listen(http2.createServer());
      const closed = new Promise((resolve) => {
        server.on('stream', (stream) => {
          for (const event of ['end', 'finish', 'close']) stream.on(event, () => log.push(event));
          stream.on('close', resolve);
          stream.resume();
          stream.on('end', () => {
            stream.respond();
            stream.write('x');
            stream.end();
          });
        });
      });
      connect(server).request().resume();
      await closed;
      assert.deepStrictEqual(log, ['end', 'finish', 'close']);
    });

  itIsWanted('Settings', 'custom settings with known identifiers are what they say', () => {
    const packed = hexOfPacked({ customSettings: { 1: 7, 8: 1, 9999: 5 } });
    assert.deepStrictEqual(packed.match(/.{12}/g),
      ['000100000007', '000800000001', '270f00000005']);
  });

  itIsWanted('Settings', 'a maxFrameSize that is NaN is packed like other settings', () => {
    assert.strictEqual(hexOfPacked({ maxFrameSize: NaN }), '000500000000');
    assert.strictEqual(hexOfPacked({ initialWindowSize: NaN }), '000400000000');
  });

  itIsWanted('Compatibility API', 'a head alone ends a request that nobody reads', async () => {
    const server = await listen(http2.createServer((request, response) => response.end()));
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    await peer.expect('HEADERS', { streamId: 1, endStream: true });
    await peer.expect('RST_STREAM', { streamId: 1, code: 0 });
  });

  itIsWanted('Compatibility API', 'write() on a bodyless answer leaves the stream alone', async () => {
    const server = await listen(http2.createServer());
    const request = connect(server).request();
    request.resume();
    const [, response] = await once(server, 'request');
    response.writeHead(204);
    const { stream } = response;
    const error = await new Promise((resolve) => { response.write('x', resolve); });
    assert.strictEqual(error.code, 'ERR_STREAM_WRITE_AFTER_END');
    assert.strictEqual(stream.errored, null);
  });

  itIsWanted('Misuse', 'altsvc() with a value alone does nothing', async () => {
    const server = await listen(http2.createServer());
    const session = once(server, 'session');
    const peer = await peerOf(server);
    (await session)[0].altsvc('x');
    const frames = await peer.soFar();
    assert.ok(frames.every(({ type }) => type !== 'ALTSVC'));
  });

  itIsWanted('Misuse', 'a wrong signal makes no stream', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    assert.throws(() => client.request({}, { signal: 5 }), { code: 'ERR_INVALID_ARG_TYPE' });
    client.close();
    await once(client, 'close');
  });
});
