'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const certificate = require('../../support/certificate');
const { askedClient, servedPeer } = require('../../support/framed');
const { GET, POST } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');

const NAMES = [
  'state', 'weight', 'sumDependencyWeight', 'localClose', 'remoteClose', 'localWindowSize',
];
// nghttp2_stream_proto_state.
const [IDLE, OPEN, RESERVED_LOCAL, RESERVED_REMOTE, HALF_CLOSED_LOCAL] = [1, 2, 3, 4, 5];
const WINDOW = 65_535;

const NOTHING_YET = [IDLE, 0, 0, 0, 0, 0];
const opened = (state, localClose = 0, remoteClose = 0, window = WINDOW) =>
  [state, 16, 0, localClose, remoteClose, window];

/** The six numbers of `state`; an empty array when there are none. */
function numbersOf({ state }) {
  if (Object.keys(state).length > 0) assert.deepStrictEqual(Object.keys(state), NAMES);
  return Object.values(state);
}

/** Notes the state at each of these events. */
function watch(stream, ...events) {
  const seen = {};
  for (const event of events) stream.on(event, () => { seen[event] = numbersOf(stream); });
  return seen;
}

const closeOf = (stream) => new Promise((resolve) => { stream.on('close', resolve); });

describe('The state of a stream', () => {
  afterEach(closeEverything);

  it('is empty before its connection is there, and has numbers in ready', async () => {
    const client = connect(await listen(http2.createServer()));
    const stream = client.request();
    assert.deepStrictEqual(numbersOf(stream), []);
    const seen = watch(stream, 'ready');
    await once(stream, 'ready');
    assert.deepStrictEqual(seen, { ready: NOTHING_YET });
  });

  for (const [title, create] of [
    ['TCP', () => http2.createServer()], ['TLS', () => http2.createSecureServer(certificate)],
  ]) {
    it(`has numbers in all events of a whole exchange over ${title}`, async () => {
      const server = await listen(create());
      const seenByServer = [];
      server.on('stream', (stream) => {
        seenByServer.push(numbersOf(stream));
        stream.resume();
        stream.on('end', () => {
          seenByServer.push(numbersOf(stream));
          stream.respond(undefined, { waitForTrailers: true });
          stream.on('wantTrailers', () => stream.sendTrailers({ a: '1' }));
          stream.end('hello');
        });
      });
      const stream = connect(server).request({ ':method': 'POST' });
      const seen = watch(stream, 'ready', 'response', 'data', 'trailers', 'end', 'close');
      stream.end('body');
      await closeOf(stream);
      assert.deepStrictEqual(seen.ready, NOTHING_YET);
      assert.deepStrictEqual(seen.response, opened(HALF_CLOSED_LOCAL, 1));
      for (const event of ['data', 'trailers', 'end']) {
        assert.deepStrictEqual(seen[event].slice(0, 5), opened(HALF_CLOSED_LOCAL, 1).slice(0, 5), event);
        assert.ok(seen[event][5] > WINDOW - 6, event);
      }
      assert.deepStrictEqual(seen.close, []);
      assert.deepStrictEqual(seenByServer[0], opened(OPEN));
      assert.strictEqual(seenByServer[1].length, 6);
    });
  }

  it('in stream is that of the request alone, whatever came with it', async () => {
    const seen = [];
    const { peer } = await servedPeer({}, (stream) => seen.push(numbersOf(stream)));
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: POST },
      { type: 'DATA', streamId: 1, data: 'body', endStream: true },
      { type: 'HEADERS', streamId: 3, headers: GET, endStream: true },
      { type: 'HEADERS', streamId: 5, headers: POST },
      { type: 'RST_STREAM', streamId: 5, code: 8 },
    );
    await peer.soFar();
    assert.deepStrictEqual(seen, [opened(OPEN), opened(OPEN), opened(OPEN)]);
  });

  it('in response is that of the head alone, whatever came with it', async () => {
    const { client, peer } = await askedClient();
    const [whole, upload, headless] = [
      client.request(), client.request({ ':method': 'POST' }), client.request(),
    ];
    for (const stream of [whole, upload, headless]) stream.resume().on('error', () => {});
    const seen = [whole, upload, headless].map((stream) => watch(stream, 'response'));
    await peer.until('HEADERS', { streamId: 5 });
    const head = (streamId, endStream = false) =>
      ({ type: 'HEADERS', streamId, headers: [[':status', '200']], endStream });
    const closed = Promise.all([closeOf(whole), closeOf(upload), closeOf(headless)]);
    peer.send(
      head(1), { type: 'DATA', streamId: 1, data: 'x', endStream: true },
      head(3), { type: 'DATA', streamId: 3, data: 'x' }, { type: 'RST_STREAM', streamId: 3, code: 2 },
      head(5, true),
    );
    await closed;
    assert.deepStrictEqual(seen.map(({ response }) => response),
      [opened(HALF_CLOSED_LOCAL, 1), opened(OPEN), opened(HALF_CLOSED_LOCAL, 1)]);
  });

  it('counts with the initial window that was acknowledged', async () => {
    const { client, peer } = await askedClient({ settings: { initialWindowSize: 70_000 } });
    const stream = client.request().resume();
    const seen = watch(stream, 'response');
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] },
      { type: 'DATA', streamId: 1, data: 'x', endStream: true });
    await closeOf(stream);
    assert.deepStrictEqual(seen.response, opened(HALF_CLOSED_LOCAL, 1, 0, 70_000));
  });

  it('of a request that waits for its turn is that of an idle stream', async () => {
    const { client, peer } = await askedClient({}, [[3, 1]]);
    client.request();
    const waiting = client.request();
    await peer.until('HEADERS', { streamId: 1 });
    assert.deepStrictEqual(numbersOf(waiting), NOTHING_YET);
  });

  it('has numbers until what has come is read', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request();
    await peer.until('HEADERS', { streamId: 1 });
    peer.send({ type: 'HEADERS', streamId: 1, headers: [[':status', '200']] },
      { type: 'DATA', streamId: 1, data: 'x', endStream: true });
    await once(stream, 'response');
    await peer.soFar();
    await new Promise(setImmediate);
    assert.deepStrictEqual(numbersOf(stream), NOTHING_YET);
    stream.resume();
    await closeOf(stream);
    assert.deepStrictEqual(numbersOf(stream), []);
  });

  it('of a pushed stream is reserved, and then half closed', async () => {
    const server = await listen(http2.createServer());
    const ofServer = [];
    server.on('stream', (stream) => {
      stream.pushStream({ ':path': '/pushed' }, (error, pushed) => {
        ofServer.push(numbersOf(pushed));
        pushed.respond();
        ofServer.push(numbersOf(pushed));
        pushed.end('pushed');
      });
      stream.respond();
      stream.end();
    });
    const client = connect(server);
    client.request().resume();
    const [ofClient, pushed] = await new Promise((resolve) => {
      client.on('stream', (stream) => resolve([numbersOf(stream), stream]));
    });
    const seen = watch(pushed.resume(), 'push');
    await closeOf(pushed);
    assert.deepStrictEqual(ofServer, Array(2).fill(opened(RESERVED_LOCAL, 0, 1)));
    assert.deepStrictEqual(ofClient, opened(RESERVED_REMOTE, 1));
    assert.deepStrictEqual(seen.push, opened(HALF_CLOSED_LOCAL, 1));
  });

  it('has numbers in aborted', async () => {
    const { peer, session } = await servedPeer();
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await once(session, 'stream');
    const seen = watch(stream, 'aborted');
    peer.send({ type: 'RST_STREAM', streamId: 1, code: 8 });
    await closeOf(stream);
    assert.deepStrictEqual(seen, { aborted: [6, 16, 0, 0, 1, WINDOW] });
  });

  it('of an aborted stream stays that of aborted until it closes', async () => {
    const { peer, session } = await servedPeer();
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST, endStream: true });
    const [stream] = await once(session, 'stream');
    const seen = watch(stream, 'aborted', 'end');
    stream.respond();
    stream.write('some');
    await peer.until('DATA');
    peer.send({ type: 'RST_STREAM', streamId: 1, code: 0 });
    await closeOf(stream);
    const expected = [6, 16, 0, 0, 1, WINDOW];
    assert.deepStrictEqual(seen, { aborted: expected, end: expected });
  });

  it('of a HEAD that is reset at once is that of any other request in stream', async () => {
    const { peer, session } = await servedPeer();
    const head = [[':method', 'HEAD'], ...GET.slice(1)];
    let state;
    session.on('stream', (stream) => { state = numbersOf(stream); });
    peer.send({ type: 'HEADERS', streamId: 1, headers: head, endStream: true },
      { type: 'RST_STREAM', streamId: 1, code: 8 });
    await peer.soFar();
    assert.deepStrictEqual(state, opened(OPEN));
  });
});
