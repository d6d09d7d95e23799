'use strict';

const assert = require('node:assert');
const { GET } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { sequence, Siege } = require('../../support/siege');

const INITIAL_WINDOW_SIZE = 4;
const REQUESTS = 20_000;

// The builtin counts other things.
const itOfOurs = builtin ? it.skip : it;

/** How many requests a peer with shut windows gets through before its session ends. */
async function requestsUntilTheEnd(answer) {
  let requests = 0;
  const siege = await Siege.begin({}, (stream) => {
    requests++;
    answer(stream);
  });
  const peer = await siege.attacker([[INITIAL_WINDOW_SIZE, 0]]);
  peer.sendBytes(sequence(REQUESTS, (i) => (
    [{ type: 'HEADERS', streamId: 2 * i + 1, headers: GET, endStream: true }])));
  await siege.closed;
  await siege.isOver();
  return requests;
}

describe('A peer that opens streams without end', function open() {
  this.timeout(30_000);
  afterEach(closeEverything);

  itOfOurs('has thousands while the program has not answered', async () => {
    const requests = await requestsUntilTheEnd(() => {});
    assert.ok(requests > 8000 && requests < REQUESTS, `${requests}`);
  });

  itOfOurs('has fewer when its windows keep the answers', async () => {
    const requests = await requestsUntilTheEnd((stream) => {
      stream.respond();
      stream.end('an answer');
    });
    assert.ok(requests > 2000 && requests < 4000, `${requests}`);
  });
});
