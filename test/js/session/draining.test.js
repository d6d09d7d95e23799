'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const https = require('node:https');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { ask } = require('../../support/answering');
const { bothEnds } = require('../../support/both-ends');
const { GET } = require('../../support/frame-peer');
const { servedPeer } = require('../../support/framed');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const HIGHEST_ID = 2 ** 31 - 1;
const [NO_ERROR, INTERNAL_ERROR] = [0, 2];

const get = (streamId) => ({ type: 'HEADERS', streamId, headers: GET, endStream: true });

describe('drain()', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    it(`over ${transport} announces the end, serves what comes until it is known, and ends`, async () => {
      const { server, peer } = await serverOver(transport);
      server.on('request', (request, response) => response.end('served'));
      const drained = server.drain();
      await peer.expect('GOAWAY', { code: NO_ERROR, lastStreamId: HIGHEST_ID });
      const { data } = await peer.expect('PING', { ack: false });
      // The client has sent this before it saw the GOAWAY.
      peer.send(get(1));
      await peer.until('DATA', { streamId: 1, endStream: true });
      peer.send({ type: 'PING', ack: true, data });
      await peer.expect('GOAWAY', { code: NO_ERROR, lastStreamId: 1 });
      await peer.ended;
      peer.socket.end();
      assert.deepStrictEqual(await drained, { cut: 0 });
    });

    it(`over ${transport} lets both ends finish what is under way`, async () => {
      const meet = bothEnds[transport];
      const { server, client } = await meet({}, {});
      const asked = once(server, 'stream');
      const answer = ask(client);
      const [stream] = await asked;
      const drained = server.drain({ timeout: 100_000 });
      await once(client, 'goaway');
      stream.respond();
      stream.end('at last');
      assert.strictEqual((await answer).body, 'at last');
      assert.deepStrictEqual(await drained, { cut: 0 });
    });
  }

  it('does not wait for ever for the round trip', async () => {
    const { peer, session } = await servedPeer({});
    session.drain();
    await peer.expect('GOAWAY', { lastStreamId: HIGHEST_ID });
    await peer.expect('PING', { ack: false });
    await peer.expect('GOAWAY', { code: NO_ERROR, lastStreamId: 0 });
  });

  it('refuses what comes after the round trip, so that it may be made again', async () => {
    const { peer, session } = await servedPeer({}, (stream) => { stream.respond(); });
    peer.send(get(1));
    await peer.until('HEADERS', { streamId: 1 });
    const drained = session.drain({ timeout: 300 });
    const { data } = await peer.until('PING', { ack: false });
    peer.send({ type: 'PING', ack: true, data });
    // nghttp2 takes no streams above the last id.
    await peer.until('GOAWAY', { code: NO_ERROR, lastStreamId: 1 });
    peer.send(get(3));
    const frames = await peer.rest();
    assert.ok(!frames.some(({ streamId }) => streamId === 3));
    assert.deepStrictEqual(await drained, { cut: 1 });
  });

  it('cuts what is left at the deadline, with an error for the client and none for the handler', async () => {
    const { peer, session } = await servedPeer({}, (stream) => {
      stream.respond();
      stream.write('the beginning');
    });
    const events = [];
    session.on('stream', (stream) => {
      for (const event of ['error', 'aborted', 'close']) stream.on(event, () => events.push(event));
    });
    session.on('error', (error) => events.push(error.code));
    peer.send(get(1), get(3));
    await peer.until('DATA', { streamId: 3 });
    assert.deepStrictEqual(await session.drain({ timeout: 50 }), { cut: 2 });
    assert.deepStrictEqual(events, ['aborted', 'aborted', 'close', 'close']);
    const resets = (await peer.rest()).filter(({ type }) => type === 'RST_STREAM');
    assert.deepStrictEqual(resets.map(({ streamId, code }) => [streamId, code]),
      [[1, INTERNAL_ERROR], [3, INTERNAL_ERROR]]);
  });

  it('ends a connection at the deadline that its peer leaves open', async () => {
    const { peer, session } = await servedPeer({});
    peer.socket.allowHalfOpen = true;
    assert.deepStrictEqual(await session.drain({ timeout: 50 }), { cut: 0 });
  });

  it('of a client takes no more requests, and cuts those under way at the deadline', async () => {
    const { session, peer } = await clientOver('TCP');
    const open = ask(session);
    await peer.until('HEADERS', { streamId: 1 });
    const drained = session.drain({ timeout: 50 });
    assert.strictEqual((await ask(session)).error.retryable, true);
    assert.deepStrictEqual(await drained, { cut: 1 });
    assert.strictEqual((await open).body, '');
  });

  it('may be called again, with another deadline, and when all is over', async () => {
    const { peer, session } = await servedPeer({});
    peer.send(get(1));
    await peer.soFar();
    const first = session.drain();
    assert.strictEqual(session.drain({ timeout: 20 }), first);
    assert.deepStrictEqual(await first, { cut: 1 });
    assert.deepStrictEqual(await session.drain(), { cut: 0 });
  });

  it('of a server drains a session whose connection comes at the last moment', async () => {
    const server = await listen(http2.createServer((request, response) => response.end('served')));
    const client = connect(server);
    const answer = ask(client);
    assert.deepStrictEqual(await server.drain({ timeout: 5000 }), { cut: 0 });
    const { body, stream } = await answer;
    assert.ok(body === 'served' || stream.retryable);
    assert.strictEqual(server.listening, false);
  });

  it('of a secure server ends its HTTP/1 connections', async () => {
    const server = await listen(http2.createSecureServer({ ...certificate, allowHTTP1: true }, () => {}));
    const request = https.get({
      port: server.address().port, host: '127.0.0.1', rejectUnauthorized: false,
    });
    const failed = once(request, 'error');
    await once(server, 'request');
    assert.deepStrictEqual(await server.drain({ timeout: 50 }), { cut: 0 });
    await failed;
  });

  it('of a server that does not listen is done at once', async () => {
    assert.deepStrictEqual(await http2.createServer().drain(), { cut: 0 });
  });

  it('checks its options', async () => {
    const { session } = await servedPeer({});
    for (const drainable of [session, http2.createServer(), http2.createSecureServer()]) {
      assert.throws(() => drainable.drain(5), { code: 'ERR_INVALID_ARG_TYPE' });
      assert.throws(() => drainable.drain({ timeout: '5' }), { code: 'ERR_INVALID_ARG_TYPE' });
      assert.throws(() => drainable.drain({ timeout: -1 }), { code: 'ERR_OUT_OF_RANGE' });
    }
  });
});
