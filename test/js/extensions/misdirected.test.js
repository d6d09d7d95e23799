'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');

const ORIGINS = ['https://foo.test', 'https://bar.test:8443', 'https://baz.test'];

/** A client that knows of other origins than its server's, which answers with `status`. */
async function knowing(status = 421, answer = (stream) => stream.respond({ ':status': status })) {
  const server = await listen(http2.createSecureServer(certificate));
  server.on('session', (session) => session.origin(...ORIGINS));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    answer(stream);
    stream.end();
  });
  const client = connect(server);
  await once(client, 'origin');
  const [own] = client.originSet;
  return { client, own };
}

/** The origins that the set lacks when 'response' is emitted. */
async function removedBy(client, headers) {
  const before = client.originSet;
  const request = client.request(headers);
  request.resume();
  await once(request.end(), 'response');
  return before.filter((origin) => !client.originSet.includes(origin));
}

describe('A response with status 421', () => {
  afterEach(closeEverything);

  for (const [headers, removed] of [
    [{ ':authority': 'foo.test' }, 'https://foo.test'],
    [{ ':authority': 'bar.test:8443' }, 'https://bar.test:8443'],
    [{ host: 'baz.test' }, 'https://baz.test'],
    [{ ':authority': 'foo.test', 'host': 'baz.test' }, 'https://foo.test'],
    [{ ':authority': 'foo.test', ':method': 'POST' }, 'https://foo.test'],
    [{ ':authority': 'foo.test:443' }, undefined],
    [{ ':authority': 'FOO.test' }, undefined],
    [{ ':authority': 'foo.test', ':scheme': 'http' }, undefined],
    [{ ':authority': 'unknown.test' }, undefined],
    ...(olderThan(22) ? [] : [[[':authority', 'foo.test'], 'https://foo.test']]),
  ]) {
    it(`to ${JSON.stringify(headers)} takes ${removed ?? 'nothing'} out of the set`, async () => {
      const { client } = await knowing();
      assert.deepStrictEqual(await removedBy(client, headers), removed === undefined ? [] : [removed]);
    });
  }

  it('takes the own origin of the session too', async () => {
    const { client, own } = await knowing();
    assert.deepStrictEqual(await removedBy(client, {}), [own]);
    assert.deepStrictEqual(client.originSet, ORIGINS);
  });

  it('takes its origin once, and leaves the others', async () => {
    const { client, own } = await knowing();
    await removedBy(client, { ':authority': 'foo.test' });
    assert.deepStrictEqual(await removedBy(client, { ':authority': 'foo.test' }), []);
    assert.deepStrictEqual(client.originSet, [own, ...ORIGINS.slice(1)]);
  });

  for (const status of [200, 404, 420, 422]) {
    it(`is the only one that does so, not ${status}`, async () => {
      const { client } = await knowing(status);
      assert.deepStrictEqual(await removedBy(client, { ':authority': 'foo.test' }), []);
    });
  }

  it('to a pushed request leaves the set as it is', async () => {
    const { client } = await knowing(200, (stream) => {
      stream.pushStream({ ':path': '/', ':authority': 'foo.test' }, (error, pushed) => {
        pushed.respond({ ':status': 421 }, { endStream: true });
      });
      stream.respond();
    });
    const before = client.originSet;
    const pushed = once(client, 'stream');
    client.request().resume();
    const [stream] = await pushed;
    const [headers] = await once(stream, 'push');
    assert.strictEqual(headers[':status'], 421);
    assert.deepStrictEqual(client.originSet, before);
  });

  it('means nothing without TLS', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => stream.respond({ ':status': 421 }, { endStream: true }));
    const client = connect(server);
    const [headers] = await once(client.request().resume(), 'response');
    assert.strictEqual(headers[':status'], 421);
    assert.strictEqual(client.originSet, undefined);
  });
});
