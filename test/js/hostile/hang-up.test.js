'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { GET } = require('../../support/frame-peer');
const { closeEverything, connect, listen } = require('../../support/listening');
const { itIsWanted } = require('../../support/oracle');
const { sequence, Siege } = require('../../support/siege');

const REQUESTS = 3000;
const MOST_IN_TURN = 1000;

describe('A peer that hangs up with thousands of streams open', () => {
  afterEach(closeEverything);

  itIsWanted('Hostile peers', 'takes only a part of each turn of the event loop', async () => {
    let asked = 0;
    let arrived;
    const all = new Promise((resolve) => { arrived = resolve; });
    const closed = [];
    let turn = 0;
    const siege = await Siege.begin({}, (stream) => {
      stream.on('close', () => closed.push(turn));
      if (++asked === REQUESTS) arrived(stream.session);
    });
    const attacker = await siege.attacker();
    attacker.sendBytes(sequence(REQUESTS, (i) => [
      { type: 'HEADERS', streamId: 2 * i + 1, headers: GET, endStream: true },
    ]));
    const session = await all;
    const over = new Promise((resolve) => { session.once('close', () => resolve(closed.length)); });
    let counting = setImmediate(function next() {
      turn++;
      counting = setImmediate(next);
    });
    attacker.destroy();
    assert.strictEqual(await over, REQUESTS, 'streams end before their session');
    clearImmediate(counting);
    for (const first of new Set(closed)) {
      const together = closed.filter((each) => each === first).length;
      assert.ok(together <= MOST_IN_TURN, `${together} in one turn`);
    }
    await siege.isOver();
  });

  it('may have a handler end the connection of another who has more of them', async () => {
    const server = await listen(http2.createServer({ maxSessionMemory: 100 }));
    const counts = [MOST_IN_TURN / 2, REQUESTS];
    const total = counts[0] + counts[1];
    let asked = 0;
    let arrived;
    const all = new Promise((resolve) => { arrived = resolve; });
    let closed = 0;
    const sessions = [];
    server.on('session', (session) => sessions.push(session));
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.on('close', () => closed++);
      if (stream.session === sessions[0]) stream.on('aborted', () => sessions[1].destroy());
      if (++asked === total) arrived();
    });
    const clients = [];
    for (const count of counts) {
      const client = connect(server, { peerMaxConcurrentStreams: REQUESTS });
      clients.push(client);
      await once(client, 'connect');
      for (let i = 0; i < count; i++) client.request({ ':method': 'POST' }).on('error', () => {});
    }
    await all;
    const ends = sessions.map((session) => once(session, 'close'));
    clients[0].destroy();
    await Promise.all(ends);
    assert.strictEqual(closed, total);
  });
});
