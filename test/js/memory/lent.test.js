'use strict';

// What becomes of a body whose memory the program takes away before it was sent.

const assert = require('node:assert');
const { once } = require('node:events');
const { MessageChannel } = require('node:worker_threads');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const SECTION = 'Memory';
const WINDOW = 65_535;
const SIZE = 300_000;
const LOST = 'ERR_HTTP2_BUFFER_DETACHED';
const INTERNAL_ERROR = 2;

const fixed = () => Buffer.from(new ArrayBuffer(SIZE)).fill('a');
const resizable = () => Buffer.from(new ArrayBuffer(SIZE, { maxByteLength: SIZE })).fill('a');
const wasm = () => {
  const memory = new WebAssembly.Memory({ initial: 5 });
  return Object.assign(Buffer.from(memory.buffer, 0, SIZE).fill('a'), { memory });
};

/** How memory is made, and how it is taken away. */
const WAYS = {
  'structuredClone()': [fixed, ({ buffer }) => structuredClone(buffer, { transfer: [buffer] })],
  'postMessage()': [fixed, ({ buffer }) => {
    const { port1 } = new MessageChannel();
    port1.postMessage(buffer, [buffer]);
    port1.close();
  }],
  'WebAssembly.Memory.grow()': [wasm, ({ memory }) => memory.grow(1)],
  ...(ArrayBuffer.prototype.transfer && {
    'transfer()': [fixed, ({ buffer }) => buffer.transfer()],
  }),
  ...(ArrayBuffer.prototype.resize && {
    'resize(0)': [resizable, ({ buffer }) => buffer.resize(0)],
    'resize() by one byte': [resizable, ({ buffer }) => buffer.resize(SIZE - 1)],
  }),
};
const detach = WAYS['structuredClone()'][1];

/** A server's stream whose client speaks frames. */
async function response(transport) {
  const { server, peer } = await serverOver(transport);
  const came = once(server, 'stream');
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  const [stream] = await came;
  stream.respond();
  return { stream, peer };
}

/** A client's stream whose server speaks frames. */
async function request(transport) {
  const { session, peer } = await clientOver(transport);
  const stream = session.request({ ':method': 'POST' });
  return { stream, peer };
}

/** What there is to see on our side: the errors of the stream and of the write. */
function watch(stream) {
  const seen = {};
  stream.on('error', (error) => { seen.stream = error.code; });
  stream.resume();
  const closed = new Promise((resolve) => { stream.once('close', resolve); });
  const written = (error) => { seen.write = error?.code; };
  return { seen, closed, written };
}

/** The bytes of a stream's DATA that the peer has seen, up to the frame that ends the stream. */
async function untilReset(peer) {
  const data = [];
  for (;;) {
    const frame = await peer.next();
    assert.ok(frame, 'the connection ended');
    if (frame.type === 'DATA') {
      assert.ok(!frame.endStream, 'the body looks whole');
      data.push(frame.data);
    }
    if (frame.type === 'RST_STREAM') return { code: frame.code, data: Buffer.concat(data) };
  }
}

/** The peer's window is full: so much of the body is on its way, the rest waits. */
async function windowFull(peer) {
  for (let received = 0; received < WINDOW;) received += (await peer.until('DATA')).data.length;
}

/** The peer opens the window for the stream and the connection. */
function openWindow(peer) {
  peer.send(...[0, 1].map((streamId) => ({ type: 'WINDOW_UPDATE', streamId, increment: SIZE })));
}

/** The connection still works. */
async function pingWorks(peer) {
  await peer.soFar();
}

