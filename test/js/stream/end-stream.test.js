'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('../../support/impl');
const { peerOf } = require('../../support/framed');
const { describeFrame, FramePeer, GET, POST } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');

/** The frames of a server's answer to a GET. */
async function answerFrames(answer) {
  const server = await listen(http2.createServer().on('stream', answer));
  const peer = await peerOf(server);
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  const frames = [];
  for (let frame; !frame?.endStream;) {
    frame = await peer.next();
    assert.ok(frame, 'the connection ended');
    if (frame.type !== 'WINDOW_UPDATE') frames.push(describeFrame(frame));
  }
  return frames;
}

/** The frames of a client's request. */
async function requestFrames(ask) {
  const raw = await listen(net.createServer());
  const accepted = once(raw, 'connection');
  const session = closeLater(http2.connect(`http://localhost:${raw.address().port}`,
    { host: '127.0.0.1' }));
  ask(session).on('error', () => {});
  const peer = closeLater(new FramePeer((await accepted)[0], { role: 'server' }));
  peer.greet();
  const frames = [];
  for (let frame; !frame?.endStream;) {
    frame = await peer.next();
    assert.ok(frame, 'the connection ended');
    if (frame.streamId) frames.push(describeFrame(frame));
  }
  return frames;
}

describe('END_STREAM', () => {
  afterEach(closeEverything);

  const answers = {
    'rides on the only DATA of respond() and end(body)': [
      (stream) => { stream.respond(); stream.end('hello'); },
      ['HEADERS 1', 'DATA 1 5 bytes END_STREAM'],
    ],
    'rides on the DATA of write() and end() in one turn': [
      (stream) => { stream.respond(); stream.write('hello'); stream.end(); },
      ['HEADERS 1', 'DATA 1 5 bytes END_STREAM'],
    ],
    'rides on the HEADERS of respond() with endStream': [
      (stream) => stream.respond({}, { endStream: true }),
      ['HEADERS 1 END_STREAM'],
    ],
    'rides on the HEADERS of a status that has no body': [
      (stream) => stream.respond({ ':status': 204 }),
      ['HEADERS 1 END_STREAM'],
    ],
    'comes in an empty DATA for an empty body': [
      (stream) => { stream.respond(); stream.end(); },
      ['HEADERS 1', 'DATA 1 0 bytes END_STREAM'],
    ],
    'comes in an empty DATA when end() is called in a later turn': [
      (stream) => {
        stream.respond();
        stream.write('hello', () => setImmediate(() => stream.end()));
      },
      ['HEADERS 1', 'DATA 1 5 bytes', 'DATA 1 0 bytes END_STREAM'],
    ],
    'rides on the last of several DATA': [
      (stream) => { stream.respond(); stream.end(Buffer.alloc(20000)); },
      ['HEADERS 1', 'DATA 1 16384 bytes', 'DATA 1 3616 bytes END_STREAM'],
    ],
  };
  for (const [title, [answer, frames]] of Object.entries(answers)) {
    it(`of a server ${title}`, async () => {
      assert.deepStrictEqual(await answerFrames(answer), frames);
    });
  }

  it('of a server rides on the HEADERS of a response that comes after end()', async () => {
    for (const later of [process.nextTick, setImmediate]) {
      assert.deepStrictEqual(await answerFrames((stream) => {
        stream.end();
        assert.strictEqual(stream.headersSent, false);
        later(() => stream.respond({}, { waitForTrailers: true }));
      }), ['HEADERS 1 END_STREAM']);
    }
  });

  it('of a server is not sent by end() without a response', async () => {
    const server = await listen(http2.createServer());
    const peer = await peerOf(server);
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await once(server, 'stream');
    stream.end();
    await once(stream, 'finish');
    assert.deepStrictEqual(await peer.soFar(), []);
    assert.deepStrictEqual([stream.headersSent, stream.closed], [false, false]);
  });

  const requests = {
    'rides on the HEADERS of a GET': [
      (session) => session.request(),
      ['HEADERS 1 END_STREAM'],
    ],
    'rides on the HEADERS of a POST with endStream': [
      (session) => session.request({ ':method': 'POST' }, { endStream: true }),
      ['HEADERS 1 END_STREAM'],
    ],
    'rides on the only DATA of a POST': [
      (session) => session.request({ ':method': 'POST' }).end('hello'),
      ['HEADERS 1', 'DATA 1 5 bytes END_STREAM'],
    ],
    'comes in an empty DATA for an empty POST': [
      (session) => session.request({ ':method': 'POST' }).end(),
      ['HEADERS 1', 'DATA 1 0 bytes END_STREAM'],
    ],
  };
  for (const [title, [ask, frames]] of Object.entries(requests)) {
    it(`of a client ${title}`, async () => {
      assert.deepStrictEqual(await requestFrames(ask), frames);
    });
  }
});
