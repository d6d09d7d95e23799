'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

describe('SETTINGS', () => {
  afterEach(closeEverything);

  it('of both sides are exchanged at the start', async () => {
    const server = await listen(http2.createServer({ settings: { maxConcurrentStreams: 50 } }));
    const client = connect(server, { settings: { enablePush: false, initialWindowSize: 70000 } });
    const [served] = await once(server, 'session');
    const [[remote]] = await Promise.all([
      once(client, 'remoteSettings'), once(served, 'remoteSettings'),
    ]);
    assert.strictEqual(remote.maxConcurrentStreams, 50);
    assert.strictEqual(client.remoteSettings.maxConcurrentStreams, 50);
    assert.strictEqual(served.remoteSettings.enablePush, false);
    assert.strictEqual(served.remoteSettings.initialWindowSize, 70000);
  });

  it('of settings() are acknowledged', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    await once(client, 'connect');
    await once(client, 'localSettings');
    assert.strictEqual(client.pendingSettingsAck, false);
    const [error, settings, duration] = await new Promise((resolve) => {
      client.settings({ initialWindowSize: 123456 }, (...args) => resolve(args));
      assert.strictEqual(client.pendingSettingsAck, true);
    });
    assert.strictEqual(error, null);
    assert.strictEqual(settings.initialWindowSize, 123456);
    assert.ok(duration >= 0);
    assert.strictEqual(client.localSettings.initialWindowSize, 123456);
    assert.strictEqual(client.pendingSettingsAck, false);
  });

  it('are shown by a destroyed session as they were, but not those of the peer', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server, { settings: { initialWindowSize: 123456 } });
    await once(client, 'localSettings');
    const { localSettings } = client;
    client.destroy();
    assert.strictEqual(client.localSettings, localSettings);
    assert.strictEqual(localSettings.initialWindowSize, 123456);
    assert.deepStrictEqual(client.remoteSettings, {});
    assert.deepStrictEqual(client.state, {});
    assert.strictEqual(client.pendingSettingsAck, false);
    await once(client, 'close');
    assert.strictEqual(client.localSettings, localSettings);
  });

  it('that were not acknowledged are pending for ever, and never shown', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    await once(client, 'connect');
    client.destroy();
    assert.strictEqual(client.pendingSettingsAck, true);
    await once(client, 'close');
    assert.strictEqual(client.pendingSettingsAck, true);
    assert.deepStrictEqual(client.localSettings, {});
  });

  it('changed later emit remoteSettings on the other side', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server);
    const [served] = await once(server, 'session');
    await once(client, 'remoteSettings');
    served.settings({ maxConcurrentStreams: 7 });
    const [settings] = await once(client, 'remoteSettings');
    assert.strictEqual(settings.maxConcurrentStreams, 7);
  });

  it('of a peer are acknowledged once each', async () => {
    const server = await listen(http2.createServer());
    const peer = await peerOf(server);
    peer.send({ type: 'SETTINGS', settings: [[3, 5]] }, { type: 'SETTINGS', settings: [[3, 6]] });
    const acks = (await peer.soFar()).filter(({ type, ack }) => type === 'SETTINGS' && ack);
    assert.strictEqual(acks.length, 2);
  });

  it('with a header table of size 0 leave the connection usable', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond({ 'x-a': 'b' }); stream.end(); });
    const peer = await peerOf(server, [[1, 0]]);
    for (const streamId of [1, 3, 5]) {
      peer.send({ type: 'HEADERS', streamId, endStream: true, headers: [[':method', 'GET'],
        [':scheme', 'http'], [':path', '/'], [':authority', 'localhost']] });
      const { headers } = await peer.until('HEADERS', { streamId });
      assert.ok(headers.some(([name, value]) => name === 'x-a' && value === 'b'));
    }
  });

  it('are not changed by setLocalWindowSize()', async () => {
    const server = await listen(http2.createServer());
    server.on('session', (session) => session.setLocalWindowSize(2 ** 20));
    const peer = closeLater(await FramePeer.connect(server.address().port));
    const theirs = await peer.handshake();
    const frames = await peer.soFar();
    assert.ok(!theirs.settings.some(([id, value]) => id === 4 && value === 2 ** 20));
    assert.ok(!frames.some(({ type, ack }) => type === 'SETTINGS' && !ack));
  });

  it('setLocalWindowSize() opens the window of the connection', async () => {
    const server = await listen(http2.createServer());
    server.on('session', (session) => session.setLocalWindowSize(2 ** 20));
    const peer = closeLater(await FramePeer.connect(server.address().port));
    peer.greet();
    const { increment } = await peer.until('WINDOW_UPDATE', { streamId: 0 });
    assert.strictEqual(increment, 2 ** 20 - 65535);
  });
});
