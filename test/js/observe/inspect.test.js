'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { inspect } = require('node:util');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

/** The names at the first level of what is shown, without those that Node versions disagree on. */
function names(shown) {
  return [...shown.matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name);
}

async function pair() {
  const server = await listen(http2.createServer());
  const streams = once(server, 'stream');
  const client = connect(server);
  const request = client.request({ ':method': 'POST' });
  const [answering] = await streams;
  // Its client may be gone at any time.
  answering.on('error', () => {});
  return { client, request, answering };
}

describe('util.inspect()', () => {
  afterEach(closeEverything);

  it('shows a session', async () => {
    const { client, answering } = await pair();
    for (const session of [client, answering.session]) {
      const shown = inspect(session);
      assert.match(shown, /^Http2Session \{\n/);
      assert.deepStrictEqual(names(shown),
        ['type', 'closed', 'destroyed', 'state', 'localSettings', 'remoteSettings']);
    }
    assert.match(inspect(client), /^ {2}type: 1,\n {2}closed: false,\n {2}destroyed: false,$/m);
  });

  it('shows a session that is gone', async () => {
    const { client, request } = await pair();
    request.on('error', () => {});
    client.destroy();
    await once(client, 'close');
    assert.match(inspect(client), /^ {2}closed: false,\n {2}destroyed: true,\n {2}state: \{\},$/m);
  });

  it('shows a stream', async () => {
    const { request, answering } = await pair();
    for (const stream of [request, answering]) {
      const shown = inspect(stream);
      assert.match(shown, /^Http2Stream \{\n/);
      assert.deepStrictEqual(names(shown).slice(0, 4), ['id', 'closed', 'destroyed', 'state']);
      assert.ok(names(shown).includes('readableState'));
      assert.ok(names(shown).includes('writableState'));
    }
  });

  it('shows a stream without an id as pending', async () => {
    const server = await listen(http2.createServer());
    const stream = connect(server).request();
    stream.on('error', () => {});
    assert.match(inspect(stream), /^ {2}id: '<pending>',$/m);
  });

  it('shows a stream that has ended', async () => {
    const { request, answering } = await pair();
    answering.respond();
    answering.end();
    request.end();
    request.resume();
    await once(request, 'close');
    assert.match(inspect(request),
      /^ {2}id: 1,\n {2}closed: true,\n {2}destroyed: true,\n {2}state: \{\},$/m);
  });

  it('names sessions and streams when they are too deep', async () => {
    const { client, request } = await pair();
    const shown = inspect({ a: { b: { c: { client, request } } } }, { depth: 3 });
    assert.match(shown, /client: /);
    assert.match(shown, /request: /);
    assert.strictEqual(inspect({ client }, { depth: -1 }), '[Object]');
  });
});
