'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

describe('ping()', () => {
  afterEach(closeEverything);

  async function pair(options) {
    const server = await listen(http2.createServer());
    const client = connect(server, options);
    const [served] = await once(server, 'session');
    if (client.connecting) await once(client, 'connect');
    return { client, served };
  }

  it('is acknowledged with the payload that was sent', async () => {
    const { client } = await pair();
    const payload = Buffer.from('12345678');
    await new Promise((resolve, reject) => {
      const sent = client.ping(payload, (error, duration, echoed) => {
        if (error) return reject(error);
        assert.ok(duration >= 0);
        assert.deepStrictEqual(echoed, payload);
        resolve();
      });
      assert.strictEqual(sent, true);
    });
  });

  it('works from the server as well, without a payload', async () => {
    const { served } = await pair();
    const [error, , payload] = await new Promise((resolve) => {
      served.ping((...args) => resolve(args));
    });
    assert.strictEqual(error, null);
    assert.strictEqual(payload.length, 8);
  });

  it('takes null and the like for no payload', async () => {
    const { client } = await pair();
    for (const payload of [null, undefined, false, 0, '']) {
      const [error, , echoed] = await new Promise((resolve) => {
        assert.strictEqual(client.ping(payload, (...args) => resolve(args)), true);
      });
      assert.strictEqual(error, null);
      assert.strictEqual(echoed.length, 8);
    }
  });

  it('emits ping on the other side with the payload', async () => {
    const { client, served } = await pair();
    const arrived = once(served, 'ping');
    client.ping(Buffer.from('abcdefgh'), () => {});
    const [payload] = await arrived;
    assert.strictEqual(payload.toString(), 'abcdefgh');
  });

  it('beyond maxOutstandingPings is cancelled', async () => {
    const { client } = await pair({ maxOutstandingPings: 2 });
    const codes = [];
    const acknowledged = new Promise((resolve) => {
      const called = (error) => { if (codes.push(error?.code) === 3) resolve(); };
      assert.strictEqual(client.ping(called), true);
      assert.strictEqual(client.ping(called), true);
      assert.strictEqual(client.ping(called), false);
    });
    assert.deepStrictEqual(codes, ['ERR_HTTP2_PING_CANCEL'], 'called in the same turn');
    await acknowledged;
    assert.deepStrictEqual(codes, ['ERR_HTTP2_PING_CANCEL', undefined, undefined]);
  });

  it('that is outstanding when the session is destroyed is cancelled', async () => {
    const { client } = await pair();
    const cancelled = new Promise((resolve) => { client.ping(resolve); });
    client.destroy();
    const error = await cancelled;
    assert.strictEqual(error.code, 'ERR_HTTP2_PING_CANCEL');
    assert.strictEqual(error.message, 'HTTP2 ping cancelled');
  });

  it('before the connection is there is cancelled, and not sent', async () => {
    const server = await listen(http2.createServer());
    server.on('session', (session) => session.on('ping', () => assert.fail('it was sent')));
    const client = connect(server);
    const cancelled = new Promise((resolve) => {
      assert.strictEqual(client.ping((...args) => resolve(args)), undefined);
    });
    const [error, ...rest] = await cancelled;
    assert.strictEqual(error.code, 'ERR_HTTP2_PING_CANCEL');
    assert.deepStrictEqual(rest, []);
    await once(client, 'remoteSettings');
  });

  it('of a destroyed session throws', async () => {
    const { client } = await pair();
    client.destroy();
    assert.throws(() => client.ping(() => {}), {
      code: 'ERR_HTTP2_INVALID_SESSION', message: 'The session has been destroyed',
    });
  });

  const misuses = [
    [[Buffer.alloc(7), () => {}], { name: 'RangeError', code: 'ERR_HTTP2_PING_LENGTH',
      message: 'HTTP2 ping payload must be 8 bytes' }],
    [['12345678', () => {}], { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
    [[Buffer.alloc(8), 'x'], { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' }],
  ];
  for (const [args, error] of misuses) {
    it(`throws ${error.code} for (${args.map((arg) => typeof arg).join(', ')})`, async () => {
      const { client } = await pair();
      assert.throws(() => client.ping(...args), error);
    });
  }
});
