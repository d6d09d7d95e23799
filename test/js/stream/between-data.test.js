'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { duplexPair } = require('../../support/duplex-pair');
const { FramePeer, POST } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { dial } = require('../../support/transports');

const data = (streamId, text, endStream = false) => ({ type: 'DATA', streamId, data: text, endStream });

/** What a reader of `stream` does, and notes with `log()`, with the frames that come in one read. */
const READERS = {
  'await each': [['a', 'b'], async (stream, log) => {
    log(`${(await once(stream, 'data'))[0]}`);
    log(`${(await once(stream, 'data'))[0]}`);
    stream.resume();
  }, ['a', 'b']],
  'await one, and then the end': [['a'], async (stream, log) => {
    log(`${(await once(stream, 'data'))[0]}`);
    await once(stream, 'end');
    log('end');
  }, ['a', 'end']],
  'iterate over them': [['a', 'b', 'c'], async (stream, log) => {
    for await (const chunk of stream) log(`${chunk}`);
  }, ['a', 'b', 'c']],
  "read them in 'readable'": [['a', 'b', 'c'], async (stream, log) => {
    stream.on('readable', () => {
      for (let chunk; (chunk = stream.read()) !== null;) log(`${chunk}`);
    });
    await once(stream, 'end');
  }, ['a', 'b', 'c']],
  'put off ticks and microtasks': [['a', 'b', 'c'], async (stream, log) => {
    stream.on('data', (chunk) => {
      log(`${chunk}`);
      process.nextTick(() => log('tick'));
      Promise.resolve().then(() => log('microtask'));
    });
    await once(stream, 'end');
    log('end');
  }, ['a', 'tick', 'microtask', 'b', 'tick', 'microtask', 'c', 'tick', 'microtask', 'end']],
  'put off ticks from microtasks': [['a', 'b'], async (stream, log) => {
    stream.on('data', (chunk) => {
      log(`${chunk}`);
      process.nextTick(async () => {
        await null;
        process.nextTick(() => log('tick'));
      });
    });
    await once(stream, 'end');
    log('end');
  }, ['a', 'tick', 'b', 'tick', 'end']],
  'pause in a microtask': [['a', 'b'], async (stream, log) => {
    stream.on('data', async (chunk) => {
      log(`${chunk}`);
      await null;
      stream.pause();
      log('paused');
      setImmediate(() => stream.resume());
    });
    await once(stream, 'end');
  }, ['a', 'paused', 'b', 'paused']],
  'destroy the stream in a microtask': [['a', 'b'], async (stream, log) => {
    stream.on('data', async (chunk) => {
      log(`${chunk}`);
      await null;
      stream.destroy();
    });
    await once(stream, 'close');
  }, ['a']],
};

/** The frames of a body that arrive in one read. */
function framesOf(texts) {
  return texts.map((text, i) => data(1, text, i === texts.length - 1));
}

/** A stream of a server whose request has come, and its client. */
async function ofServer(secure) {
  const server = secure ? http2.createSecureServer(certificate) : http2.createServer();
  const peer = closeLater(new FramePeer(await dial(await listen(server))));
  await peer.handshake();
  const asked = once(server, 'stream');
  peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
  return { stream: (await asked)[0], peer };
}

/** A stream of a client whose response has come, and its server. */
async function ofClient(secure) {
  const raw = await listen(secure ? tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }) :
    net.createServer());
  const accepted = once(raw, secure ? 'secureConnection' : 'connection');
  const client = closeLater(http2.connect(`${secure ? 'https' : 'http'}://localhost:${raw.address().port}`,
    { host: '127.0.0.1', rejectUnauthorized: false }));
  client.on('error', () => {});
  const stream = client.request({ ':method': 'POST' });
  const peer = closeLater(new FramePeer((await accepted)[0], { role: 'server' }));
  await peer.handshake();
  peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] });
  await once(stream, 'response');
  return { stream, peer };
}

async function logOf({ stream, peer }, texts, read) {
  stream.on('error', () => {});
  const log = [];
  const done = read(stream, (line) => log.push(line));
  peer.send(...framesOf(texts));
  await done;
  return log;
}

describe('Between pieces of data that arrive in one read', () => {
  afterEach(closeEverything);

  for (const [title, [texts, read, expected]] of Object.entries(READERS)) {
    for (const secure of [false, true]) {
      const transport = secure ? 'TLS' : 'TCP';
      it(`the reader of a request can ${title}, over ${transport}`, async () => {
        assert.deepStrictEqual(await logOf(await ofServer(secure), texts, read), expected);
      });

      it(`the reader of a response can ${title}, over ${transport}`, async () => {
        assert.deepStrictEqual(await logOf(await ofClient(secure), texts, read), expected);
      });
    }
  }

  it('the readers of two streams can await each of theirs', async () => {
    const server = await listen(http2.createServer());
    const peer = closeLater(new FramePeer(await dial(server)));
    await peer.handshake();
    const read = [];
    server.on('stream', async (stream) => {
      const chunks = [];
      for (let i = 0; i < 3; i++) chunks.push(`${(await once(stream, 'data'))[0]}`);
      await once(stream, 'end');
      read.push([stream.id, chunks.join(' ')]);
      stream.respond({}, { endStream: true });
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST },
      { type: 'HEADERS', streamId: 3, headers: POST });
    await peer.soFar();
    peer.send(data(1, 'a'), data(3, 'A'), data(1, 'b'), data(1, 'c', true), data(3, 'B'), data(3, 'C', true));
    await peer.until('HEADERS');
    await peer.until('HEADERS');
    assert.deepStrictEqual(read.sort(), [[1, 'a b c'], [3, 'A B C']]);
  });

  it("a client over a Duplex can await each", async () => {
    const server = http2.createServer();
    const [ours, theirs] = duplexPair();
    server.emit('connection', theirs);
    const client = closeLater(http2.connect('http://localhost', { createConnection: () => ours }));
    const request = client.request();
    const [stream] = await once(server, 'stream');
    stream.respond();
    await once(request, 'response');
    stream.write('one');
    assert.strictEqual(stream.write(Buffer.alloc(stream.writableHighWaterMark, 'x')), false);
    assert.strictEqual(`${(await once(request, 'data'))[0]}`, 'one');
    assert.strictEqual(`${(await once(request, 'data'))[0]}`[0], 'x');
    client.destroy();
  });
});
