'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { inspect } = require('node:util');
const { performance, PerformanceEntry, PerformanceObserver } = require('node:perf_hooks');
const http2 = require('../../support/impl');
const { bodyOf } = require('../../support/body');
const { Entries } = require('../../support/entries');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin, olderThan } = require('../../support/oracle');

const STREAM_TIMES = ['timeToFirstByte', 'timeToFirstByteSent', 'timeToFirstHeader'];
const TIMES = new Set([...STREAM_TIMES, 'pingRTT', 'streamAverageDuration']);

/** A server that answers with 'hello' once it has the request. */
async function greeter() {
  const server = await listen(http2.createServer());
  server.on('stream', (stream) => {
    stream.respond();
    stream.resume();
    stream.on('end', () => stream.end('hello'));
  });
  return server;
}

/** Two requests, a POST of three bytes and a GET, and a ping; then both sides close. */
async function exchange() {
  const server = await greeter();
  const client = connect(server);
  const [[serverSession]] = await Promise.all([once(server, 'session'), once(client, 'connect')]);
  await post(client, 'abc');
  await pinged(client);
  await bodyOf(client.request());
  const closed = [once(client, 'close'), once(serverSession, 'close')];
  client.close();
  await Promise.all(closed);
}

function pinged(client) {
  return new Promise((resolve) => { client.ping(resolve); });
}

function post(client, body) {
  const stream = client.request({ ':method': 'POST' });
  stream.end(body);
  return bodyOf(stream);
}

function sorted(entries, name) {
  return entries.filter((entry) => entry.name === name)
    .sort((a, b) => JSON.stringify(counts(a)) < JSON.stringify(counts(b)) ? -1 : 1);
}

/** What of an entry's detail is no time. */
function counts({ detail }) {
  return Object.fromEntries(Object.entries(detail).filter(([name]) => !TIMES.has(name)));
}

