'use strict';

const assert = require('node:assert');
const { closeEverything } = require('../../support/listening');
const { servedPeer } = require('../../support/framed');

describe('setLocalWindowSize()', () => {
  afterEach(closeEverything);

  it('is not to be seen in the SETTINGS that follow', async () => {
    const { peer, session } = await servedPeer();
    session.setLocalWindowSize(1e6);
    session.settings({ enablePush: false });
    const frame = await peer.until('SETTINGS', { ack: false });
    assert.deepStrictEqual(frame.settings, [[2, 0]]);
    peer.send({ type: 'SETTINGS', ack: true });
    await peer.soFar();
    assert.strictEqual(session.localSettings.initialWindowSize, 65535);
    assert.strictEqual(session.state.localWindowSize, 1e6);
  });
});
