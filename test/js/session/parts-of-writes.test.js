'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const { closeEverything, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { expire, NEVER } = require('../../support/timers');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

// RFC 9113, 6.9.2: of a stream and of the connection, at first.
const WINDOW = 65535;
const PART = 1000;
const SIZE = WINDOW + 10 * PART;
const INITIAL_WINDOW_SIZE = http2.constants.NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE;
const PING = { type: 'PING' };

const file = path.join(os.tmpdir(), `native-http2-parts-${process.pid}`);

/** By what is written: how, on a server's stream or, but for files, a client's. */
const BODIES = {
  'a buffer': (stream) => stream.end(Buffer.alloc(SIZE)),
  'a string': (stream) => stream.end('x'.repeat(SIZE)),
  'a string beyond latin1': (stream) => stream.end('é€'.repeat(SIZE / 4)),
  'a buffer whose body goes on': (stream) => stream.write(Buffer.alloc(SIZE)),
  'many buffers': (stream) => {
    for (let i = 0; i < SIZE; i += PART) stream.write(Buffer.alloc(PART));
  },
};
const FILES = { 'a file': (stream) => stream.respondWithFile(file) };

const SIDES = {
  server: async (transport, write) => {
    const { server, peer } = await serverOver(transport);
    const created = once(server, 'stream');
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const [stream] = await created;
    if (write !== FILES['a file']) stream.respond();
    return { server, session: stream.session, stream, peer };
  },
  client: async (transport) => {
    const { session, peer } = await clientOver(transport);
    return { session, stream: session.request({ ':method': 'POST' }), peer };
  },
};

/** The peer takes so many bytes of the body. */
async function take(peer, size) {
  for (let taken = 0; taken < size;) taken += (await peer.until('DATA')).data.length;
}

function grant(peer, size) {
  const [streamId, increment] = [1, size];
  peer.send({ type: 'WINDOW_UPDATE', streamId, increment },
    { type: 'WINDOW_UPDATE', streamId: 0, increment });
}

/** A talk in which a body is written whose first part, a window, was taken. */
async function begin(side, transport, write) {
  const talk = await SIDES[side](transport, write);
  for (const one of [talk.session, talk.stream]) one.on('error', () => {});
  write(talk.stream);
  await take(talk.peer, WINDOW);
  return talk;
}

describe('The timeouts of who writes more than its peer takes at once', () => {
  before(() => fs.writeFileSync(file, Buffer.alloc(SIZE)));
  after(() => fs.unlinkSync(file));
  afterEach(closeEverything);

  for (const side of Object.keys(SIDES)) {
    for (const transport of TRANSPORTS) {
      for (const [what, write] of Object.entries({ ...BODIES, ...side === 'server' && FILES })) {
        const title = `of a ${side} over ${transport} do not end while parts of ${what} go out, but then`;
        it(title, async () => {
          const { session, stream, peer } = await begin(side, transport, write);
          for (const one of [session, stream]) one.setTimeout(NEVER);
          // One after the other: the builtin counts the parts since either timer was asked.
          for (const one of [stream, session, stream, session]) {
            grant(peer, PART);
            await take(peer, PART);
            assert.strictEqual(expire(one), false);
          }
          for (const one of [session, stream]) {
            one.setTimeout(1);
            await once(one, 'timeout');
          }
        });
      }
    }
  }

  it('end for a stream that gets nothing while another one goes on', async () => {
    const { server, peer, stream } = await begin('server', 'TCP', BODIES['a buffer']);
    // No window for other streams; that of this one stays as it is.
    peer.send({ type: 'SETTINGS', settings: [[INITIAL_WINDOW_SIZE, 0]] },
      { type: 'WINDOW_UPDATE', streamId: 1, increment: WINDOW });
    const created = once(server, 'stream');
    peer.send({ type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
    const [other] = await created;
    other.on('error', () => {});
    other.respond();
    other.end('x');
    other.setTimeout(1);
    const ended = once(other, 'timeout');
    stream.setTimeout(NEVER);
    for (let i = 0; i < 3; i++) {
      grant(peer, PART);
      await take(peer, PART);
      assert.strictEqual(expire(stream), false);
    }
    await ended;
  });

  it('of sessions are those of their server', async () => {
    const server = await listen(http2.createServer());
    server.setTimeout(NEVER);
    const timeouts = [];
    server.on('timeout', (session) => {
      timeouts.push(session);
      session.destroy();
    });
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond();
      BODIES['a buffer'](stream);
    });
    const served = once(server, 'session');
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await take(peer, WINDOW);
    const [session] = await served;
    grant(peer, PART);
    await take(peer, PART);
    expire(session);
    assert.deepStrictEqual(timeouts, []);
    session.setTimeout(1);
    await peer.ended;
    assert.deepStrictEqual(timeouts, [session]);
  });

  itIsWanted('Hostile peers', 'end while a peer takes nothing, and sends PINGs', async () => {
    const { session, stream, peer } = await begin('server', 'TCP', BODIES['a buffer']);
    const ended = Promise.all([session, stream].map((one) => {
      one.setTimeout(20);
      return once(one, 'timeout');
    }));
    let over = false;
    ended.then(() => { over = true; });
    while (!over) {
      peer.send(PING);
      await peer.until('PING', { ack: true });
    }
  });
});
