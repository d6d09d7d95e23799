'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { FramePeer } = require('../../support/frame-peer');
const { askedClient } = require('../../support/framed');
const { closeEverything, closeLater, connect, listen } = require('../../support/listening');
const { builtin, wanted } = require('../../support/oracle');

const CANCEL = 8;
const POST = { ':method': 'POST' };
/** What the frames of a request end with when nothing of its body is left to be sent. */
const EMPTY_END = 'DATA 1 0 bytes END_STREAM';

/** What a program writes in the turn in which it closes the request, and the body's frames then. */
const WRITES = {
  'one write': [(stream) => stream.write('aa'), ['DATA 1 2 bytes']],
  'two writes': [(stream) => { stream.write('aa'); stream.write('b'); }, ['DATA 1 2 bytes']],
  'two writes and an end': [(stream) => {
    stream.write('aa');
    stream.end('b');
  }, ['DATA 1 2 bytes']],
  nothing: [() => {}, [EMPTY_END]],
};

/** A request whose session is connecting, and the server of frames, once it is there. */
async function waiting() {
  const server = await listen(net.createServer());
  const peer = once(server, 'connection').then(([socket]) => {
    return closeLater(new FramePeer(socket, { role: 'server' })).greet();
  });
  return { stream: connect(server).request(POST), peer };
}

async function framesOf(peer) {
  await peer.until('RST_STREAM');
  return peer.lines.filter((line) => !line.startsWith('GOAWAY'));
}

describe('The body of a request that is closed with an error before all of it was sent', () => {
  afterEach(closeEverything);

  for (const [title, [write, frames]] of Object.entries(WRITES)) {
    it(`has no end after ${title}: a part of it does not look like the whole`, async () => {
      const { client, peer } = await askedClient();
      const stream = client.request(POST);
      write(stream);
      stream.close(CANCEL);
      assert.deepStrictEqual(await framesOf(peer), ['HEADERS 1', ...frames, 'RST_STREAM 1 code 8']);
    });
  }

  it('has no end when the session was still connecting', async () => {
    const { peer, stream } = await waiting();
    stream.write('aa');
    stream.close(CANCEL);
    assert.deepStrictEqual(await framesOf(await peer),
      ['HEADERS 1', 'DATA 1 2 bytes', 'RST_STREAM 1 code 8']);
  });

  it('has no end when the window has no room for it', async () => {
    const { client, peer } = await askedClient({}, [[4, 2]]);
    const stream = client.request(POST);
    stream.write('aaa');
    await peer.until('DATA');
    stream.close(CANCEL);
    assert.deepStrictEqual(await framesOf(peer),
      ['HEADERS 1', 'DATA 1 2 bytes', 'RST_STREAM 1 code 8']);
  });

  it('has its end when the program has ended it, and all of it is sent', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request(POST);
    stream.end('aa');
    stream.close(CANCEL);
    const expected = builtin ? 'DATA 1 2 bytes' : wanted('Frames', 'DATA 1 2 bytes END_STREAM');
    assert.deepStrictEqual(await framesOf(peer), ['HEADERS 1', expected, 'RST_STREAM 1 code 8']);
  });
});

describe('The body of a request that has ended and is closed without an error', () => {
  afterEach(closeEverything);

  it('is sent in full before RST_STREAM', async () => {
    const { client, peer } = await askedClient();
    const stream = client.request(POST);
    stream.write('aa');
    stream.end('b');
    stream.close();
    // The builtin may give END_STREAM a frame of its own.
    const whole = (await framesOf(peer)).join().replace('bytes,DATA 1 0 bytes END', 'bytes END');
    assert.strictEqual(whole,
      'HEADERS 1,DATA 1 2 bytes,DATA 1 1 bytes END_STREAM,RST_STREAM 1 code 0');
  });

  it('waits for the window', async () => {
    const { client, peer } = await askedClient({}, [[4, 2]]);
    const stream = client.request(POST);
    stream.end('aaa');
    stream.close();
    await peer.until('DATA');
    assert.deepStrictEqual(peer.lines, ['HEADERS 1', 'DATA 1 2 bytes']);
    peer.send({ type: 'WINDOW_UPDATE', streamId: 1, increment: 10 });
    assert.deepStrictEqual((await framesOf(peer)).slice(2),
      ['DATA 1 1 bytes END_STREAM', 'RST_STREAM 1 code 0']);
  });
});

describe('The body that waits for its request to be ready', () => {
  afterEach(closeEverything);

  /** A request whose 'ready' has a listener from before its body. */
  async function readied(act) {
    const { peer, stream } = await waiting();
    stream.on('ready', () => act(stream));
    stream.write('aa');
    stream.end('b');
    return { peer: await peer };
  }

  it('is begun after the listeners of ready that were there before it', async () => {
    const sizes = [];
    const show = ({ bufferSize }) => sizes.push(bufferSize);
    const { peer, stream } = await waiting();
    stream.on('ready', () => show(stream));
    stream.end('abc');
    stream.on('ready', () => show(stream));
    await (await peer).until('DATA');
    assert.deepStrictEqual(sizes, [3, 6]);
  });

  it('is not begun when such a listener closes the request', async () => {
    const { peer } = await readied((stream) => stream.close(CANCEL));
    assert.deepStrictEqual(await framesOf(peer), ['HEADERS 1', 'RST_STREAM 1 code 8']);
  });

  it('is not begun when such a listener destroys the request', async () => {
    const { peer } = await readied((stream) => stream.destroy());
    assert.deepStrictEqual(await framesOf(peer), ['HEADERS 1', 'RST_STREAM 1 code 0']);
  });

  it('is sent in full when such a listener closes the request without an error', async () => {
    const { peer } = await readied((stream) => stream.close());
    assert.deepStrictEqual(await framesOf(peer),
      ['HEADERS 1', 'DATA 1 3 bytes END_STREAM', 'RST_STREAM 1 code 0']);
  });
});
