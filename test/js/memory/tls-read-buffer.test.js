'use strict';

// Sockets over TLS read into one buffer by turns, and have it as a property.

const assert = require('node:assert');
const { once } = require('node:events');
const { closeEverything, closeLater } = require('../../support/listening');
const { FramePeer, POST } = require('../../support/frame-peer');
const { dial, serverOver } = require('../../support/transports');

const SECRET = Buffer.from('the secret of a connection');

function buffersOf(socket) {
  return Object.getOwnPropertySymbols(socket).map((symbol) => socket[symbol]).filter(Buffer.isBuffer);
}

describe('The socket of a session over TLS', () => {
  afterEach(closeEverything);

  it('has no property that shows what was received', async () => {
    const { server } = await serverOver('TLS');
    const accepted = once(server, 'secureConnection');
    const peer = closeLater(new FramePeer(await dial(server)));
    const [socket] = await accepted;
    await peer.handshake();
    const created = once(server, 'stream');
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await created;
    const arrived = once(stream, 'data');
    peer.send({ type: 'DATA', streamId: 1, data: SECRET });
    const [chunk] = await arrived;
    assert.ok(chunk.equals(SECRET));
    assert.ok(buffersOf(socket).every((buffer) => !buffer.includes(SECRET)));
  });
});
