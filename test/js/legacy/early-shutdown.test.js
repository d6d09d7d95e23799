'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('native-http2/legacy');
const { textOf } = require('../../support/body');
const { early } = require('../../support/early-api');
const { FramePeer, GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const HIGHEST = 2 ** 31 - 1;

describe('session.shutdown() of the early API', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  /** A session that has stream 1 open, and its peer. */
  async function session() {
    const server = await listen(http2.createServer());
    const stream = once(server, 'stream');
    const peer = closeLater(await FramePeer.connect(server.address().port));
    await peer.handshake();
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const [opened] = await stream;
    return { peer, stream: opened, session: opened.session };
  }

  it('sends one GOAWAY with what it is told', async () => {
    const { peer, session: ours } = await session();
    ours.shutdown({ errorCode: 11, lastStreamID: 1, opaqueData: Buffer.from('why') });
    const { code, lastStreamId, data } = await peer.expect('GOAWAY');
    assert.deepStrictEqual([code, lastStreamId, data.toString()], [11, 1, 'why']);
  });

  it('names the last stream, and no error, by default', async () => {
    const { peer, session: ours } = await session();
    await new Promise((resolve) => { ours.shutdown(resolve); });
    await peer.expect('GOAWAY', { code: 0, lastStreamId: 1 });
  });

  it('sends two when it is graceful: the first excludes no stream', async () => {
    const { peer, session: ours } = await session();
    const done = new Promise((resolve) => {
      ours.shutdown({ graceful: true, opaqueData: Buffer.from('bye') }, (...args) => resolve(args));
    });
    const [first, second] = [await peer.expect('GOAWAY'), await peer.expect('GOAWAY')];
    assert.deepStrictEqual([first, second].map(({ lastStreamId }) => lastStreamId), [HIGHEST, 1]);
    assert.deepStrictEqual([first, second].map(({ data }) => data.toString()), ['bye', 'bye']);
    assert.deepStrictEqual(await done, []);
  });

  it('leaves the session and its streams open', async () => {
    const { peer, stream, session: ours } = await session();
    await new Promise((resolve) => { ours.shutdown({ graceful: true }, resolve); });
    assert.deepStrictEqual([ours.destroyed, ours.closed], [false, false]);
    stream.respond();
    stream.end('late');
    await peer.expect('GOAWAY');
    await peer.expect('GOAWAY');
    await peer.expect('HEADERS', { streamId: 1 });
    const { data } = await peer.expect('DATA', { streamId: 1 });
    assert.strictEqual(data.toString(), 'late');
  });

  it('calls back, and sends nothing, when the session is destroyed meanwhile', async () => {
    const { session: ours } = await session();
    ours.on('error', () => {});
    const done = new Promise((resolve) => { ours.shutdown({ graceful: true }, resolve); });
    ours.destroy();
    await done;
    assert.throws(() => ours.shutdown({}), { code: 'ERR_HTTP2_INVALID_SESSION' });
  });

  it('lets a client finish what it has asked for', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.session.shutdown({ graceful: true }, () => {
        stream.respond();
        stream.end('all of it');
      });
    });
    const client = early(server);
    assert.strictEqual(await textOf(client.request()), 'all of it');
  });

  it('checks its arguments', async () => {
    const { session: ours } = await session();
    const wrong = [
      [1], [{ errorCode: '1' }], [{ lastStreamID: '1' }], [{ opaqueData: 'text' }], [{}, 1],
      [{ graceful: true, opaqueData: 'text' }],
    ];
    for (const args of wrong) {
      assert.throws(() => ours.shutdown(...args), { code: 'ERR_INVALID_ARG_TYPE' });
    }
  });
});