describe('A PerformanceObserver on http2', () => {
  let entries;

  beforeEach(() => { entries = new Entries(); });

  afterEach(async () => {
    entries.stop();
    await closeEverything();
  });

  it('is a supported type', () => {
    assert.ok(PerformanceObserver.supportedEntryTypes.includes('http2'));
  });

  it('gets an entry for each stream of both sides, with its bytes', async () => {
    await exchange();
    const streams = sorted(await entries.count(6), 'Http2Stream');
    assert.deepStrictEqual(streams.map(counts), [
      { bytesRead: 0, bytesWritten: 5, id: 3 },
      { bytesRead: 3, bytesWritten: 5, id: 1 },
      { bytesRead: 5, bytesWritten: 0, id: 3 },
      { bytesRead: 5, bytesWritten: 3, id: 1 },
    ]);
  });

  it('gets an entry for each session, with its bytes and frames', async () => {
    await exchange();
    const [client, server] = sorted(await entries.count(6), 'Http2Session')
      .sort((a, b) => (a.detail.type < b.detail.type ? -1 : 1));
    // Preface, SETTINGS and its acknowledgement, PING, two HEADERS, one DATA, two GOAWAY.
    assert.strictEqual(client.detail.type, 'client');
    assert.strictEqual(client.detail.framesSent, 8);
    assert.strictEqual(client.detail.streamCount, 2);
    assert.strictEqual(client.detail.maxConcurrentStreams, 1);
    assert.strictEqual(server.detail.type, 'server');
    assert.strictEqual(server.detail.streamCount, 2);
    assert.strictEqual(server.detail.maxConcurrentStreams, 1);
    assert.ok(server.detail.bytesRead > 0 && server.detail.bytesRead <= client.detail.bytesWritten);
    assert.ok(client.detail.bytesRead > 0 && client.detail.bytesRead <= server.detail.bytesWritten);
    assert.ok(client.detail.framesReceived <= server.detail.framesSent);
  });

  it('counts the bytes of sessions as its sockets do', async () => {
    const server = await greeter();
    const client = connect(server);
    const [[, socket]] = await Promise.all([once(client, 'connect'), once(server, 'session')]);
    await post(client, Buffer.alloc(100_000));
    const closed = once(socket, 'close');
    client.close();
    await closed;
    const { detail } = (await entries.count(4))
      .find(({ name, detail: { type } }) => name === 'Http2Session' && type === 'client');
    assert.strictEqual(detail.bytesWritten - detail.framesSent * 9 > 100_000, true);
    assert.strictEqual(detail.bytesWritten < 101_000, true);
  });

  it('gets all fields, in the detail alone', async () => {
    await exchange();
    const all = await entries.count(6);
    const [stream] = sorted(all, 'Http2Stream');
    const [session] = sorted(all, 'Http2Session');
    assert.deepStrictEqual(Object.keys(stream.detail),
      ['bytesRead', 'bytesWritten', 'id', ...STREAM_TIMES]);
    assert.deepStrictEqual(Object.keys(session.detail), [
      'bytesWritten', 'bytesRead', 'framesReceived', 'framesSent', 'maxConcurrentStreams', 'pingRTT',
      'streamAverageDuration', 'streamCount', 'type',
    ]);
    if (!olderThan(26)) assert.deepStrictEqual(Object.getOwnPropertyNames(stream), []);
  });

  it('gets entries that look like those of Node', async () => {
    await exchange();
    const [entry] = sorted(await entries.count(6), 'Http2Stream');
    assert.ok(entry instanceof PerformanceEntry);
    assert.strictEqual(entry.constructor.name, 'PerformanceNodeEntry');
    assert.strictEqual(entry.entryType, 'http2');
    assert.deepStrictEqual(JSON.parse(JSON.stringify(entry)), {
      name: 'Http2Stream',
      entryType: 'http2',
      startTime: entry.startTime,
      duration: entry.duration,
      detail: entry.detail,
    });
    assert.match(inspect(entry), /^PerformanceNodeEntry \{\n {2}name: 'Http2Stream',\n/);
    assert.match(inspect(entry), /\n {2}detail: \{\n {4}bytesRead: 0,\n/);
  });

  it('gets times on the clock of performance.now()', async () => {
    const before = performance.now();
    await exchange();
    const after = performance.now();
    for (const { startTime, duration } of await entries.count(6)) {
      assert.ok(startTime >= before - 1 && startTime + duration <= after + 1);
      assert.ok(duration > 0);
    }
  });

  it('gets the times of a stream, in their order', async () => {
    await exchange();
    const [get, post3, ...client] = sorted(await entries.count(6), 'Http2Stream');
    for (const { duration, detail } of [get, post3]) {
      assert.ok(detail.timeToFirstHeader >= 0);
      assert.ok(detail.timeToFirstByteSent > 0 && detail.timeToFirstByteSent <= duration);
    }
    for (const { duration, detail } of client) {
      assert.ok(detail.timeToFirstHeader > 0 && detail.timeToFirstHeader <= duration);
    }
  });

  it('gets the mean duration of the streams, and the round trip of a ping in nanoseconds', async () => {
    await exchange();
    const all = await entries.count(6);
    const [client, server] = sorted(all, 'Http2Session')
      .sort((a, b) => (a.detail.type < b.detail.type ? -1 : 1));
    assert.ok(client.detail.pingRTT > 1000 && Number.isInteger(client.detail.pingRTT));
    assert.strictEqual(server.detail.pingRTT, 0);
    for (const { detail, duration } of [client, server]) {
      assert.ok(detail.streamAverageDuration > 0 && detail.streamAverageDuration < duration);
    }
  });

  it('hears nothing of marks and measures, and they nothing of it', async () => {
    const marks = new Entries({ entryTypes: ['mark', 'measure'] });
    await exchange();
    performance.mark('a mark');
    const [mark] = await marks.count(1);
    marks.stop();
    performance.clearMarks('a mark');
    assert.strictEqual(mark.name, 'a mark');
    assert.deepStrictEqual(performance.getEntries().filter((e) => e.name.startsWith('Http2')), []);
    const names = new Set((await entries.count(6)).map(({ name }) => name));
    assert.deepStrictEqual([...names].sort(), ['Http2Session', 'Http2Stream']);
  });

  it('may observe by type, and be one of several', async () => {
    const second = new Entries({ type: 'http2' });
    await exchange();
    const both = await Promise.all([entries.count(6), second.count(6)]);
    second.stop();
    assert.deepStrictEqual(both[0].map(({ name }) => name), both[1].map(({ name }) => name));
  });

  it('gets no more after disconnect()', async () => {
    const names = [];
    const observer = new PerformanceObserver((list) => names.push(...list.getEntries()));
    observer.observe({ entryTypes: ['http2'] });
    observer.disconnect();
    await exchange();
    await entries.count(6);
    assert.deepStrictEqual([...names, ...observer.takeRecords()], []);
  });

  it('can take its records before they are delivered', async () => {
    const records = [];
    const observer = new PerformanceObserver((list) => records.push(...list.getEntries()));
    observer.observe({ entryTypes: ['http2'] });
    const server = await greeter();
    const client = connect(server);
    const stream = client.request();
    stream.resume();
    stream.on('close', () => records.push(...observer.takeRecords()));
    await once(stream, 'close');
    client.close();
    await entries.count(4);
    observer.disconnect();
    assert.ok(records.some(({ name }) => name === 'Http2Stream'));
  });

  it('gets entries for the streams that a destroyed session takes along', async () => {
    const server = await listen(http2.createServer());
    server.on('sessionError', () => {});
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      stream.respond();
    });
    const client = connect(server);
    const stream = client.request({ ':method': 'POST' });
    stream.on('error', () => {});
    await once(stream, 'response');
    client.destroy();
    const all = await entries.count(4);
    assert.deepStrictEqual(all.map(({ name }) => name).sort(),
      ['Http2Session', 'Http2Session', 'Http2Stream', 'Http2Stream']);
  });
});

describe('Times in performance entries', () => {
  afterEach(closeEverything);

  // The builtin never sets timeToFirstByte, and counts from the start of the system what did not
  // happen.
  if (!builtin) {
    it('are 0 for what has not happened', async () => {
      const entries = new Entries();
      await exchange();
      const [get, post3, gotten] = sorted(await entries.count(6), 'Http2Stream');
      entries.stop();
      assert.strictEqual(get.detail.timeToFirstByte, 0);
      assert.strictEqual(gotten.detail.timeToFirstByteSent, 0);
      assert.ok(post3.detail.timeToFirstByte > 0 && post3.detail.timeToFirstByte < post3.duration);
      assert.ok(gotten.detail.timeToFirstByte >= gotten.detail.timeToFirstHeader);
    });
  }
});