for (const transport of TRANSPORTS) {
  for (const [what, begin] of Object.entries({ response, request })) {
    describe(`A body of a ${what} over ${transport}, taken away before it was sent`, () => {
      afterEach(closeEverything);

      for (const [way, [make, take]] of Object.entries(WAYS)) {
        itIsWanted(SECTION, `by ${way}, ends its stream and nothing else`, async () => {
          const { stream, peer } = await begin(transport);
          const { seen, closed, written } = watch(stream);
          const body = make();
          stream.end(body, written);
          await windowFull(peer);
          take(body);
          openWindow(peer);
          const { code, data } = await untilReset(peer);
          await closed;
          assert.strictEqual(data.length, 0);
          assert.strictEqual(code, INTERNAL_ERROR);
          assert.deepStrictEqual(seen, { stream: LOST, write: LOST });
          await pingWorks(peer);
        });
      }

      itIsWanted(SECTION, 'in the turn of the write, ends its stream', async () => {
        const { stream, peer } = await begin(transport);
        const { seen, closed, written } = watch(stream);
        const body = fixed();
        stream.write(body, written);
        detach(body);
        const { code, data } = await untilReset(peer);
        await closed;
        assert.strictEqual(data.length, 0);
        assert.strictEqual(code, INTERNAL_ERROR);
        assert.deepStrictEqual(seen, { stream: LOST, write: LOST });
      });

      for (const [kind, count] of Object.entries({ 'the next write': 1, 'one of many writes': 3 })) {
        itIsWanted(SECTION, `as ${kind}, ends its stream when its turn comes`, async () => {
          const { stream, peer } = await begin(transport);
          const { seen, closed } = watch(stream);
          stream.write(fixed(), () => {});
          const bodies = Array.from({ length: count }, () => Buffer.from(new ArrayBuffer(10)));
          for (const body of bodies) stream.write(body, (error) => { seen.write = error?.code; });
          detach(bodies.at(-1));
          stream.end();
          await windowFull(peer);
          openWindow(peer);
          const { code, data } = await untilReset(peer);
          await closed;
          assert.strictEqual(data.length, SIZE - WINDOW);
          assert.strictEqual(code, INTERNAL_ERROR);
          assert.deepStrictEqual(seen, { stream: LOST, write: LOST });
        });
      }

      itIsWanted(SECTION, 'but after it was framed, arrives', async () => {
        const { stream, peer } = await begin(transport);
        watch(stream);
        const body = Buffer.from(new ArrayBuffer(WINDOW)).fill('a');
        const written = new Promise((resolve) => { stream.write(body, resolve); });
        await windowFull(peer);
        await written;
        detach(body);
        await pingWorks(peer);
      });
    });
  }
}

for (const [kind, make] of Object.entries({
  'shared memory': () => new SharedArrayBuffer(SIZE),
  'a resizable buffer that grows': ArrayBuffer.prototype.resize &&
    (() => new ArrayBuffer(SIZE, { maxByteLength: 2 * SIZE })),
})) {
  if (make === undefined) continue;
  describe(`A body in ${kind}`, () => {
    afterEach(closeEverything);

    it('is sent as it was written', async () => {
      const { stream, peer } = await response('TCP');
      const memory = make();
      const body = Buffer.from(memory, 0, SIZE).fill('a');
      stream.end(body);
      await windowFull(peer);
      if (memory instanceof ArrayBuffer) memory.resize(2 * SIZE);
      else if (process.env.IMPL !== 'builtin') body.fill('b');
      openWindow(peer);
      let received = 0;
      for (let ended = false; !ended;) {
        const { data, endStream } = await peer.until('DATA');
        received += data.filter((byte) => byte === 0x61).length;
        ended = endStream;
      }
      assert.strictEqual(received, SIZE - WINDOW);
    });
  });
}

