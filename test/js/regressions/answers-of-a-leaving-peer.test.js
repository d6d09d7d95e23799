'use strict';

const assert = require('node:assert');
const { textOf } = require('../../support/body');
const { encodeFrame } = require('../../support/frame');
const { closeEverything } = require('../../support/listening');
const { clientOver } = require('../../support/transports');

const IDS = Array.from({ length: 20 }, (_, i) => 2 * i + 1);

const answerTo = (streamId) => [
  { type: 'HEADERS', streamId, headers: [[':status', '200']] },
  { type: 'DATA', streamId, data: `body ${streamId}` },
  { type: 'HEADERS', streamId, headers: [['a', 'b']], endStream: true },
];

describe('A TLS peer that answers everything at once and leaves', () => {
  afterEach(closeEverything);

  it('has every answer read', async () => {
    const { session, peer } = await clientOver('TLS');
    const answers = Promise.all(IDS.map(async () => {
      const request = session.request();
      let trailers;
      request.on('trailers', (fields) => { trailers = fields; });
      return [await textOf(request), trailers?.a];
    }));
    await peer.until('HEADERS', { streamId: IDS.at(-1) });
    peer.socket.end(Buffer.concat(IDS.flatMap(answerTo).map(encodeFrame)));
    assert.deepStrictEqual(await answers, IDS.map((id) => [`body ${id}`, 'b']));
  });
});
