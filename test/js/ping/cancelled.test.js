'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { FramePeer } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, closeLater, listen } = require('../../support/listening');

const PINGS = ['ping ERR_HTTP2_PING_CANCEL', 'ping ERR_HTTP2_PING_CANCEL'];

/** What ends a session whose PINGs nobody has acknowledged, and what it then reports. */
const ENDS = {
  'destroy()': [({ session }) => session.destroy(), [...PINGS, 'close']],
  'destroy(error)': [
    ({ session }) => session.destroy(new Error('mine')), [...PINGS, 'error mine', 'close'],
  ],
  'destroy() of its socket': [({ socket }) => socket.destroy(), ['close', ...PINGS]],
  'destroy(error) of its socket': [
    ({ socket }) => socket.destroy(new Error('mine')), ['error mine', 'close', ...PINGS],
  ],
  'end() of its socket': [({ socket }) => socket.end(), ['close', ...PINGS]],
  'the end of its peer': [({ peer }) => peer.socket.end(), ['close', ...PINGS]],
  'a reset by its peer': [
    ({ peer }) => peer.socket.resetAndDestroy(), ['error read ECONNRESET', 'close', ...PINGS],
  ],
};

async function served() {
  const server = await listen(http2.createServer());
  server.on('sessionError', () => {});
  const accepted = once(server, 'connection');
  const begun = once(server, 'session');
  const peer = closeLater(await FramePeer.connect(server.address().port));
  const [[socket], [session]] = await Promise.all([accepted, begun]);
  await peer.handshake();
  return { peer, session, socket };
}

describe('PINGs that are outstanding when their session ends', () => {
  afterEach(closeEverything);

  for (const [how, [end, expected]] of Object.entries(ENDS)) {
    it(`are cancelled in the builtin's order after ${how}`, async () => {
      const sides = await served();
      const { peer, session } = sides;
      const lines = [];
      session.on('error', ({ message }) => lines.push(`error ${message}`));
      const all = new Promise((resolve) => {
        const add = (line) => { if (lines.push(line) === expected.length) resolve(); };
        session.on('close', () => add('close'));
        for (const name of PINGS) session.ping(({ code }) => add(name.replace(/ .*/, ` ${code}`)));
      });
      await peer.until('PING');
      end(sides);
      await all;
      assert.deepStrictEqual(lines, expected);
    });
  }
});

describe('A session whose socket the program ends', () => {
  afterEach(closeEverything);

  it('has no error, whatever it still had to say', async () => {
    const { session, socket } = await served();
    session.on('error', assert.ifError);
    session.ping(() => {});
    session.settings({ enablePush: false });
    socket.end();
    await new Promise((resolve) => { session.on('close', resolve); });
    assert.ok(session.destroyed);
  });
});