describe('A buffer that is taken away while the socket takes nothing', () => {
  afterEach(closeEverything);

  // More than the kernel holds for a peer that does not read.
  const LARGE = 32 * 2 ** 20;

  for (const transport of ['TCP', 'TLS']) {
    itIsWanted(SECTION, `never reaches the peer, over ${transport}`, async () => {
      const { server, peer } = await serverOver(transport);
      const began = once(server, 'stream');
      peer.send(
        { type: 'SETTINGS', settings: [[4, 2 ** 31 - 1]] },
        { type: 'WINDOW_UPDATE', streamId: 0, increment: 2 ** 30 },
        { type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      const [stream] = await began;
      await peer.until('SETTINGS', { ack: true });
      peer.socket.pause();
      const { seen, closed, written } = watch(stream);
      const body = Buffer.from(new ArrayBuffer(LARGE)).fill('a');
      stream.respond();
      stream.end(body, written);
      await new Promise(setImmediate);
      await new Promise(setImmediate);
      detach(body);
      // Other memory of the same size would lie where it lay.
      const others = Array.from({ length: 4 }, () => Buffer.alloc(LARGE, 'b'));
      peer.socket.resume();
      const { code, data } = await untilReset(peer);
      await closed;
      assert.ok(data.length > 0 && data.length < LARGE);
      assert.ok(data.every((byte) => byte === 0x61));
      assert.strictEqual(code, INTERNAL_ERROR);
      assert.deepStrictEqual(seen, { stream: LOST, write: LOST });
      assert.strictEqual(others.length, 4);
      await pingWorks(peer);
    });
  }
});

describe('A body that is taken away', () => {
  afterEach(closeEverything);

  itIsWanted(SECTION, 'before there is a connection, ends its request', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.on('error', () => {}));
    const session = closeLater(http2.connect(`http://localhost:${server.address().port}`));
    const stream = session.request({ ':method': 'POST' });
    const { seen, closed, written } = watch(stream);
    const body = fixed();
    stream.write(body, written);
    detach(body);
    await closed;
    assert.deepStrictEqual(seen, { stream: LOST, write: LOST });
  });

  itIsWanted(SECTION, 'from response.end() ends its stream and no other', async () => {
    const body = fixed();
    const errors = [];
    const server = http2.createServer((req, res) => {
      res.stream.on('error', ({ code }) => errors.push(code));
      res.end(req.url === '/large' ? body : 'small');
    });
    await listen(server);
    const peer = await peerOf(server);
    const get = (path) => GET.map(([name, value]) => [name, name === ':path' ? path : value]);
    peer.send({ type: 'HEADERS', streamId: 1, headers: get('/large'), endStream: true });
    await windowFull(peer);
    detach(body);
    openWindow(peer);
    const { code } = await untilReset(peer);
    assert.strictEqual(code, INTERNAL_ERROR);
    peer.send({ type: 'HEADERS', streamId: 3, headers: get('/small'), endStream: true });
    assert.strictEqual(String((await peer.until('DATA', { streamId: 3 })).data), 'small');
    assert.deepStrictEqual(errors, [LOST]);
  });

  itIsWanted(SECTION, 'says in its error what to do', async () => {
    const { stream, peer } = await response('TCP');
    const failed = once(stream, 'error');
    const body = fixed();
    stream.end(body);
    await windowFull(peer);
    detach(body);
    openWindow(peer);
    const [{ message }] = await failed;
    assert.match(message, /transferred.*write\(\).*copy/s);
  });

  it('after the callback of its write is nobody\'s concern', async () => {
    const { stream, peer } = await request('TCP');
    watch(stream);
    const body = fixed();
    const written = new Promise((resolve) => { stream.write(body, resolve); });
    await windowFull(peer);
    openWindow(peer);
    assert.strictEqual(await written ?? null, null);
    detach(body);
    stream.end('end');
    await peer.until('DATA', { endStream: true });
  });
});

describe('What a session is given', () => {
  afterEach(closeEverything);

  itIsWanted(SECTION, 'as data of a GOAWAY that waits for the connection is sent as it was', async () => {
    const server = await listen(http2.createServer());
    const said = once(server, 'session').then(([session]) => once(session, 'goaway'));
    const session = closeLater(http2.connect(`http://localhost:${server.address().port}`));
    const data = Buffer.from(new Uint8Array(Buffer.from('good bye')).buffer);
    session.goaway(0, 0, data);
    detach(data);
    const [, , received] = await said;
    assert.strictEqual(String(received), 'good bye');
  });

  it('as payload of a PING is sent as it was', async () => {
    const { session, peer } = await clientOver('TCP');
    const payload = Buffer.from(new Uint8Array(Buffer.from('12345678')).buffer);
    session.ping(payload, () => {});
    detach(payload);
    assert.strictEqual(String((await peer.until('PING', { ack: false })).data), '12345678');
  });

  it('as data of a GOAWAY is sent as it was', async () => {
    const { session, peer } = await clientOver('TCP');
    const data = Buffer.from(new Uint8Array(Buffer.from('good bye')).buffer);
    session.goaway(0, 0, data);
    detach(data);
    assert.strictEqual(String((await peer.until('GOAWAY')).data), 'good bye');
  });
});

