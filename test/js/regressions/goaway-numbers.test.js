'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { askedClient } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

describe('goawayCode and goawayLastStreamID', () => {
  afterEach(closeEverything);

  it('are those of the last GOAWAY that came', async () => {
    const { client, peer } = await askedClient();
    assert.deepStrictEqual([client.goawayCode, client.goawayLastStreamID], [0, 0]);
    const closed = once(client, 'close');
    peer.send({ type: 'GOAWAY', lastStreamId: 5, code: 2 });
    await closed.catch(() => {});
    assert.deepStrictEqual([client.goawayCode, client.goawayLastStreamID], [2, 5]);
  });
});
