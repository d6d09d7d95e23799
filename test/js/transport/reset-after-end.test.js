'use strict';

// Node's TLS reads no more once the peer has ended: nothing tells of a reset after that.

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { FramePeer } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { watchTimers } = require('../../support/timers');

/** Milliseconds between two looks at the peer, see lib/transport/handle.js. */
const PEER_CHECK = 1000;

/** A session over TLS, both ends of its connection, and the server's socket below its TLS. */
async function meet() {
  const server = await listen(net.createServer());
  const accepted = once(server, 'connection');
  const ours = tls.connect(server.address().port, '127.0.0.1',
    { rejectUnauthorized: false, ALPNProtocols: ['h2'] });
  const [below] = await accepted;
  below.on('error', () => {});
  const theirs = new tls.TLSSocket(below, { isServer: true, ALPNProtocols: ['h2'], ...certificate });
  theirs.on('error', () => {});
  await once(ours, 'secureConnect');
  const session = closeLater(http2.connect('https://localhost', { createConnection: () => ours }));
  session.on('error', assert.fail);
  const peer = closeLater(new FramePeer(theirs, { role: 'server' }));
  await peer.handshake();
  return { session, ours, peer, below };
}

const itLooks = builtin ? it.skip : it;

describe('A connection over TLS that is reset after its end', () => {
  let timers;

  beforeEach(() => { timers = watchTimers(PEER_CHECK); });
  afterEach(() => timers.stop());
  afterEach(closeEverything);

  /** The client has closed its session, and has not read its answer when the server ends the connection. */
  async function ended() {
    const { session, ours, peer, below } = await meet();
    const request = session.request();
    const responded = once(request, 'response');
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] },
      { type: 'DATA', streamId: 1, data: 'answer', endStream: true });
    await responded;
    session.close();
    peer.socket.end();
    return { request, session, ours, below, look: await timers.next() };
  }

  itLooks('is let go of within a second, and its last answer can be read', async () => {
    const { request, session, ours, below, look } = await ended();
    look();
    assert.strictEqual(ours.destroyed, false);
    below.resetAndDestroy();
    await once(below, 'close');
    const closed = once(ours, 'close');
    look();
    await closed;
    const over = once(session, 'close');
    assert.strictEqual(await textOf(request), 'answer');
    await over;
  });
});
