'use strict';

// What `timeout` shows, on streams and sessions as on sockets.

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const MINUTE = 60_000;

describe('timeout', () => {
  afterEach(closeEverything);

  async function conversation() {
    const server = await listen(http2.createServer());
    const session = connect(server);
    const stream = session.request();
    const [serverStream] = await once(server, 'stream');
    return { session, stream, serverStream };
  }

  it('is what setTimeout() was given, whatever it was', async () => {
    const { session, stream, serverStream } = await conversation();
    for (const emitter of [session, stream, serverStream, serverStream.session]) {
      assert.ok(!('timeout' in emitter));
      emitter.setTimeout(MINUTE);
      assert.strictEqual(emitter.timeout, MINUTE);
      assert.throws(() => emitter.setTimeout('soon'), { code: 'ERR_INVALID_ARG_TYPE' });
      assert.strictEqual(emitter.timeout, 'soon');
      emitter.setTimeout(0);
      assert.strictEqual(emitter.timeout, 0);
    }
  });

  it('is 0 on a stream that has closed, and stays on a session', async () => {
    const { session, stream, serverStream } = await conversation();
    const { session: serverSession } = serverStream;
    for (const emitter of [session, stream, serverStream, serverSession]) emitter.setTimeout(MINUTE);
    serverStream.respond();
    serverStream.end();
    stream.resume();
    await once(stream, 'close');
    assert.deepStrictEqual([stream.timeout, session.timeout], [0, MINUTE]);
    session.destroy();
    await once(serverSession, 'close');
    assert.deepStrictEqual([serverStream.timeout, serverSession.timeout], [0, MINUTE]);
    stream.setTimeout(1);
    session.setTimeout(1);
    assert.deepStrictEqual([stream.timeout, session.timeout], [0, MINUTE]);
  });
});
