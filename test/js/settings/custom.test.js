'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

describe('Custom settings', () => {
  afterEach(closeEverything);

  /** A peer that has not greeted yet, and the session that the server has with it. */
  async function pair(options) {
    const server = await listen(http2.createServer(options));
    const served = once(server, 'session');
    const peer = closeLater(await FramePeer.connect(server.address().port));
    const [session] = await served;
    return { peer, session };
  }

  /** What `remoteSettings` tells after each SETTINGS frame of the peer. */
  async function remoteAfter(options, ...frames) {
    const { peer, session } = await pair(options);
    const told = [];
    session.on('remoteSettings', (settings) => {
      assert.strictEqual(settings, session.remoteSettings);
      told.push(settings.customSettings);
    });
    peer.greet(frames[0]);
    for (const settings of frames.slice(1)) peer.send({ type: 'SETTINGS', settings });
    await peer.soFar();
    return told;
  }

  it('of the peer are told when remoteCustomSettings names them', async () => {
    const told = await remoteAfter({ remoteCustomSettings: [1001, 1003] },
      [[1001, 5], [1002, 6], [4, 70000], [1003, 2 ** 32 - 1]]);
    assert.deepStrictEqual(told, [{ 1001: 5, 1003: 2 ** 32 - 1 }]);
  });

  it('of the peer are not told when nobody asked', async () => {
    assert.deepStrictEqual(await remoteAfter({}, [[3001, 5]], [[3002, 6]]), [undefined, undefined]);
  });

  it('of the peer add up, and the last of a frame counts', async () => {
    const told = await remoteAfter({ remoteCustomSettings: [1001, 1003] },
      [[1001, 5]], [[1003, 7]], [[1001, 0]], [[1001, 8], [1001, 9]], []);
    assert.deepStrictEqual(told, [
      { 1001: 5 }, { 1001: 5, 1003: 7 }, { 1001: 0, 1003: 7 }, { 1001: 9, 1003: 7 },
      { 1001: 9, 1003: 7 },
    ]);
  });

  it('are sent, and shown in localSettings at once', async () => {
    const customSettings = { 1234: 5, 1233: 6 };
    const { peer, session } = await pair({ settings: { customSettings } });
    assert.deepStrictEqual(session.localSettings.customSettings, customSettings);
    const frame = await peer.handshake();
    assert.deepStrictEqual(frame.settings, [[1233, 6], [1234, 5]]);
  });

  it('of settings() are added when they are acknowledged', async () => {
    const { peer, session } = await pair({ settings: { customSettings: { 1234: 5 } } });
    await peer.handshake();
    await peer.soFar();
    assert.deepStrictEqual(session.localSettings.customSettings, { 1234: 5 });
    const acknowledged = new Promise((resolve) => {
      session.settings({ customSettings: { 2000: 9 } }, (error, settings) => resolve(settings));
    });
    assert.deepStrictEqual(session.localSettings.customSettings, { 1234: 5 });
    await peer.until('SETTINGS', { ack: false });
    peer.send({ type: 'SETTINGS', ack: true });
    assert.deepStrictEqual((await acknowledged).customSettings, { 1234: 5, 2000: 9 });
    assert.deepStrictEqual(session.localSettings.customSettings, { 1234: 5, 2000: 9 });
  });

  it('reach a client that asks for them', async () => {
    const server = await listen(http2.createServer({ settings: { customSettings: { 9999: 1 } } }));
    const client = connect(server, { remoteCustomSettings: [9999] });
    const [settings] = await once(client, 'remoteSettings');
    assert.deepStrictEqual(settings.customSettings, { 9999: 1 });
  });

  const creating = {
    server: http2.createServer,
    client: (options) => http2.connect('http://localhost:1', options),
  };
  for (const [side, create] of Object.entries(creating)) {
    it(`may be asked for ten at most by a ${side}`, () => {
      const remoteCustomSettings = Array.from({ length: 11 }, (_, i) => 1000 + i);
      assert.throws(() => create({ remoteCustomSettings }), {
        code: 'ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS',
        message: 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
      });
    });
  }
});
