'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { askedClient, servedPeer } = require('../../support/framed');
const { GET } = require('../../support/frame-peer');
const http2 = require('../../support/impl');
const { closeEverything, connect, listen } = require('../../support/listening');
const { builtin, olderThan, wanted } = require('../../support/oracle');

const BROKEN = 'error ERR_HTTP2_STREAM_ERROR Stream closed with error code NGHTTP2_PROTOCOL_ERROR';
const NUL = 'a\0b';
const EVENTS = [
  'ready', 'headers', 'response', 'trailers', 'aborted', 'end', 'finish', 'error', 'close',
];

// The one field of a block that had a NUL.
const MALFORMED = [builtin ? ['\0', '\0'] : wanted('Headers', [' ', ''])];

/** What a stream emits until it is closed, a line for each event. */
function eventsOf(stream) {
  const lines = [];
  for (const event of EVENTS) {
    stream.on(event, (arg) => {
      lines.push(event === 'error' ? `error ${arg.code} ${arg.message}` : event);
    });
  }
  return new Promise((resolve) => {
    stream.on('close', () => resolve([...lines.slice(0, -1), `close ${stream.rstCode}`]));
  });
}

const REQUESTS = {
  'a field': { x: NUL },
  'a field that is nothing else': { x: '\0' },
  'a field that would begin another one': { x: 'a\0\0y-evil\0b' },
  'a character whose low byte it is': { x: 'a\u0100b' },
  'one of several values': { x: ['a', NUL] },
  'a sensitive field': { x: NUL, [http2.sensitiveHeaders]: ['x'] },
  ':path': { ':path': `/${NUL}` },
  ':authority': { ':authority': NUL },
  ':scheme': { ':scheme': NUL },
  ':method': { ':method': 'G\0T' },
  ...(olderThan(22) ? {} : { 'a flat list': [':path', '/', 'x', NUL] }),
};

describe('A NUL in a request', () => {
  afterEach(closeEverything);

  for (const [place, headers] of Object.entries(REQUESTS)) {
    it(`in ${place} ends its stream with PROTOCOL_ERROR, and no other`, async () => {
      const server = await listen(http2.createServer());
      server.on('stream', (stream) => stream.respond({}, { endStream: true }));
      const client = connect(server);
      const stream = client.request(headers);
      stream.end();
      assert.deepStrictEqual(await eventsOf(stream), ['ready', 'finish', BROKEN, 'close 1']);
      const [answer] = await once(client.request().resume(), 'response');
      assert.strictEqual(answer[':status'], 200);
    });
  }

  it('with a body that is not complete aborts its stream', async () => {
    const client = connect(await listen(http2.createServer()));
    const stream = client.request({ ':method': 'POST', 'x': NUL });
    stream.write('hello');
    assert.deepStrictEqual(await eventsOf(stream), ['ready', 'aborted', 'finish', BROKEN, 'close 1']);
  });

  it('makes a stream like any other until the server refuses it', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request({ ':method': 'POST', 'x': NUL });
    stream.end('hello');
    const { headers } = await peer.until('HEADERS', { streamId: 1 });
    assert.deepStrictEqual(headers, MALFORMED);
    await peer.until('DATA', { streamId: 1, endStream: true });
    assert.deepStrictEqual([stream.id, stream.closed, stream.sentHeaders.x], [1, false, NUL]);
    peer.send({ type: 'RST_STREAM', streamId: 1, code: 1 });
    await once(stream, 'error');
    client.request().on('error', () => {});
    await peer.until('HEADERS', { streamId: 3 });
  });

  if (!olderThan(22)) {
    it('in a name is refused', async () => {
      const { client } = await askedClient();
      assert.throws(() => client.request({ 'x\0y': 'a' }), { code: 'ERR_INVALID_HTTP_TOKEN' });
    });
  }
});

