'use strict';

// Whose memory the bytes are in that a program receives.

const assert = require('node:assert');
const { once } = require('node:events');
const { Duplex } = require('node:stream');
const { MessageChannel } = require('node:worker_threads');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { FramePeer, POST } = require('../../support/frame-peer');
const { closeEverything, closeLater } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const SECTION = 'Memory';
const SIZES = [10, 1000, 5000, 16_384];

/** What programs do to memory; each takes it away from whoever else has it. */
const WAYS = {
  'structuredClone()': (chunk) => structuredClone(chunk, { transfer: [chunk.buffer] }),
  'postMessage()': (chunk) => {
    const { port1 } = new MessageChannel();
    port1.postMessage(chunk, [chunk.buffer]);
    port1.close();
  },
  'transfer()': ArrayBuffer.prototype.transfer && ((chunk) => chunk.buffer.transfer()),
};

/** The body of a stream: no other has a byte of it. */
function bodyOf(id, size) {
  return Buffer.alloc(size, id);
}

/** Two streams, four frames each: DATA of both by turns, all in one write. */
function interleaved(ids, endStream) {
  return SIZES.flatMap((size, index) => ids.map((streamId) => ({
    type: 'DATA', streamId, data: bodyOf(streamId, size), endStream: endStream && index === SIZES.length - 1,
  })));
}

/** Both streams' chunks as they come; `each` gets every one of them after its bytes were looked at. */
function collect(streams, each = () => {}) {
  return Promise.all(streams.map(async (stream) => {
    let received = 0;
    const chunks = [];
    stream.on('data', (chunk) => {
      received += chunk.filter((byte) => byte === stream.id).length;
      chunks.push(chunk);
      each(chunk);
    });
    await once(stream, 'end');
    return { received, chunks };
  }));
}

/** Two uploads that arrive in one read of a server. */
async function uploads(transport, each) {
  const { server, peer } = await serverOver(transport);
  const arrived = new Promise((resolve) => {
    const streams = [];
    server.on('stream', (stream) => {
      stream.respond();
      if (streams.push(stream) === 2) resolve(collect(streams, each));
    });
  });
  peer.send(
    ...[1, 3].map((streamId) => ({ type: 'HEADERS', streamId, headers: POST })),
    ...interleaved([1, 3], true));
  return arrived;
}

/** Two downloads that arrive in one read of a client. */
async function downloads(transport, each) {
  const { session, peer } = await clientOver(transport);
  const streams = [session.request(), session.request()];
  const arrived = collect(streams, each);
  await peer.until('HEADERS', { streamId: 3 });
  peer.send(
    ...[1, 3].map((streamId) => ({ type: 'HEADERS', streamId, headers: [[':status', '200']] })),
    ...interleaved([1, 3], true));
  return arrived;
}

const WHOLE = SIZES.reduce((sum, size) => sum + size);

for (const transport of TRANSPORTS) {
  for (const [what, receive] of Object.entries({ uploads, downloads })) {
    describe(`Chunks of ${what} over ${transport}`, () => {
      afterEach(closeEverything);

      itIsWanted(SECTION, 'have memory of their own', async () => {
        const chunks = (await receive(transport)).flatMap((body) => body.chunks);
        assert.strictEqual(new Set(chunks.map(({ buffer }) => buffer)).size, chunks.length);
      });

      itIsWanted(SECTION, 'keep no more than twice their size', async () => {
        for (const { chunks } of await receive(transport)) {
          for (const { buffer, length } of chunks) assert.ok(buffer.byteLength <= 2 * length);
        }
      });

      itIsWanted(SECTION, 'show nothing of another stream', async () => {
        const bodies = await receive(transport);
        for (const [index, { chunks }] of bodies.entries()) {
          const other = bodyOf(index === 0 ? 3 : 1, 10);
          for (const { buffer } of chunks) assert.ok(!Buffer.from(buffer).includes(other));
        }
      });

      for (const [way, take] of Object.entries(WAYS)) {
        if (take === undefined) continue;
        itIsWanted(SECTION, `lose nothing when each is taken away by ${way} as it comes`, async () => {
          const bodies = await receive(transport, take);
          assert.deepStrictEqual(bodies.map(({ received }) => received), [WHOLE, WHOLE]);
        });
      }

      itIsWanted(SECTION, 'lose nothing when one is taken away while the next waits for its reader',
        async () => {
          let total = 0;
          await receive(transport, (chunk) => {
            total += chunk.length;
            queueMicrotask(() => WAYS['structuredClone()'](chunk));
          });
          assert.strictEqual(total, 2 * WHOLE);
        });
    });
  }
}

