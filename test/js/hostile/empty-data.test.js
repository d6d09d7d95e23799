'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { askedClient, servedPeer } = require('../../support/framed');
const { POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { describeError } = require('../../support/transcript');

const INTERNAL_ERROR = 2;
const TOO_MANY = 'Error ERR_HTTP2_TOO_MANY_INVALID_FRAMES: Too many invalid HTTP/2 frames';
const CALLBACK_FAILED = -902;

const HEAD = { type: 'HEADERS', streamId: 1, headers: POST };
const ANSWER = { type: 'HEADERS', streamId: 1, headers: [[':status', '200']] };
const EMPTY = { type: 'DATA', streamId: 1 };
const END = { ...EMPTY, endStream: true };
const BYTE = { ...EMPTY, data: 'b' };
const PADDING = { ...EMPTY, flags: 8, payload: Buffer.alloc(4, 0).fill(3, 0, 1) };

const times = (count, ...frames) => Array.from({ length: count }, () => frames).flat();

/** What a server's streams say that get these frames. */
async function uploaded(frames, options) {
  const log = [];
  const pair = await servedPeer(options, (stream) => {
    stream.resume();
    stream.on('end', () => log.push('end'));
    stream.on('aborted', () => log.push('aborted'));
    stream.on('error', (error) => log.push(describeError(error)));
    stream.on('close', () => log.push(`close ${stream.rstCode}`));
  });
  pair.peer.send(...frames);
  return { ...pair, log };
}

const ENDED = ['aborted', TOO_MANY, `close ${INTERNAL_ERROR}`];

describe('Empty DATA frames', () => {
  afterEach(closeEverything);

  for (const max of [0, 1, 5]) {
    for (const [title, frames] of [['', [EMPTY]], [' between others', [BYTE, EMPTY]]]) {
      it(`${title} end a server's session after ${max + 1} of them`.trim(), async () => {
        const { closed, errors, log, peer } = await uploaded([HEAD, ...times(max + 1, ...frames)],
          { maxSessionInvalidFrames: max });
        await peer.soFar();
        assert.deepStrictEqual([errors, log], [[], []]);
        peer.send(...frames);
        await closed;
        assert.deepStrictEqual(log, ENDED);
        assert.deepStrictEqual(errors.map(describeError), [TOO_MANY]);
        assert.strictEqual(errors[0].errno, CALLBACK_FAILED);
        await peer.until('GOAWAY', { code: INTERNAL_ERROR, lastStreamId: 1 });
      });
    }
  }

  it('end a session when 1,002 came, by default', async () => {
    const { closed, errors, peer } = await uploaded([HEAD, ...times(1001, EMPTY)], {});
    await peer.soFar();
    assert.deepStrictEqual(errors, []);
    peer.send(EMPTY);
    await closed;
    assert.deepStrictEqual(errors.map(describeError), [TOO_MANY]);
  });

  it('may be as many as maxSessionInvalidFrames says', async () => {
    const { errors, log, peer } = await uploaded([HEAD, ...times(5000, EMPTY), END],
      { maxSessionInvalidFrames: 10_000 });
    await peer.soFar();
    assert.deepStrictEqual([errors, log], [[], ['end']]);
  });

  it('of several streams count together, and end all of them', async () => {
    const streams = [1, 3, 5].flatMap((streamId) => [{ ...HEAD, streamId }, { ...EMPTY, streamId }]);
    const { closed, log } = await uploaded(streams, { maxSessionInvalidFrames: 1 });
    await closed;
    assert.deepStrictEqual(log, ['aborted', 'aborted', 'aborted',
      ...times(3, TOO_MANY, `close ${INTERNAL_ERROR}`)]);
  });

  it('with END_STREAM, or of a stream that was reset, do not count', async () => {
    const { errors, peer } = await uploaded([
      HEAD, EMPTY, EMPTY, END, { ...HEAD, streamId: 3 }, { type: 'RST_STREAM', streamId: 3, code: 8 },
      ...times(5, { ...EMPTY, streamId: 3 }),
    ], { maxSessionInvalidFrames: 1 });
    await peer.soFar();
    assert.deepStrictEqual(errors, []);
  });

  if (!olderThan(22)) {
    it('with padding do not count', async () => {
      const { errors, log, peer } = await uploaded([HEAD, ...times(5, PADDING), END],
        { maxSessionInvalidFrames: 1 });
      await peer.soFar();
      assert.deepStrictEqual([errors, log], [[], ['end']]);
    });
  }

  for (const [max, ends] of [[0, true], [1, true], [2, false]]) {
    it(`of a server ${ends ? 'end' : 'leave'} a client with a limit of ${max}`, async () => {
      const { client, peer } = await askedClient({ maxSessionInvalidFrames: max });
      const request = client.request();
      const log = [];
      let bytes = 0;
      request.on('data', (chunk) => { bytes += chunk.length; });
      request.on('error', (error) => log.push(describeError(error)));
      client.on('error', (error) => log.push(describeError(error)));
      const closed = new Promise((resolve) => { request.on('close', resolve); });
      await peer.until('HEADERS', { streamId: 1 });
      peer.send(ANSWER, BYTE, EMPTY, BYTE, EMPTY, BYTE, EMPTY, END);
      await closed;
      await (ends ? new Promise((resolve) => { client.on('close', resolve); }) : peer.soFar());
      assert.strictEqual(bytes, ends ? max + 2 : 3);
      assert.deepStrictEqual(log, ends ? [TOO_MANY, TOO_MANY] : []);
      assert.strictEqual(request.rstCode, ends ? INTERNAL_ERROR : 0);
    });
  }

  it('of a server that ends the connection after them end a client all the same', async () => {
    const { client, peer } = await askedClient({ maxSessionInvalidFrames: 0 });
    const request = client.request().resume();
    await peer.until('HEADERS', { streamId: 1 });
    const failed = once(request, 'error');
    peer.send(ANSWER, EMPTY, EMPTY, END);
    peer.socket.end();
    const [error] = await failed;
    assert.strictEqual(describeError(error), TOO_MANY);
  });
});
