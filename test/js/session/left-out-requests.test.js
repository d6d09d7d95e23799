'use strict';

const assert = require('node:assert');
const { askedClient } = require('../../support/framed');
const { closeEverything } = require('../../support/listening');

const EVENTS = ['aborted', 'end', 'error'];

function record(stream, lines) {
  for (const event of EVENTS) {
    stream.on(event, (error) => lines.push(`${stream.id} ${event} ${error?.code ?? ''}`.trim()));
  }
  return new Promise((resolve) => {
    stream.on('close', () => resolve(lines.push(`${stream.id} close ${stream.rstCode}`)));
  });
}

/** Two requests, and a GOAWAY that leaves both out. */
async function leftOut(headers, write) {
  const { client, peer } = await askedClient();
  const lines = [];
  const closed = [];
  for (let i = 0; i < 2; i++) {
    const stream = client.request(headers);
    write(stream);
    closed.push(record(stream, lines));
  }
  await peer.soFar();
  peer.send({ type: 'GOAWAY', lastStreamId: 0, code: 0 });
  await Promise.all(closed);
  return lines;
}

const refused = (id) => [`${id} error ERR_HTTP2_STREAM_ERROR`, `${id} close 7`];

describe('Requests that a GOAWAY leaves out', () => {
  afterEach(closeEverything);

  it('are aborted when their bodies have not ended', async () => {
    const lines = await leftOut({ ':method': 'POST' }, (stream) => stream.write('some'));
    assert.deepStrictEqual(lines.sort(),
      ['1 aborted', ...refused(1).reverse(), '3 aborted', ...refused(3).reverse()]);
  });

  it('are not aborted when they were sent in full', async () => {
    const uploads = await leftOut({ ':method': 'POST' }, (stream) => stream.end('some'));
    const downloads = await leftOut({}, () => {});
    assert.deepStrictEqual(uploads.sort(), [...refused(1).reverse(), ...refused(3).reverse()]);
    assert.deepStrictEqual(downloads.sort(), uploads);
  });

  it('end by themselves: the ticks of one come before the events of the next', async () => {
    const lines = await leftOut({ ':method': 'POST' }, (stream) => stream.write('some'));
    const [first] = lines[0].split(' ');
    assert.deepStrictEqual(lines.slice(0, 3), [`${first} aborted`, ...refused(first)]);
  });
});