/** How a server's stream and a client's end, for an answer. */
async function exchange(answer, method = 'GET') {
  const server = await listen(http2.createServer());
  const ofServer = new Promise((resolve) => {
    server.on('stream', (stream) => {
      resolve(eventsOf(stream));
      stream.resume();
      answer(stream);
    });
  });
  const client = connect(server);
  const stream = client.request({ ':method': method }).resume();
  if (method === 'POST') stream.write('hello');
  const ofClient = await eventsOf(stream);
  return { ofClient, ofServer: await ofServer };
}

describe('A NUL in an answer', () => {
  afterEach(closeEverything);

  const WHOLE = { ofClient: ['ready', 'finish', BROKEN, 'close 1'] };
  const PART = {
    ofClient: ['ready', 'aborted', 'finish', BROKEN, 'close 1'],
    ofServer: ['aborted', 'finish', BROKEN, 'close 1'],
  };

  it('with a body ends the client\'s stream, and the server has sent it', async () => {
    const { ofClient, ofServer } = await exchange((stream) => {
      stream.respond({ x: NUL });
      stream.end('hello');
    });
    assert.deepStrictEqual(ofClient, WHOLE.ofClient);
    assert.deepStrictEqual(ofServer, ['end', 'close 0']);
  });

  it('without a body ends the client\'s stream, and the server has sent it', async () => {
    const { ofClient, ofServer } = await exchange((stream) => {
      stream.respond({ x: NUL }, { endStream: true });
    });
    assert.deepStrictEqual(ofClient, WHOLE.ofClient);
    assert.deepStrictEqual(ofServer, ['finish', 'end', 'close 0']);
  });

  for (const [place, answer] of [
    ['head', (stream) => stream.respond({ x: NUL })],
    ['status', (stream) => stream.respond({ ':status': 200, 'content-type': NUL })],
    ['informational head', (stream) => stream.additionalHeaders({ ':status': 103, 'x': NUL })],
  ]) {
    it(`in the ${place} of one that goes on ends both streams`, async () => {
      assert.deepStrictEqual(await exchange(answer, 'POST'), PART);
    });
  }

  it('in trailers leaves the client with trailers that have no fields', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ a: '1', x: NUL }));
      stream.end('hello');
    });
    const stream = connect(server).request().resume();
    const events = eventsOf(stream);
    const [trailers] = await once(stream, 'trailers');
    assert.deepStrictEqual(Object.keys(trailers), []);
    assert.deepStrictEqual((await events).slice(-2), ['end', 'close 0']);
  });

  it('in a promise makes a push that the client refuses by itself', async () => {
    const server = await listen(http2.createServer());
    const pushed = new Promise((resolve, reject) => {
      server.on('stream', (stream) => {
        stream.pushStream({ ':path': NUL }, (error, push) => {
          if (error) return reject(error);
          resolve(eventsOf(push));
          push.respond();
        });
        stream.respond();
        stream.end();
      });
    });
    const client = connect(server);
    client.on('stream', () => assert.fail('the client got it'));
    const stream = client.request().resume();
    assert.deepStrictEqual((await eventsOf(stream)).slice(-2), ['end', 'close 0']);
    assert.strictEqual((await pushed).at(-1), 'close 1');
  });

  it('of the Compatibility API ends the client\'s stream', async () => {
    const server = await listen(http2.createServer((request, response) => {
      response.setHeader('x', NUL);
      response.setTrailer('t', NUL);
      response.end('hello');
    }));
    const stream = connect(server).request().resume();
    assert.deepStrictEqual(await eventsOf(stream), WHOLE.ofClient);
  });

  it('never reaches the peer as a field that it was not', async () => {
    const evil = 'a\0\0y-evil\0b';
    const { peer } = await servedPeer({}, (stream) => {
      stream.additionalHeaders({ ':status': 103, 'x': evil });
      stream.respond({ x: evil }, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ x: evil }));
      stream.pushStream({ x: evil }, () => {});
      stream.end('hello');
    });
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    const blocks = [];
    while (blocks.length < 4) {
      const frame = await peer.next();
      if (frame.headers !== undefined) blocks.push(frame.headers);
    }
    assert.deepStrictEqual(blocks, Array(4).fill(MALFORMED));
  });
});
