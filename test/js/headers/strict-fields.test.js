'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { expectedOf } = require('../../support/oracle');
const { askedClient, servedPeer } = require('../../support/framed');

const head = (streamId, headers = GET) => ({ type: 'HEADERS', streamId, headers, endStream: true });

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
