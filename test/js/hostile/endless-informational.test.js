'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { repeated } = require('../../support/siege');
const { clientOver, serverOver, TRANSPORTS } = require('../../support/transports');

const ENHANCE_YOUR_CALM = 11;
// A megabyte, and what a header list of `:status` alone counts for (RFC 9113, 6.5.2).
const MEMORY = { maxSessionMemory: 1 };
const MOST = Math.floor(1e6 / (':status'.length + '103'.length + 32));
const EARLY_HINTS = { type: 'HEADERS', headers: [[':status', '103']] };

async function asked(transport, options) {
  const { session, peer } = await clientOver(transport, options);
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  const stream = ask(session);
  await peer.until('HEADERS', { streamId: 1 });
  return { session, peer, closed, ...stream };
}

function ask(session) {
  const request = session.request();
  const seen = { request, headers: 0, errors: [] };
  request.on('headers', () => seen.headers++);
  request.on('error', (error) => seen.errors.push(error));
  return seen;
}

/** Sends informational responses until the connection ends, or `done()`. */
async function flood(peer, done = () => false) {
  const some = repeated(500, { streamId: 1, ...EARLY_HINTS });
  while (!peer.isEnded && !done()) {
    peer.sendBytes(some);
    await new Promise(setImmediate);
  }
}

describe('Informational responses without end', function () {
  afterEach(closeEverything);

  before(function () {
    // It takes them for ever.
    if (olderThan(22)) this.skip();
  });

  for (const transport of TRANSPORTS) {
    it(`reset their stream when they outgrow maxSessionMemory, over ${transport}`, async () => {
      const { request, peer, session, errors } = await asked(transport, MEMORY);
      const closed = new Promise((resolve) => { request.once('close', resolve); });
      await flood(peer, () => request.closed);
      await peer.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
      await closed;
      assert.deepStrictEqual(errors.map(({ message }) => message),
        ['Stream closed with error code NGHTTP2_ENHANCE_YOUR_CALM']);
      assert.strictEqual(session.destroyed, false);
    });

    it(`end the session when they go on after that, over ${transport}`, async () => {
      const { peer, closed, session } = await asked(transport, MEMORY);
      const codes = [];
      session.on('error', ({ code }) => codes.push(code));
      await flood(peer);
      await closed;
      assert.deepStrictEqual(codes, ['ERR_HTTP2_ERROR']);
    });
  }

  it('are no more than the documented 10 megabytes without an option', async () => {
    const { peer, closed, request } = await asked('TCP', {});
    let count = 0;
    request.on('headers', () => count++);
    await flood(peer);
    await closed;
    assert.ok(count > 9 * MOST && count <= 10 * MOST, String(count));
  });

  it('count no more when their stream has ended', async () => {
    const { peer, session, request } = await asked('TCP', MEMORY);
    const some = Math.floor(MOST / 4);
    request.resume();
    for (let id = 1; id < 20; id += 2) {
      peer.sendBytes(repeated(some, { streamId: id, ...EARLY_HINTS }));
      peer.send({ type: 'HEADERS', streamId: id, headers: [[':status', '200']], endStream: true });
      const next = session.request();
      next.resume();
      await peer.until('HEADERS', { streamId: id + 2 });
    }
    const frames = await peer.soFar();
    assert.deepStrictEqual(frames.filter(({ type }) => type === 'RST_STREAM'), []);
  });

  it('of few bytes are delivered', async () => {
    const { peer, request } = await asked('TCP', MEMORY);
    let count = 0;
    request.on('headers', () => count++);
    const answered = once(request, 'response');
    peer.sendBytes(repeated(1000, { streamId: 1, ...EARLY_HINTS }));
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']], endStream: true });
    const [head] = await answered;
    assert.deepStrictEqual([count, head[':status']], [1000, 200]);
  });
});

describe('Header lists of open requests', () => {
  afterEach(closeEverything);

  it('count in maxSessionMemory', async function () {
    if (olderThan(22)) this.skip();
    const { server, peer } = await serverOver('TCP', MEMORY);
    let streams = 0;
    server.on('stream', (stream) => { streams++; stream.on('error', () => {}); });
    const large = [...GET, ['large', 'x'.repeat(10_000)]];
    for (let id = 1; !peer.lines.some((line) => line.startsWith('RST_STREAM')); id += 2) {
      peer.send({ type: 'HEADERS', streamId: id, headers: large, endStream: true });
      await peer.soFar();
    }
    assert.ok(streams > 70 && streams < 100, String(streams));
  });
});
