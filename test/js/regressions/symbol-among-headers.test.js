'use strict';

const assert = require('node:assert');
const http2 = require('../../support/impl');
const { GET } = require('../../support/frame-peer');
const { askedClient, servedPeer } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

describe('A symbol among headers', () => {
  afterEach(closeEverything);

  it('is never sent', async () => {
    const headers = { a: 'b', [Symbol('secret')]: 'c', [http2.sensitiveHeaders]: ['a'] };
    const { client, peer: server } = await askedClient();
    client.request(headers).on('error', () => {});
    const names = (frame) => frame.headers.map(([name]) => name).filter((name) => name[0] !== ':');
    assert.deepStrictEqual(names(await server.until('HEADERS')), ['a']);
    const { peer } = await servedPeer({}, (stream) => {
      stream.on('wantTrailers', () => stream.sendTrailers(headers));
      stream.additionalHeaders({ ':status': 103, ...headers });
      stream.respond(headers, { waitForTrailers: true, sendDate: false });
      stream.end('x');
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const sent = [];
    do {
      const frame = await peer.until('HEADERS');
      sent.push(names(frame).filter((name) => name !== 'date'));
      if (frame.endStream) break;
    } while (sent.length < 3);
    assert.deepStrictEqual(sent, [['a'], ['a'], ['a']]);
  });
});