describe('Chunks of two connections', () => {
  afterEach(closeEverything);

  it('lie in memory that shows nothing of the other', async () => {
    const { server, peer } = await serverOver('TCP');
    const { port } = server.address();
    const other = closeLater(await FramePeer.connect(port));
    await other.handshake();
    const bodies = [];
    const bothCame = new Promise((resolve) => {
      server.on('stream', async (stream) => {
        const chunks = [];
        stream.respond();
        stream.on('data', (chunk) => chunks.push(chunk));
        await once(stream, 'end');
        if (bodies.push(chunks) === 2) resolve();
      });
    });
    for (const [index, end] of [peer, other].entries()) {
      end.send({ type: 'HEADERS', streamId: 1, headers: POST },
        { type: 'DATA', streamId: 1, data: Buffer.alloc(5000, index + 1), endStream: true });
    }
    await bothCame;
    for (const chunks of bodies) {
      const strange = Buffer.alloc(10, chunks[0][0] === 1 ? 2 : 1);
      for (const { buffer } of chunks) assert.ok(!Buffer.from(buffer).includes(strange));
    }
  });

  itIsWanted(SECTION, 'lose nothing when both are taken away', async () => {
    const { server, peer } = await serverOver('TCP');
    const other = await peerOf(server);
    server.on('stream', (stream) => {
      let size = 0;
      stream.on('data', (chunk) => {
        size += chunk.length;
        structuredClone(chunk, { transfer: [chunk.buffer] });
      });
      stream.on('end', () => { stream.respond({ size }); stream.end(); });
    });
    const data = Buffer.alloc(5000);
    for (const end of [peer, other]) {
      end.send({ type: 'HEADERS', streamId: 1, headers: POST },
        ...[false, false, true].map((endStream) => ({ type: 'DATA', streamId: 1, data, endStream })));
    }
    for (const end of [peer, other]) {
      const { headers } = await end.until('HEADERS');
      assert.strictEqual(Object.fromEntries(headers).size, String(3 * data.length));
    }
  });
});

describe('The memory of', () => {
  afterEach(closeEverything);

  const isOwn = ({ buffer, length }) => buffer.byteLength === length;

  for (const transport of TRANSPORTS) {
    it(`the payloads of PING is their own, over ${transport}`, async () => {
      const { session, peer } = await clientOver(transport);
      const came = once(session, 'ping');
      peer.send({ type: 'PING', data: Buffer.from('12345678') });
      const acknowledged = new Promise((resolve) => {
        session.ping(Buffer.from('abcdefgh'), (error, duration, payload) => resolve(payload));
      });
      const { data } = await peer.until('PING', { ack: false });
      peer.send({ type: 'PING', ack: true, data });
      const payloads = [(await came)[0], await acknowledged];
      assert.deepStrictEqual(payloads.map(String), ['12345678', 'abcdefgh']);
      assert.ok(payloads.every(isOwn));
    });

    it(`the data of GOAWAY is its own, over ${transport}`, async () => {
      const { session, peer } = await clientOver(transport);
      const came = once(session, 'goaway');
      peer.send({ type: 'GOAWAY', lastStreamId: 0, code: 0, data: Buffer.from('good bye') });
      const [, , data] = await came;
      assert.strictEqual(String(data), 'good bye');
      assert.ok(isOwn(data));
    });
  }

  itIsWanted(SECTION, 'packed settings is their own', () => {
    assert.ok(isOwn(http2.getPackedSettings({ maxFrameSize: 16_384, enablePush: false })));
  });
});

/** A Duplex whose other end is a program that takes away whatever it reads. */
class Taker extends Duplex {
  other;
  wrote = [];

  _read() {}

  _write(chunk, encoding, callback) {
    this.wrote.push({ size: chunk.length, whole: chunk.buffer.byteLength });
    const copy = Buffer.from(chunk);
    structuredClone(chunk.buffer, { transfer: [chunk.buffer] });
    setImmediate(() => {
      this.other.push(copy);
      callback();
    });
  }

  _final(callback) {
    this.other.push(null);
    callback();
  }
}

describe('A session over a Duplex', () => {
  afterEach(closeEverything);

  itIsWanted(SECTION, 'gives it memory that it has for itself', async () => {
    const [ours, theirs] = [new Taker(), new Taker()];
    [ours.other, theirs.other] = [theirs, ours];
    const server = http2.createServer((req, res) => req.pipe(res));
    server.emit('connection', closeLater(theirs));
    const session = closeLater(http2.connect('http://localhost', { createConnection: () => ours }));
    const sent = Buffer.alloc(300_000, 'abc');
    const request = session.request({ ':method': 'POST' });
    request.end(sent);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    assert.ok(Buffer.concat(chunks).equals(sent));
    for (const { size, whole } of [...ours.wrote, ...theirs.wrote]) assert.strictEqual(whole, size);
  });

  itIsWanted(SECTION, 'needs what it was given no longer than the call', async () => {
    const { server, peer } = await serverOver('Duplex');
    const given = [];
    const push = Duplex.prototype.push;
    peer.socket.other.push = function pushAndKeep(chunk) {
      if (chunk === null) return push.call(this, null);
      const own = Buffer.from(new Uint8Array(chunk).buffer);
      given.push(own);
      return push.call(this, own);
    };
    let received = 0;
    const ended = new Promise((resolve) => {
      server.on('stream', (stream) => {
        for (const chunk of given) structuredClone(chunk.buffer, { transfer: [chunk.buffer] });
        given.length = 0;
        stream.respond();
        stream.on('data', (chunk) => { received += chunk.filter((byte) => byte === stream.id).length; });
        if (stream.id === 3) stream.on('end', resolve);
      });
    });
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: POST },
      { type: 'DATA', streamId: 1, data: bodyOf(1, 5000), endStream: true },
      { type: 'HEADERS', streamId: 3, headers: POST },
      { type: 'DATA', streamId: 3, data: bodyOf(3, 5000), endStream: true });
    await ended;
    assert.strictEqual(received, 10_000);
  });
});

