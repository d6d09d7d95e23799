'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { duplexPair } = require('../../support/duplex-pair');
const { builtin } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

/** Short enough for a test, and so long that a busy machine answers in time. */
const KEEP_ALIVE = { interval: 20, timeout: 1500 };
const IMPATIENT = { interval: 10, timeout: 10 };
const CODE = 'ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT';

describe('keepAlive', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    it(`over ${transport} ends the session of a peer that does not answer`, async () => {
      const { session, peer } = await clientOver(transport, { keepAlive: IMPATIENT });
      const stream = session.request();
      const failed = once(stream, 'error');
      const lost = once(session, 'error');
      const closed = new Promise((resolve) => { session.on('close', resolve); });
      await peer.until('PING', { ack: false });
      const [error] = await lost;
      assert.deepStrictEqual([error.code, error.message],
        [CODE, 'The peer has not answered a PING for 10 ms']);
      assert.strictEqual((await failed)[0], error);
      await closed;
    });

    it(`over ${transport} keeps the session of a peer that answers`, async () => {
      const { session, peer } = await clientOver(transport, { keepAlive: KEEP_ALIVE });
      for (let round = 0; round < 3; round++) {
        const { data } = await peer.until('PING', { ack: false });
        peer.send({ type: 'PING', ack: true, data });
      }
      await peer.until('PING', { ack: false });
      assert.strictEqual(session.destroyed, false);
    });
  }

  it('ends the session of a server', async () => {
    const server = await listen(http2.createServer({ keepAlive: IMPATIENT }));
    const failed = once(server, 'sessionError');
    const [theirs, ours] = duplexPair();
    server.emit('connection', closeLater(ours));
    closeLater(theirs).resume();
    const [error, session] = await failed;
    assert.deepStrictEqual([error.code, session.destroyed], [CODE, true]);
  });

  it('takes whatever comes for a sign of life', async () => {
    const { session, peer } = await clientOver('TCP', { keepAlive: { interval: 20, timeout: 500 } });
    await peer.until('PING', { ack: false });
    peer.send({ type: 'WINDOW_UPDATE', streamId: 0, increment: 1 });
    await peer.until('PING', { ack: false });
    assert.strictEqual(session.destroyed, false);
  });

  it('has PINGs that the program\'s own know nothing of', async () => {
    const { session, peer } = await clientOver('TCP', { keepAlive: KEEP_ALIVE, maxOutstandingPings: 1 });
    const probe = await peer.until('PING', { ack: false });
    const own = Buffer.from('my own..');
    const answered = new Promise((resolve) => {
      assert.strictEqual(session.ping(own, (error, duration, payload) => resolve(payload)), true);
    });
    for (let data; !data?.equals(own);) ({ data } = await peer.until('PING', { ack: false }));
    // A peer may answer in another order: each is known by its payload.
    peer.send({ type: 'PING', ack: true, data: probe.data }, { type: 'PING', ack: true, data: own });
    assert.deepStrictEqual(await answered, own);
    assert.strictEqual(session.destroyed, false);
  });

  it('emits no \'ping\' where it is set', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server, { keepAlive: KEEP_ALIVE });
    const pings = [];
    client.on('ping', () => pings.push('client'));
    const [session] = await once(server, 'session');
    for (let i = 0; i < 2; i++) await once(session, 'ping');
    assert.deepStrictEqual(pings, []);
  });

  it('keeps no process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((type) => type === 'Timeout').length;
    await clientOver('Duplex');
    const before = timers();
    const { session } = await clientOver('Duplex', { keepAlive: { interval: 1e6 }, idleTimeout: 1e6 });
    assert.strictEqual(session.destroyed, false);
    assert.strictEqual(timers(), before);
  });

  it('is checked, and left to the socket when it is no object', () => {
    for (const [keepAlive, code] of [
      [{}, 'ERR_INVALID_ARG_TYPE'], [[], 'ERR_INVALID_ARG_TYPE'],
      [{ interval: 0 }, 'ERR_OUT_OF_RANGE'], [{ interval: 2 ** 31 }, 'ERR_OUT_OF_RANGE'],
      [{ interval: 1.5 }, 'ERR_OUT_OF_RANGE'], [{ interval: 1, timeout: 0 }, 'ERR_OUT_OF_RANGE'],
      [{ interval: 1, timeout: '1' }, 'ERR_INVALID_ARG_TYPE'],
    ]) {
      assert.throws(() => http2.createServer({ keepAlive }), { code });
      assert.throws(() => http2.connect('http://localhost', { keepAlive }), { code });
    }
    for (const keepAlive of [true, false, null, 1]) http2.createServer({ keepAlive });
  });
});

describe('idleTimeout', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    it(`over ${transport} closes a session without streams`, async () => {
      const { session, peer } = await clientOver(transport, { idleTimeout: 10 });
      const closed = new Promise((resolve) => { session.on('close', resolve); });
      await peer.until('GOAWAY', { code: 0 });
      await peer.ended;
      peer.socket.end();
      await closed;
    });

    it(`over ${transport} closes that of a server too`, async () => {
      const { server, peer } = await serverOver(transport, { idleTimeout: 10 });
      server.on('request', (request, response) => response.end());
      await peer.until('GOAWAY', { code: 0, lastStreamId: 2 ** 31 - 1 });
      const { data } = await peer.until('PING', { ack: false });
      // A request that was on its way is served.
      peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
      peer.send({ type: 'PING', ack: true, data });
      await peer.until('GOAWAY', { code: 0, lastStreamId: 1 });
    });
  }

  it('waits for the last stream', async () => {
    const { session, peer } = await clientOver('TCP', { idleTimeout: 200 });
    const stream = session.request();
    await peer.until('HEADERS', { streamId: 1 });
    // Longer than the timeout: a timer of the same length, started later.
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    assert.strictEqual(session.closed, false);
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']], endStream: true });
    await new Promise((resolve) => { stream.resume().on('close', resolve); });
    assert.strictEqual(session.closed, false);
    await peer.until('GOAWAY', { code: 0 });
  });

  it('is checked', () => {
    for (const [idleTimeout, code] of [
      ['1', 'ERR_INVALID_ARG_TYPE'], [-1, 'ERR_OUT_OF_RANGE'], [2 ** 31, 'ERR_OUT_OF_RANGE'],
    ]) {
      assert.throws(() => http2.createSecureServer({ idleTimeout }), { code });
      assert.throws(() => http2.connect('http://localhost', { idleTimeout }), { code });
    }
    http2.createServer({ idleTimeout: 0 });
  });
});
