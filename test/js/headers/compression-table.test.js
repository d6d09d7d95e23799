'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { askedClient, servedPeer } = require('../../support/framed');

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

/** The lengths of three equal header blocks. */
async function blocksOf(peer, ask) {
  const sizes = [];
  for (let i = 0; i < 3; i++) {
    ask(1 + 2 * i);
    sizes.push((await peer.until('HEADERS')).block.length);
  }
  return sizes;
}

function answer(stream) {
  stream.respond({ 'x-long-name': 'some value', 'x-other-name': 'another value' },
    { endStream: true, sendDate: false });
}

describe('maxDeflateDynamicTableSize', () => {
  afterEach(closeEverything);

  it('lets equal headers be sent as references by default', async () => {
    const { peer } = await servedPeer({}, answer);
    const sizes = await blocksOf(peer, (id) => peer.send(head(id)));
    assert.ok(sizes[0] > 40 && sizes[1] < 6 && sizes[2] < 6, sizes.join());
  });

  it('of 0 keeps no header of a server', async () => {
    const { peer, session } = await servedPeer({ maxDeflateDynamicTableSize: 0 }, answer);
    const sizes = await blocksOf(peer, (id) => peer.send(head(id)));
    assert.ok(sizes.every((size) => size > 30), sizes.join());
    assert.strictEqual(session.state.deflateDynamicTableSize, 0);
  });

  it('of 0 keeps no header of a client', async () => {
    const { client, peer } = await askedClient({ maxDeflateDynamicTableSize: 0 });
    const sizes = await blocksOf(peer,
      () => client.request({ 'x-long-name': 'some value' }).on('error', () => {}));
    assert.ok(sizes.every((size) => size > 15), sizes.join());
  });
});

describe("A peer's HEADER_TABLE_SIZE of 0", () => {
  afterEach(closeEverything);

  const TABLE_SIZE_OF_0 = 0x20;

  it('is obeyed by a server, which says so at the start of its first block', async () => {
    const { peer, session } = await servedPeer({}, answer, [[1, 0]]);
    peer.send(head(1), head(3));
    const first = await peer.until('HEADERS', { streamId: 1 });
    const second = await peer.until('HEADERS', { streamId: 3 });
    assert.strictEqual(first.block[0], TABLE_SIZE_OF_0);
    assert.strictEqual(second.block.length, first.block.length - 1);
    assert.deepStrictEqual(second.headers, first.headers);
    assert.strictEqual(session.remoteSettings.headerTableSize, 0);
  });

  it('is obeyed by a client', async () => {
    const { client, peer } = await askedClient({}, [[1, 0]]);
    const ask = () => client.request({ 'x-long-name': 'some value' }).on('error', () => {});
    ask();
    const first = await peer.until('HEADERS');
    ask();
    const second = await peer.until('HEADERS');
    assert.strictEqual(first.block[0], TABLE_SIZE_OF_0);
    assert.strictEqual(second.block.length, first.block.length - 1);
  });
});
