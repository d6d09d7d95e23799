'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { bothEnds } = require('../../support/both-ends');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const LOST = { destroyed: false, socket: 'object', settings: [8, 8], numbers: 9 };
const DESTROYED = { ...LOST, destroyed: true, numbers: 0 };

/** How a session ends, and what its streams see of it in `'aborted'`. */
const ENDINGS = {
  'that is destroyed': [(session) => session.destroy(), DESTROYED],
  'that is destroyed with an error': [(session) => session.destroy(new Error('enough')), DESTROYED],
  'whose peer says GOAWAY with an error': [(session, peer) => peer.goaway(2), DESTROYED],
  'whose peer leaves': [(session, peer) => peer.destroy(), LOST],
};

// Before Node 24 the builtin's socket could not be destroyed.
if (!olderThan(24)) {
  ENDINGS['whose socket is destroyed'] = [(session) => session.socket.destroy(), DESTROYED];
}

function seen(session) {
  return {
    destroyed: session.destroyed,
    socket: typeof session.socket,
    settings: [session.localSettings, session.remoteSettings].map((all) => Object.keys(all).length),
    numbers: Object.keys(session.state).length,
  };
}

/** Both sessions, each with an open stream of its own end of one exchange; both know all settings. */
async function openExchange(meet) {
  const { server, client, served } = await meet();
  server.on('stream', (stream) => stream.respond());
  const accepted = once(server, 'stream');
  const stream = client.request({ ':method': 'POST' });
  await Promise.all([once(stream, 'response'), ...acknowledged(client, served)]);
  const [answering] = await accepted;
  return { client: [client, stream], server: [served, answering] };
}

function acknowledged(...sessions) {
  return sessions.map((session) => new Promise((resolve) => { session.settings({}, resolve); }));
}

describe('In the aborted event of a stream, a session', () => {
  afterEach(closeEverything);

  for (const [transport, meet] of Object.entries(bothEnds)) {
    for (const [ending, [end, expected]] of Object.entries(ENDINGS)) {
      for (const [role, other] of [['client', 'server'], ['server', 'client']]) {
        it(`shows its socket and settings: a ${role}'s ${ending}, over ${transport}`, async () => {
          const ends = await openExchange(meet);
          const [session, stream] = ends[role];
          const [peer] = ends[other];
          for (const [each, its] of Object.values(ends)) {
            each.on('error', () => {});
            its.on('error', () => {});
          }
          seen(session);
          const aborted = new Promise((resolve) => {
            stream.on('aborted', () => resolve(seen(session)));
          });
          end(session, peer);
          assert.deepStrictEqual(await aborted, expected);
        });
      }
    }
  }
});
