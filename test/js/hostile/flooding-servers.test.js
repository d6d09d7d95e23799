'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { FramePeer, GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { repeated, sequence } = require('../../support/siege');

const ENHANCE_YOUR_CALM = 11;
const OK = [[':status', '200']];

/** A client that has sent a request, and a server that only speaks frames. */
async function asked(options = {}) {
  const raw = await listen(net.createServer());
  const accepted = once(raw, 'connection');
  const session = closeLater(http2.connect('http://localhost', {
    createConnection: () => net.connect(raw.address().port, '127.0.0.1'), ...options,
  }));
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  const errors = [];
  session.on('error', (error) => errors.push(error));
  const [socket] = await accepted;
  const peer = closeLater(new FramePeer(socket, { role: 'server' }));
  await peer.handshake();
  const stream = session.request();
  stream.on('error', () => {});
  await peer.until('HEADERS', { streamId: 1 });
  return { closed, errors, peer, session, stream };
}

const FLOODS = {
  'PING': repeated(30_000, { type: 'PING' }),
  'SETTINGS': repeated(30_000, { type: 'SETTINGS' }),
  'empty DATA': Buffer.concat([
    repeated(1, { type: 'HEADERS', streamId: 1, headers: OK }),
    repeated(30_000, { type: 'DATA', streamId: 1 }),
  ]),
  // The builtin takes these for ever.
  ...!builtin && {
    'ALTSVC': repeated(30_000, { type: 'ALTSVC', origin: 'https://a', value: 'h2=":1"' }),
    'ORIGIN': repeated(30_000, { type: 'ORIGIN', origins: ['https://a'] }),
  },
  'CONTINUATION': Buffer.concat([
    repeated(1, { type: 'HEADERS', streamId: 1, headers: OK, endHeaders: false }),
    repeated(30_000, { type: 'CONTINUATION', streamId: 1, endHeaders: false }),
  ]),
};

describe('A client that is flooded with', () => {
  afterEach(closeEverything);

  for (const [title, bytes] of Object.entries(FLOODS)) {
    it(`${title} ends its session`, async () => {
      const { closed, errors, peer } = await asked();
      peer.sendBytes(bytes);
      const frames = await peer.rest();
      await closed;
      assert.ok(frames.some(({ type, code }) => type === 'GOAWAY' && code !== 0));
      assert.strictEqual(errors.length, 1);
    });
  }

  it('promises that it has no room for refuses them', async () => {
    const { peer, session } = await asked({ maxReservedRemoteStreams: 10 });
    session.on('stream', (pushed) => pushed.on('error', () => {}));
    peer.sendBytes(sequence(50, (i) => [
      { type: 'PUSH_PROMISE', streamId: 1, promised: 2 * i + 2, headers: GET },
    ]));
    const resets = (await peer.soFar()).filter(({ type }) => type === 'RST_STREAM');
    assert.strictEqual(resets.length, 40);
    assert.strictEqual(session.destroyed, false);
  });

  it('fields resets the stream and keeps the session', async () => {
    const { peer, session, stream } = await asked();
    peer.send({ type: 'HEADERS', streamId: 1, headers: [...OK, ...Array(200).fill(['a', ''])] });
    await peer.until('RST_STREAM', { streamId: 1, code: ENHANCE_YOUR_CALM });
    if (!stream.destroyed) await new Promise((resolve) => { stream.once('close', resolve); });
    assert.strictEqual(session.destroyed, false);
  });
});
