'use strict';

const assert = require('node:assert');
const { SSL_OP_NO_TICKET } = require('node:crypto').constants;
const { EventEmitter, once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const { setImmediate: turn } = require('node:timers/promises');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

// After so many requests in turn both ends read and write the descriptor below TLS.
const SETTLED = 4;
const SMALL = 5;
const LARGE = 3_000_000;
// More than the kernel takes for a peer that does not read.
const ENDLESS = 24 * 1024 * 1024;
const ANSWER = Buffer.alloc(ENDLESS, 'answer');
const BODY = Buffer.alloc(1_000_000, 'b');
const WINDOW = 2 ** 26;
// A frame that its receiver ignores (RFC 9113, 5.5).
const UNKNOWN_FRAME = Buffer.from('000000fa0000000000', 'hex');
// Types of records (RFC 5246, 6.2.1).
const HANDSHAKE = 22;
const APPLICATION_DATA = 23;

const TLS_CLIENT = { host: '127.0.0.1', rejectUnauthorized: false, ALPNProtocols: ['h2'] };

/** Both ends of a connection over TLS that has answered some requests, and the relay between them. */
async function settled(options = {}) {
  const server = await listen(http2.createSecureServer({ ...certificate, ...options }));
  const errors = [];
  server.on('sessionError', (error) => errors.push(error));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    stream.resume();
    stream.respond();
    stream.end(Buffer.alloc(Number(headers['x-size']), 'a'));
  });
  const relay = await relayTo(server);
  const client = tls.connect({ ...TLS_CLIENT, port: relay.port });
  const accepted = Promise.all([once(server, 'secureConnection'), once(server, 'session')]);
  const session = closeLater(http2.connect('https://localhost', {
    createConnection: () => client, settings: { initialWindowSize: WINDOW }, windowTuning: false,
  }));
  session.on('error', () => {});
  session.once('connect', () => session.setLocalWindowSize(WINDOW));
  const [[served], [servedSession]] = await accepted;
  const own = Object.getPrototypeOf(client._handle);
  const ends = { session, client, served, servedSession, errors, relay, own };
  for (let i = 0; i < SETTLED; i++) await isServed(ends);
  return ends;
}

/** Passes bytes on in both directions. */
async function relayTo(server) {
  const relay = { port: 0, client: undefined, server: undefined };
  const listening = await listen(net.createServer((client) => {
    relay.client = client;
    relay.server = net.connect(server.address().port, '127.0.0.1');
    client.pipe(relay.server).on('error', () => {}).pipe(client).on('error', () => {});
  }));
  relay.port = listening.address().port;
  return relay;
}

function answer({ session }, size, body) {
  const request = session.request({ 'x-size': String(size), ':method': body ? 'POST' : 'GET' });
  request.end(body);
  return bodyOf(request);
}

async function isServed(ends, size = SMALL, body = undefined) {
  assert.strictEqual((await answer(ends, size, body)).length, size);
}

/** The types and lengths of the records that stand in a row. */
function recordsOf(bytes) {
  const records = [];
  for (let at = 0; at + 5 <= bytes.length; at += 5 + records.at(-1).length) {
    records.push({ type: bytes[at], length: bytes.readUInt16BE(at + 3) });
  }
  return records;
}

/** Holds what the server sends once the client has sent its second flight of a handshake. */
function afterSecondFlight(relay) {
  const chunks = [];
  const seen = new EventEmitter();
  let flights = 0;
  const dataRecords = () => recordsOf(Buffer.concat(chunks)).filter(({ type }) => type === APPLICATION_DATA);
  relay.client.on('data', (chunk) => {
    if (!recordsOf(chunk).some(({ type }) => type === HANDSHAKE) || ++flights !== 2) return;
    relay.server.unpipe(relay.client);
    relay.server.on('data', (record) => {
      chunks.push(record);
      seen.emit('data');
    }).resume();
    seen.emit('begun');
  });
  return {
    begun: once(seen, 'begun'),
    async has(count) {
      while (dataRecords().length < count) await once(seen, 'data');
    },
    release() {
      relay.client.write(Buffer.concat(chunks));
      relay.server.removeAllListeners('data');
      relay.server.pipe(relay.client);
    },
  };
}

