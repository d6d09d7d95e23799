'use strict';

const assert = require('node:assert');
const http2 = require('native-http2/legacy');
const { ask } = require('../../support/answering');
const { closeEverything, listen } = require('../../support/listening');
const { early } = require('../../support/early-api');
const { builtin } = require('../../support/oracle');

const WAYS = {
  rstWithNoError: 0,
  rstWithProtocolError: 1,
  rstWithInternalError: 2,
  rstWithRefuse: 7,
  rstWithRefused: 7,
  rstWithCancel: 8,
  rstStreamWithCancel: 8,
};

describe('Resets of the early API', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  /** The code that the client sees, and what the server's stream says of its end. */
  async function resetBy(act) {
    const server = http2.createServer();
    server.on('streamError', () => {});
    const told = new Promise((resolve) => {
      server.on('stream', (stream) => {
        stream.on('streamClosed', (code) => resolve([code, stream.destroyed]));
        act(stream);
      });
    });
    const { rstCode } = await ask(early(await listen(server)));
    return { rstCode, told: await told };
  }

  for (const [name, code] of Object.entries(WAYS)) {
    it(`stream.${name}() has the code ${code}`, async () => {
      assert.deepStrictEqual(await resetBy((stream) => stream[name]()),
        { rstCode: code, told: [code, true] });
    });
  }

  it('stream.rstStream() and session.rstStream() take a code, NO_ERROR by default', async () => {
    const acts = [
      [(stream) => stream.rstStream(10), 10], [(stream) => stream.rstStream(), 0],
      [(stream) => stream.session.rstStream(stream, 11), 11],
      [(stream) => stream.session.rstStream(stream), 0],
    ];
    for (const [act, code] of acts) {
      assert.deepStrictEqual(await resetBy(act), { rstCode: code, told: [code, true] });
    }
  });

  it('check their arguments', async () => {
    const { told } = await resetBy((stream) => {
      const { session } = stream;
      assert.throws(() => stream.rstStream('one'), { code: 'ERR_INVALID_ARG_TYPE' });
      assert.throws(() => stream.rstStream(-1), { code: 'ERR_OUT_OF_RANGE' });
      assert.throws(() => session.rstStream({}, 1), { code: 'ERR_INVALID_ARG_TYPE' });
      assert.throws(() => session.priority(undefined, {}), { code: 'ERR_INVALID_ARG_TYPE' });
      stream.rstWithCancel();
    });
    assert.deepStrictEqual(told, [8, true]);
  });

  it('emit streamClosed before close, also of a stream that has ended well', async () => {
    const log = [];
    const server = http2.createServer();
    server.on('stream', (stream) => stream.respond({}, { endStream: true }));
    const stream = early(await listen(server)).request();
    const closed = new Promise((resolve) => { stream.on('close', resolve); });
    stream.on('close', () => log.push('close'));
    stream.on('streamClosed', (code) => log.push(`streamClosed ${code}`));
    stream.resume();
    await closed;
    assert.deepStrictEqual(log, ['streamClosed 0', 'close']);
  });
});
