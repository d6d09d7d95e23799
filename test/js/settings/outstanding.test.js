'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const { greetedClient } = require('../../support/framed');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const INTERNAL_ERROR = 2;
const TOO_MANY = 'ERR_HTTP2_MAX_PENDING_SETTINGS_ACK';

/** Calls `settings()` until the session is destroyed, and notes what happens. */
function callsOf(session, most) {
  const log = [];
  for (let i = 1; i <= most && !session.destroyed; i++) {
    session.settings({ maxFrameSize: 20_000 }, (error) => log.push(`callback ${i} ${error?.code}`));
    log.push(`call ${i} pending ${session.pendingSettingsAck}`);
  }
  return log;
}

/** A client whose server never acknowledges anything. */
async function unacknowledged(maxOutstandingSettings) {
  const { client, peer } = await greetedClient({ maxOutstandingSettings });
  await once(client, 'connect');
  return { client, peer };
}

describe('maxOutstandingSettings', () => {
  afterEach(closeEverything);

  // The first SETTINGS frame counts.
  for (const [given, calls] of [
    [undefined, 10], [2, 2], [3, 3], [2.5, 2], [1, 1], [0, 1], [-5, 1], ['3', 10], [null, 10],
  ]) {
    it(`of ${given} ends a session with call ${calls} of settings()`, async () => {
      const { client, peer } = await unacknowledged(given);
      const failed = once(client, 'error');
      const log = callsOf(client, 20);
      assert.deepStrictEqual(log.slice(-2), [
        `callback ${calls} ERR_HTTP2_SETTINGS_CANCEL`, `call ${calls} pending true`,
      ]);
      assert.strictEqual(log.length, calls + 1);
      const [error] = await failed;
      assert.deepStrictEqual([error.code, error.message],
        [TOO_MANY, 'Maximum number of pending settings acknowledgements']);
      await peer.until('GOAWAY', { code: INTERNAL_ERROR });
      assert.throws(() => client.settings({}), { code: 'ERR_HTTP2_INVALID_SESSION' });
    });
  }

  it('beyond 10 lets that many wait', async () => {
    const { client } = await unacknowledged(20);
    assert.strictEqual(callsOf(client, 19).length, 19);
    assert.strictEqual(client.destroyed, false);
  });

  it('counts calls before the connection is there, which end the session once it is', async () => {
    const { client } = await greetedClient({ maxOutstandingSettings: 3 });
    const log = callsOf(client, 5);
    assert.deepStrictEqual(log, [1, 2, 3, 4, 5].map((i) => `call ${i} pending true`));
    log.length = 0;
    const [error] = await once(client, 'error');
    assert.strictEqual(error.code, TOO_MANY);
    assert.deepStrictEqual(log, ['callback 3 ERR_HTTP2_SETTINGS_CANCEL']);
  });

  it('has the frames count that were not acknowledged yet', async () => {
    const server = await listen(http2.createServer());
    const client = connect(server, { maxOutstandingSettings: 2 });
    await once(client, 'localSettings');
    for (let i = 0; i < 5; i++) {
      const error = await new Promise((resolve) => { client.settings({}, resolve); });
      assert.strictEqual(error, null);
      assert.strictEqual(client.pendingSettingsAck, false);
    }
  });

  for (const [title, create] of [
    ['', (options) => http2.createServer(options)],
    [' over TLS', (options) => http2.createSecureServer({ ...certificate, ...options })],
  ]) {
    it(`of a server${title} ends its session, and the client is told`, async () => {
      const server = await listen(create({ maxOutstandingSettings: 2 }));
      const log = [];
      server.on('session', (session) => log.push(...callsOf(session, 5)));
      const failed = once(server, 'sessionError');
      const client = connect(server);
      const ended = once(client, 'error');
      const [[error], [told]] = await Promise.all([failed, ended]);
      assert.strictEqual(error.code, TOO_MANY);
      assert.strictEqual(told.code, 'ERR_HTTP2_SESSION_ERROR');
      assert.deepStrictEqual(log, [
        'call 1 pending true', 'callback 2 ERR_HTTP2_SETTINGS_CANCEL', 'call 2 pending true',
      ]);
    });
  }
});

describe('SETTINGS that are not acknowledged', () => {
  afterEach(closeEverything);

  it('are pending before the connection is there, if there are any', async () => {
    const client = connect(await listen(http2.createServer()));
    assert.strictEqual(client.pendingSettingsAck, false);
    client.settings({});
    assert.strictEqual(client.pendingSettingsAck, true);
    const closed = once(client, 'close');
    client.destroy();
    await closed;
    assert.strictEqual(client.pendingSettingsAck, true);
  });

  for (const error of [undefined, new Error('mine')]) {
    it(`call nobody back when the session is destroyed${error ? ' with an error' : ''}`, async () => {
      const { client } = await unacknowledged();
      let called = 0;
      client.settings({}, () => called++);
      const closed = new Promise((resolve) => { client.on('close', resolve); });
      client.destroy(error);
      await closed;
      await new Promise(setImmediate);
      assert.strictEqual(called, 0);
      assert.strictEqual(client.pendingSettingsAck, true);
    });
  }
});
