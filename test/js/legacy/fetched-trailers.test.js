'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('native-http2/legacy');
const { ask } = require('../../support/answering');
const { textOf } = require('../../support/body');
const { early } = require('../../support/early-api');
const { FramePeer, GET } = require('../../support/frame-peer');
const { closeEverything, closeLater, listen } = require('../../support/listening');
const { builtin } = require('../../support/oracle');

describe('Trailers of the early API', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  async function answerOf(onStream, onError = () => {}) {
    const server = http2.createServer();
    server.on('stream', onStream);
    server.on('streamError', onError);
    return ask(early(await listen(server)));
  }

  it('are fetched from a listener that comes after the head', async () => {
    const { body, trailers } = await answerOf((stream) => {
      stream.respond();
      stream.write('one ');
      stream.on('fetchTrailers', (fetched) => { fetched.late = '1'; });
      stream.end('two');
    });
    assert.deepStrictEqual([body, trailers], ['one two', { late: '1' }]);
  });

  it('are collected from the option and all listeners, in an object without a prototype', async () => {
    const { trailers } = await answerOf((stream) => {
      stream.on('fetchTrailers', (fetched) => { fetched.second = fetched.first + 1; });
      stream.on('fetchTrailers', (fetched) => { fetched.third = '3'; });
      stream.respond({}, {
        getTrailers(collected) {
          assert.strictEqual(Object.getPrototypeOf(collected), null);
          collected.first = 1;
        },
      });
      stream.end();
    });
    assert.deepStrictEqual(trailers, { first: '1', second: '2', third: '3' });
  });

  it('are none when nothing is put in', async () => {
    const { body, trailers } = await answerOf((stream) => {
      stream.respond({}, { getTrailers() {} });
      stream.end('body');
    });
    assert.deepStrictEqual([body, trailers], ['body', undefined]);
  });

  it('can be sent by a client', async () => {
    const server = http2.createServer();
    const received = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('trailers', ({ by, at }) => resolve([by, at]));
        stream.respond();
        stream.resume().on('end', () => stream.end('done'));
      });
    });
    const session = early(await listen(server));
    const stream = session.request({ ':method': 'POST' }, {
      getTrailers(trailers) { trailers.by = 'option'; },
    });
    stream.on('fetchTrailers', (trailers) => { trailers.at = 'event'; });
    stream.end('body');
    assert.strictEqual(await textOf(stream), 'done');
    assert.deepStrictEqual(await received, ['option', 'event']);
  });

  it('with a pseudo-header end the stream with an error', async () => {
    const errors = [];
    const { rstCode } = await answerOf((stream) => {
      stream.respond({}, { getTrailers(trailers) { trailers[':status'] = '200'; } });
      stream.end('body');
    }, (error) => errors.push(error.code));
    assert.deepStrictEqual([errors, rstCode], [['ERR_HTTP2_INVALID_PSEUDOHEADER'], 2]);
  });

  it('do not hinder those of today', async () => {
    const { trailers } = await answerOf((stream) => {
      stream.respond({}, { waitForTrailers: true });
      stream.on('wantTrailers', () => stream.sendTrailers({ today: '1' }));
      stream.end();
    });
    assert.deepStrictEqual(trailers, { today: '1' });
  });

  it('cost no frame when nobody asks for them', async () => {
    const server = await listen(http2.createServer());
    server.on('stream', (stream) => {
      stream.respond();
      stream.end('body');
    });
    const peer = closeLater(await FramePeer.connect(server.address().port));
    await peer.handshake();
    peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
    await peer.expect('HEADERS', { streamId: 1 });
    await peer.expect('DATA', { streamId: 1, endStream: true });
  });

  it('need a function', async () => {
    await answerOf((stream) => {
      assert.throws(() => stream.respond({}, { getTrailers: 'text' }), { code: 'ERR_INVALID_ARG_TYPE' });
      stream.respond({}, { endStream: true });
    });
    const session = early(await listen(http2.createServer()));
    assert.throws(() => session.request({}, { getTrailers: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
    await once(session, 'connect');
  });
});
