'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const certificate = require('../../support/certificate');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');
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

describe('strictFieldWhitespaceValidation', () => {
  afterEach(closeEverything);

  const SPACED = [...GET, ['a', ' b'], ['c', 'd '], ['e', 'f']];
  // The builtin has the option since Node 22; before, it was always strict.
  const relaxed = expectedOf({ a: ' b', c: 'd ', e: 'f' }, { 22: { e: 'f' } });

  for (const [given, expected] of [[undefined, { e: 'f' }], [true, { e: 'f' }], [false, relaxed]]) {
    it(`of ${given} shows ${JSON.stringify(expected)} to a server`, async () => {
      let shown;
      const options = { strictFieldWhitespaceValidation: given };
      const { peer } = await servedPeer(options, (stream, headers) => { shown = headers; });
      peer.send(head(1, SPACED));
      await peer.soFar();
      const fields = Object.entries(shown).filter(([name]) => !name.startsWith(':'));
      assert.deepStrictEqual(Object.fromEntries(fields), expected);
    });

    it(`of ${given} shows ${JSON.stringify(expected)} to a client`, async () => {
      const { client, peer } = await askedClient({ strictFieldWhitespaceValidation: given });
      const responded = once(client.request().resume(), 'response');
      await peer.until('HEADERS');
      peer.send(head(1, [[':status', '200'], ...SPACED.slice(4)]));
      const [headers] = await responded;
      assert.deepStrictEqual(Object.fromEntries(Object.entries(headers)),
        { ':status': 200, ...expected });
    });
  }
});

describe('strictSingleValueFields', () => {
  afterEach(closeEverything);

  const TWICE = { 'content-type': ['a', 'b'] };
  const REFUSED = {
    code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
    message: 'Header field "content-type" must only have a single value',
  };

  for (const given of [undefined, true]) {
    it(`of ${given} refuses two values of such a header`, async () => {
      const { client } = await askedClient({ strictSingleValueFields: given });
      assert.throws(() => client.request(TWICE), REFUSED);
      let outcome;
      const { peer } = await servedPeer({ strictSingleValueFields: given }, (stream) => {
        try {
          stream.respond(TWICE);
        } catch (error) {
          outcome = error;
        }
      });
      peer.send(head(1));
      await peer.soFar();
      assert.strictEqual(outcome.message, REFUSED.message);
      assert.strictEqual(outcome.code, REFUSED.code);
    });
  }

  // The builtin has the option since Node 24.
  it('of false sends them', async function () {
    if (expectedOf(false, { 24: true })) return;
    const { client, peer: server } = await askedClient({ strictSingleValueFields: false });
    client.request(TWICE).on('error', () => {});
    const values = ({ headers }) => headers.filter(([name]) => name === 'content-type');
    const both = [['content-type', 'a'], ['content-type', 'b']];
    assert.deepStrictEqual(values(await server.until('HEADERS')), both);
    const { peer } = await servedPeer({ strictSingleValueFields: false },
      (stream) => stream.respond(TWICE, { endStream: true }));
    peer.send(head(1));
    assert.deepStrictEqual(values(await peer.until('HEADERS')), both);
  });
});

describe('maxOriginSetSize', () => {
  afterEach(closeEverything);

  const origins = Array.from({ length: 5 }, (_, i) => `https://host-${i}.example`);

  const announced = async (options) => {
    const server = await listen(http2.createSecureServer({ ...certificate, origins }));
    server.on('sessionError', () => {});
    return connect(server, options);
  };

  for (const options of [{}, { maxOriginSetSize: 6 }]) {
    it(`of ${options.maxOriginSetSize} takes six origins, that of the server among them`, async () => {
      const client = await announced(options);
      const [told] = await once(client, 'origin');
      assert.deepStrictEqual(told, origins);
      assert.deepStrictEqual(client.originSet.slice(1), origins);
    });
  }

  // The builtin has the option since Node 22.
  for (const most of expectedOf([1, 5], { 22: [] })) {
    it(`of ${most} ends a session with more`, async () => {
      const client = await announced({ maxOriginSetSize: most });
      client.on('origin', () => assert.fail('origin was emitted'));
      await assert.rejects(once(client, 'close'), {
        name: 'Error',
        code: 'ERR_HTTP2_TOO_MANY_ORIGINS',
        message: `The server sent more ORIGIN frames than the allowed number of ${most}`,
      });
    });
  }
});
