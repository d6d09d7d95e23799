'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { Readable } = require('node:stream');
const http2 = require('../../support/impl');
const { textOf } = require('../../support/body');
const { GET } = require('../../support/frame-peer');
const { askedClient, eventsOf, servedPeer } = require('../../support/framed');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');

// What other implementations of this module got wrong at first.

const OK = [[':status', '200']];

describe('pushStream()', () => {
  afterEach(closeEverything);

  it('calls back with the error when there are no stream ids left', async () => {
    const LAST_ID = 2 ** 31 - 2;
    const told = [];
    const { peer, session } = await servedPeer({}, (stream) => {
      const pushed = (...args) => told.push(args);
      stream.pushStream({ ':path': '/last' }, pushed);
      stream.pushStream({ ':path': '/one-too-many' }, pushed);
      stream.respond({}, { endStream: true });
    });
    session.setNextStreamID(LAST_ID);
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('HEADERS', { streamId: 1 });
    await peer.soFar();
    const [[, last], [failure, ...rest]] = told;
    assert.strictEqual(last.id, LAST_ID);
    assert.strictEqual(failure.code, 'ERR_HTTP2_OUT_OF_STREAMS');
    assert.deepStrictEqual(rest, []);
  });

  it('gives a stream that may be closed before it answers', async () => {
    const closed = [];
    const { peer } = await servedPeer({}, (stream) => {
      stream.pushStream({ ':path': '/x' }, (error, pushed) => {
        assert.ifError(error);
        eventsOf(pushed).then((lines) => closed.push(...lines));
        pushed.close(http2.constants.NGHTTP2_CANCEL);
      });
      stream.respond({}, { endStream: true });
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.until('PUSH_PROMISE', { promised: 2 });
    await peer.until('RST_STREAM', { streamId: 2, code: 8 });
    await peer.soFar();
    assert.deepStrictEqual(closed, ['close 8']);
  });

  it('gives a stream that may be closed after it has answered', async () => {
    let done;
    const closed = new Promise((resolve) => { done = resolve; });
    const { peer } = await servedPeer({}, (stream) => {
      stream.pushStream({ ':path': '/x' }, (error, pushed) => {
        eventsOf(pushed).then(done);
        pushed.respond();
        pushed.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
      });
      stream.respond({}, { endStream: true });
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    assert.deepStrictEqual(await closed, [
      'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_INTERNAL_ERROR', 'close 2',
    ]);
  });
});

describe('A symbol among headers', () => {
  afterEach(closeEverything);

  it('is never sent', async () => {
    const headers = { a: 'b', [Symbol('secret')]: 'c', [http2.sensitiveHeaders]: ['a'] };
    const { client, peer: server } = await askedClient();
    client.request(headers).on('error', () => {});
    const names = (frame) => frame.headers.map(([name]) => name).filter((name) => name[0] !== ':');
    assert.deepStrictEqual(names(await server.until('HEADERS')), ['a']);
    const { peer } = await servedPeer({}, (stream) => {
      stream.on('wantTrailers', () => stream.sendTrailers(headers));
      stream.additionalHeaders({ ':status': 103, ...headers });
      stream.respond(headers, { waitForTrailers: true, sendDate: false });
      stream.end('x');
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const sent = [];
    do {
      const frame = await peer.until('HEADERS');
      sent.push(names(frame).filter((name) => name !== 'date'));
      if (frame.endStream) break;
    } while (sent.length < 3);
    assert.deepStrictEqual(sent, [['a'], ['a'], ['a']]);
  });
});

describe('A stream that its user has closed', () => {
  afterEach(closeEverything);

  it('gets no response that comes afterwards', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    const events = eventsOf(stream);
    stream.close(http2.constants.NGHTTP2_CANCEL);
    peer.send(
      { type: 'HEADERS', streamId: 1, headers: OK },
      { type: 'DATA', streamId: 1, data: 'late' },
      { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true },
    );
    assert.deepStrictEqual(await events, ['close 8']);
    const next = client.request();
    await peer.until('HEADERS', { streamId: 3 });
    peer.send({ type: 'HEADERS', streamId: 3, headers: OK, endStream: true });
    assert.strictEqual(await textOf(next), '');
  });

  it('gets no trailers of a client that come afterwards', async () => {
    const seen = [];
    let opened;
    const { peer } = await servedPeer({}, (stream) => {
      opened = stream;
      for (const event of ['trailers', 'data']) stream.on(event, () => seen.push(event));
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET });
    await peer.soFar();
    opened.close(http2.constants.NGHTTP2_INTERNAL_ERROR);
    await peer.until('RST_STREAM', { streamId: 1, code: 2 });
    peer.send(
      { type: 'DATA', streamId: 1, data: 'late' },
      { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true },
    );
    await peer.soFar();
    assert.deepStrictEqual(seen, []);
  });
});

describe('A session that is closing', () => {
  afterEach(closeEverything);

  it('still sends the trailers of its streams', async () => {
    const { peer, session } = await servedPeer({}, (stream) => {
      stream.on('wantTrailers', () => {
        session.close();
        setImmediate(() => stream.sendTrailers({ x: 'y' }));
      });
      stream.respond({}, { waitForTrailers: true });
      stream.end('body');
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const trailers = await peer.until('HEADERS', { streamId: 1, endStream: true });
    assert.deepStrictEqual(trailers.headers, [['x', 'y']]);
    await peer.rest();
  });
});

describe('A header list over maxHeaderListSize', () => {
  afterEach(closeEverything);

  it('costs its stream alone', async () => {
    const answer = (stream) => stream.respond({}, { endStream: true });
    const { errors, peer } = await servedPeer({ settings: { maxHeaderListSize: 500 } }, answer);
    const big = [...GET, ['x', 'y'.repeat(500)]];
    peer.send({ type: 'HEADERS', streamId: 1, headers: big, endStream: true });
    await peer.until('RST_STREAM', { streamId: 1 });
    peer.send({ type: 'HEADERS', streamId: 3, headers: GET, endStream: true });
    await peer.until('HEADERS', { streamId: 3 });
    assert.deepStrictEqual(errors, []);
  });
});

describe('An error of the socket', () => {
  afterEach(closeEverything);

  for (const side of ['client', 'server']) {
    for (const how of ['close', 'destroy']) {
      it(`after ${how}() of the session of a ${side} goes nowhere`, async () => {
        const server = await listen(http2.createServer());
        const [accepting, serving] = [once(server, 'connection'), once(server, 'session')];
        const ours = net.connect(server.address().port, '127.0.0.1');
        const client = closeLater(http2.connect('http://localhost', {
          createConnection: () => ours,
        }));
        await once(client, 'connect');
        const [[theirs], [session]] = await Promise.all([accepting, serving]);
        const [ending, socket] = side === 'client' ? [client, ours] : [session, theirs];
        const closed = once(ending, 'close');
        ending[how]();
        await closed;
        socket.emit('error', new Error('too late'));
        socket.destroy(new Error('later still'));
        await new Promise(setImmediate);
      });
    }
  }
});

describe('An empty body', () => {
  afterEach(closeEverything);

  it('arrives through pipe() in both directions', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => { stream.respond(); stream.pipe(stream); });
    const stream = connect(server).request({ ':method': 'POST' });
    Readable.from([]).pipe(stream);
    assert.strictEqual(await textOf(stream), '');
  });

  it('arrives through pipe() of the request to the response', async () => {
    const server = await listen(http2.createServer((request, response) => request.pipe(response)));
    const stream = connect(server).request({ ':method': 'POST' });
    stream.end();
    assert.strictEqual(await textOf(stream), '');
  });
});
