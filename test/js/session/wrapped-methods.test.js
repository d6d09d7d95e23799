'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { olderThan } = require('../../support/oracle');
const { closeEverything, connect, listen } = require('../../support/listening');

const { NGHTTP2_INTERNAL_ERROR } = http2.constants;

/** Notes the calls of methods with which programs end a session, and leaves what they do. */
function watch(session) {
  const calls = [];
  for (const name of ['close', 'goaway', 'destroy']) {
    const original = session[name];
    session[name] = function wrapped(...args) {
      calls.push(name);
      return original.apply(this, args);
    };
  }
  return calls;
}

/** Two sessions that know each other's settings, and what is called on each. */
async function pair() {
  const server = await listen(http2.createServer());
  const client = connect(server).on('error', () => {});
  const [session] = await once(server, 'session');
  session.on('error', () => {});
  await Promise.all([once(client, 'localSettings'), once(session, 'localSettings')]);
  const closed = Promise.all([client, session].map((end) =>
    new Promise((resolve) => { end.on('close', resolve); })));
  return { server, client, session, closed, ofClient: watch(client), ofServer: watch(session) };
}

function called(session, name) {
  const original = session[name];
  return new Promise((resolve) => {
    session[name] = function wrapped(...args) {
      original.apply(this, args);
      resolve();
    };
  });
}

/** The builtin destroys once more when the last stream and the socket are gone. */
const kindsOf = (calls) => [...new Set(calls)];

describe('Methods of a session that a program has wrapped', () => {
  afterEach(closeEverything);

  it('are called on both sides when one closes', async () => {
    const { client, closed, ofClient, ofServer } = await pair();
    client.close();
    await closed;
    assert.deepStrictEqual(kindsOf(ofClient), ['close', 'goaway', 'destroy']);
    assert.deepStrictEqual(kindsOf(ofServer), ['close', 'goaway', 'destroy']);
  });

  it('are called on the side that hears of a GOAWAY', async () => {
    const { session, ofClient, client } = await pair();
    const destroyed = called(client, 'destroy');
    session.goaway();
    await destroyed;
    assert.deepStrictEqual(kindsOf(ofClient), ['close', 'goaway', 'destroy']);
  });

  it('are called with the error of a GOAWAY', async () => {
    const { session, client, ofClient } = await pair();
    const failed = once(client, 'error');
    session.goaway(NGHTTP2_INTERNAL_ERROR);
    assert.strictEqual((await failed)[0].code, 'ERR_HTTP2_SESSION_ERROR');
    assert.deepStrictEqual(kindsOf(ofClient), ['destroy']);
  });

  it('are called when the connection fails', async () => {
    const { client, session, ofClient } = await pair();
    const failed = once(client, 'error');
    session.socket.resetAndDestroy();
    assert.strictEqual((await failed)[0].code, 'ECONNRESET');
    assert.deepStrictEqual(kindsOf(ofClient), ['destroy']);
  });

  // Before, a server did not close its sessions.
  if (!olderThan(24)) {
    it('are called when the server is closed', async () => {
      const { server, closed, ofClient, ofServer } = await pair();
      server.close();
      await closed;
      assert.deepStrictEqual(kindsOf(ofServer), ['close', 'goaway', 'destroy']);
      assert.deepStrictEqual(kindsOf(ofClient), ['close', 'goaway', 'destroy']);
    });
  }
});
