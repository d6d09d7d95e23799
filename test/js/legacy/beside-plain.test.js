'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { promisify } = require('node:util');
const http2 = require('../../..');
const legacy = require('native-http2/legacy');
const certificate = require('../../support/certificate');
const { ask } = require('../../support/answering');
const { early } = require('../../support/early-api');
const { closeEverything, closeLater, connect, listen, originOf } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

const OF_SESSIONS = ['rstStream', 'shutdown'];
const OF_STREAMS = ['rstStream', 'rstWithCancel', 'rstWithRefuse'];

describe('native-http2/legacy', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  const has = (object, names) => names.map((name) => typeof object[name]);
  const all = (names, type) => names.map(() => type);

  it('exports what native-http2 does', () => {
    assert.deepStrictEqual(Object.keys(legacy).sort(), Object.keys(http2).sort());
    assert.strictEqual(legacy.constants, http2.constants);
  });

  it('leaves the sessions and streams of native-http2 as they are', async () => {
    const server = await listen(http2.createServer());
    const opened = once(server, 'stream');
    const session = connect(server);
    const stream = session.request();
    const [theirs] = await opened;
    for (const one of [session, theirs.session]) {
      assert.deepStrictEqual(has(one, OF_SESSIONS), all(OF_SESSIONS, 'undefined'));
    }
    for (const one of [stream, theirs]) {
      assert.deepStrictEqual(has(one, OF_STREAMS), all(OF_STREAMS, 'undefined'));
      assert.strictEqual('streamLocalClose' in one.state, false);
    }
  });

  for (const [title, make] of Object.entries({
    'a server': () => legacy.createServer(),
    'a secure server': () => legacy.createSecureServer(certificate),
  })) {
    it(`has them on both ends of ${title}`, async () => {
      const server = await listen(make());
      const opened = once(server, 'stream');
      const session = early(server);
      const stream = session.request();
      const [theirs] = await opened;
      for (const one of [session, theirs.session]) {
        assert.deepStrictEqual(has(one, OF_SESSIONS), all(OF_SESSIONS, 'function'));
      }
      for (const one of [stream, theirs]) {
        assert.deepStrictEqual(has(one, OF_STREAMS), all(OF_STREAMS, 'function'));
        const { localClose, remoteClose, streamLocalClose, streamRemoteClose } = one.state;
        assert.deepStrictEqual([streamLocalClose, streamRemoteClose], [localClose, remoteClose]);
      }
      stream.close();
      await once(stream, 'close');
      assert.deepStrictEqual(stream.state, {});
    });
  }

  it('has them with the handler of a server, promisify(connect) and performServerHandshake()', async () => {
    const server = await listen(legacy.createServer((request, response) => {
      response.end(`${typeof request.stream.rstStream} ${typeof request.stream.session.shutdown}`);
    }));
    const session = closeLater(await promisify(legacy.connect)(originOf(server)));
    assert.strictEqual(typeof session.shutdown, 'function');
    assert.strictEqual((await ask(session)).body, 'function function');

    const { duplexPair } = require('../../support/duplex-pair');
    const [one, other] = duplexPair();
    const ours = closeLater(legacy.performServerHandshake(other));
    assert.strictEqual(typeof ours.shutdown, 'function');
    ours.on('stream', (stream) => stream.respond({ 'x-has': typeof stream.rstStream }, { endStream: true }));
    const client = closeLater(legacy.connect('http://localhost', { createConnection: () => one }));
    assert.strictEqual((await ask(client)).headers['x-has'], 'function');
  });

  it('warns of priorities, which have no effect, as today', async () => {
    const server = await listen(legacy.createServer());
    const opened = once(server, 'stream');
    const session = early(server);
    const stream = session.request();
    await opened;
    session.priority(stream, { weight: 1 });
    assert.strictEqual(stream.destroyed, false);
  });
});