/** Waits until nothing more goes out while the loop turns. */
async function stuck(socket) {
  for (let same = 0, before = -1; same < 50; same++) {
    await turn();
    if (socket.bytesWritten !== before) same = 0;
    before = socket.bytesWritten;
  }
}

const closed = (emitter) => new Promise((resolve) => { emitter.once('close', resolve); });

describe('A connection over TLS that has proven to live', () => {
  afterEach(closeEverything);

  if (!builtin) {
    it('is read and written past its socket, until it ends', async () => {
      const server = await listen(http2.createSecureServer(certificate, (req, res) => res.end()));
      const own = [];
      const sockets = [];
      server.on('secureConnection', (socket) => {
        sockets.push(socket);
        own.push(Object.getPrototypeOf(socket._handle));
      });
      const session = closeLater(http2.connect(`https://localhost:${server.address().port}`,
        { ...TLS_CLIENT }));
      for (let i = 0; i < SETTLED; i++) await bodyOf(session.request());
      const [socket] = sockets;
      const { _handle: handle } = socket;
      assert.notStrictEqual(Object.getPrototypeOf(handle), own[0]);
      session.close();
      await closed(socket);
      assert.strictEqual(Object.getPrototypeOf(handle), own[0]);
    });

    it('is so from the middle of a long answer on', async () => {
      const server = await listen(http2.createSecureServer(certificate, (req, res) => res.end(ANSWER)));
      let handle;
      let own;
      server.on('secureConnection', (socket) => {
        handle = socket._handle;
        own = Object.getPrototypeOf(handle);
      });
      const session = closeLater(http2.connect(`https://localhost:${server.address().port}`,
        { ...TLS_CLIENT }));
      const request = session.request();
      const chunks = [];
      let isTaken = false;
      for await (const chunk of request) {
        chunks.push(chunk);
        isTaken ||= Object.getPrototypeOf(handle) !== own;
      }
      assert.ok(Buffer.concat(chunks).equals(ANSWER));
      assert.ok(isTaken);
    });
  }

  it('counts the bytes of both ends', async () => {
    const { session, client, served } = await settled();
    assert.ok(client.bytesRead > 0);
    assert.strictEqual(client.bytesRead, served.bytesWritten);
    assert.strictEqual(client.bytesWritten, served.bytesRead);
    assert.strictEqual(session.socket.bytesRead, client.bytesRead);
    const { bytesRead } = client;
    await isServed({ session }, LARGE);
    assert.ok(client.bytesRead - bytesRead > LARGE);
    assert.ok(client.bytesRead - bytesRead < LARGE * 1.01);
  });

  it('shows its certificate, cipher and keys as before', async () => {
    const { client, served } = await settled();
    assert.strictEqual(client.getPeerCertificate().subject.CN, 'localhost');
    assert.deepStrictEqual(client.getCipher(), served.getCipher());
    const keys = [client, served].map((socket) => socket.exportKeyingMaterial(32, 'x', Buffer.alloc(0)));
    assert.deepStrictEqual(keys[0], keys[1]);
  });

  it('obeys setMaxSendFragment()', async () => {
    const ends = await settled();
    assert.ok(ends.served.setMaxSendFragment(1024));
    const chunks = [];
    ends.relay.server.on('data', (chunk) => chunks.push(chunk));
    await isServed(ends, LARGE);
    const lengths = recordsOf(Buffer.concat(chunks)).map(({ length }) => length);
    assert.ok(lengths.length > LARGE / 1024);
    // RFC 8446, 5.2: a record may be longer than its content.
    assert.ok(Math.max(...lengths) <= 1024 + 256, lengths.join());
  });

  for (const [what, spoil, code] of [
    ['a record that was changed on its way', (relay) => relay.server.write(
      Buffer.from(`1703030020${'00'.repeat(32)}`, 'hex')), 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
    ['what is no record', (relay) => relay.server.write(Buffer.alloc(100, 'garbage')),
      /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|BAD_RECORD_TYPE)$/],
    ['a reset', (relay) => relay.server.resetAndDestroy(), 'ECONNRESET'],
  ]) {
    it(`reports ${what}`, async () => {
      const { served, servedSession, errors, relay, client } = await settled();
      client.on('error', () => {});
      const reported = [];
      served.on('error', (error) => reported.push(error));
      const ended = Promise.all([closed(served), closed(servedSession)]);
      spoil(relay);
      await ended;
      // The builtin takes some resets for an end.
      if (builtin && code === 'ECONNRESET') return;
      for (const list of [errors, reported]) {
        assert.ok(list.length > 0);
        const [error] = list;
        if (typeof code === 'string') assert.strictEqual(error.code, code);
        else assert.match(error.code, code);
        if (error.code === 'ECONNRESET') continue;
        assert.strictEqual(error.library, 'SSL routines');
        assert.match(error.message, new RegExp(`:error:.*:${error.reason}:`));
      }
    });
  }

  // The builtin ends the process when its socket is written to or renegotiates.
  if (builtin) return;

  for (const end of ['client', 'served']) {
    it(`goes on when the ${end === 'client' ? 'client' : 'server'}'s socket was written to`, async () => {
      const ends = await settled();
      const bodies = [isServed(ends, LARGE), isServed(ends, LARGE, BODY)];
      await turn();
      ends[end].write('');
      await Promise.all(bodies);
      await isServed(ends, LARGE, BODY);
    });

    it(`goes on with new keys that the ${end === 'client' ? 'client' : 'server'} asks for`, async () => {
      // Data that is on its way meanwhile is an error for OpenSSL, depending on who reads it.
      const ends = await settled({ maxVersion: 'TLSv1.2' });
      await new Promise((resolve, reject) => {
        ends[end].renegotiate({}, (error) => (error ? reject(error) : resolve()));
      });
      await isServed(ends, LARGE, BODY);
    });
  }

  it("loses nothing when a listener of 'session' writes to the socket, while records are read", async () => {
    // Without tickets the handshake is a full one, and the server's part of it the last.
    const ends = await settled({ maxVersion: 'TLSv1.2', secureOptions: SSL_OP_NO_TICKET });
    const { client, relay, served, servedSession } = ends;
    client.once('session', () => client.write(UNKNOWN_FRAME));
    // The two PINGs come with the end of the handshake, in one read.
    const held = afterSecondFlight(relay);
    served.renegotiate({}, () => {});
    await held.begun;
    const answers = [];
    for (let i = 1; i <= 2; i++) {
      answers.push(new Promise((resolve) => { servedSession.ping(resolve); }));
      await held.has(i);
    }
    held.release();
    assert.deepStrictEqual(await Promise.all(answers), [null, null]);
    await isServed(ends, LARGE, BODY);
  });

  for (const [how, end] of Object.entries({
    'session.close()': ({ session }) => session.close(),
    'session.destroy()': ({ session }) => session.destroy(),
    'socket.destroy()': ({ client }) => client.destroy(),
    'socket.end()': ({ client }) => client.end(),
  })) {
    it(`ends well when a listener of 'session' calls ${how}, while records are read`, async () => {
      const ends = await settled({ maxVersion: 'TLSv1.2', secureOptions: SSL_OP_NO_TICKET });
      const { session, client, served } = ends;
      const ended = Promise.all([closed(session), closed(client)]);
      let isWithin = false;
      client.once('session', () => {
        // The engine still has the descriptor: OpenSSL calls within its read.
        isWithin = Object.getPrototypeOf(client._handle) !== ends.own;
        end(ends);
      });
      served.renegotiate({}, () => {});
      await ended;
      assert.ok(isWithin);
    });
  }

  for (const [how, act] of Object.entries({
    'the session is closed': ({ servedSession }) => servedSession.close(),
    'its socket is written to': ({ served }) => served.write(''),
    'its socket is paused': ({ served }) => served.pause(),
  })) {
    it(`sends all when ${how} while the peer reads nothing`, async () => {
      const ends = await settled();
      ends.relay.server.pause();
      const body = answer(ends, ENDLESS);
      await once(ends.servedSession, 'stream');
      await stuck(ends.served);
      assert.ok(ends.served.bytesWritten < ENDLESS);
      act(ends);
      await turn();
      ends.relay.server.resume();
      const whole = await body;
      assert.strictEqual(whole.length, ENDLESS);
      assert.ok(whole.equals(Buffer.alloc(ENDLESS, 'a')));
    });
  }
});
