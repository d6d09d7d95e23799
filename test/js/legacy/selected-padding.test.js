'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const { Worker } = require('node:worker_threads');
const http2 = require('native-http2/legacy');
const { closeEverything, closeLater } = require('../../support/listening');
const { builtin } = require('../../support/oracle');
const { withoutListeners } = require('../../support/process-events');
const { clientOver, ends, serverOver, TRANSPORTS } = require('../../support/transports');

const { PADDING_STRATEGY_CALLBACK, PADDING_STRATEGY_MAX, NGHTTP2_INTERNAL_ERROR } = http2.constants;
const PADDED = 8;
const GET = [[':method', 'GET'], [':path', '/'], [':scheme', 'http'], [':authority', 'localhost']];

const selecting = (selectPadding) => ({ paddingStrategy: PADDING_STRATEGY_CALLBACK, selectPadding });

/** What a frame peer gets of a server: type and length of each frame, and whether it is padded. */
async function framesOf(transport, options, body, api = http2) {
  const { server, peer } = await serverOver(transport, options, api);
  server.on('stream', (stream) => {
    stream.respond({}, { sendDate: false });
    stream.end(body);
  });
  peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
  const head = await peer.until('HEADERS');
  const frames = [head];
  while (!frames.at(-1).endStream) frames.push(await peer.until('DATA'));
  return {
    frames: frames.map(({ type, length, flags }) => [type, length, (flags & PADDED) !== 0]),
    text: Buffer.concat(frames.slice(1).map(({ data }) => data)).toString(),
  };
}

/**
 * An exchange in which one side chooses its padding, and acts while it is asked for the frame with this
 * number: the HEADERS are 1, the DATA with 'hello ' is 2. That side then ends its body with 'world'; a
 * client's is echoed.
 * @returns {Promise<object>} `text`, `rstCode` and `error` of the client's stream, once it has closed
 */
async function exchange(transport, side, number, act) {
  const [ours, theirs] = await ends(transport);
  const socket = side === 'client' ? ours : theirs;
  const sessions = {};
  let stream;
  let count = 0;
  const options = selecting((length) => {
    if (++count === number) {
      setImmediate(() => { if (!stream.writableEnded && !stream.destroyed) stream.end('world'); });
      act({ stream, socket, sessions });
      globalThis.gc?.();
    }
    return length + 3;
  });
  sessions.server = closeLater(http2.performServerHandshake(theirs, side === 'server' ? options : {}));
  sessions.client = closeLater(http2.connect(`http${transport === 'TLS' ? 's' : ''}://localhost`,
    { ...(side === 'client' && options), createConnection: () => ours }));
  for (const session of Object.values(sessions)) session.on('error', () => {});
  sessions.server.on('stream', (served) => {
    served.on('error', () => {});
    served.respond();
    if (side === 'client') {
      served.pipe(served);
      return;
    }
    stream = served;
    served.write('hello ');
  });
  const asked = sessions.client.request({ ':method': 'POST' });
  const outcome = outcomeOf(asked);
  if (side === 'client') {
    stream = asked;
    asked.write('hello ');
  } else {
    asked.end();
  }
  return { ...await outcome, sessions };
}

async function outcomeOf(stream) {
  let text = '';
  let error;
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => { text += chunk; });
  stream.on('error', (failure) => { error = failure; });
  await new Promise((resolve) => { stream.on('close', resolve); });
  return { text, rstCode: stream.rstCode, error };
}

/** By what is done: the act, and the text that the client gets in the end. */
const HARMLESS = {
  'nothing': [() => {}, 'hello world'],
  'a write': [({ stream }) => { stream.write('wonderful '); }, 'hello wonderful world'],
  'writes that are gathered': [({ stream }) => {
    stream.cork();
    stream.write('wide ');
    stream.write(Buffer.from('wonderful '));
    stream.uncork();
  }, 'hello wide wonderful world'],
  'the end of the body': [({ stream }) => { stream.end('you'); }, 'hello you'],
  'session.close()': [({ stream }) => { stream.session.close(); }, 'hello world'],
  'session.goaway()': [({ stream }) => { stream.session.goaway(0, 0, Buffer.from('why')); }, 'hello world'],
  'setLocalWindowSize()': [({ stream }) => { stream.session.setLocalWindowSize(100_000); }, 'hello world'],
};

describe('selectPadding of the early API', () => {
  before(function skip() { if (builtin) this.skip(); });
  afterEach(closeEverything);

  for (const transport of TRANSPORTS) {
    it(`is asked for the HEADERS and the DATA of a server over ${transport}`, async () => {
      const asked = [];
      const options = selecting((...args) => {
        asked.push(args);
        return args[0] + asked.length;
      });
      const { frames, text } = await framesOf(transport, options, 'x'.repeat(100));
      assert.deepStrictEqual(asked, [[1, 257], [100, 356]]);
      assert.deepStrictEqual(frames, [['HEADERS', 2, true], ['DATA', 102, true]]);
      assert.strictEqual(text, 'x'.repeat(100));
    });

    it(`is asked for the HEADERS and the DATA of a client over ${transport}`, async () => {
      const { session, peer } = await clientOver(
        transport, selecting((length, max) => max), undefined, http2);
      session.request({ ':method': 'POST' }).end('hello');
      const head = await peer.until('HEADERS');
      const { length, data } = await peer.until('DATA');
      assert.deepStrictEqual([head.flags & PADDED, length, data.toString()], [PADDED, 261, 'hello']);
    });
  }

  it('returns a length that is brought into the range', async () => {
    const lengths = [-5, Infinity];
    const { frames } = await framesOf('TCP', selecting(() => lengths.shift()), 'hello');
    assert.deepStrictEqual(frames, [['HEADERS', 1, false], ['DATA', 261, true]]);
  });

  it('is not called with another strategy', async () => {
    const options = { paddingStrategy: PADDING_STRATEGY_MAX, selectPadding: assert.fail };
    const { frames } = await framesOf('TCP', options, 'hello');
    assert.deepStrictEqual(frames, [['HEADERS', 257, true], ['DATA', 261, true]]);
  });

  it('is not called for plain native-http2', async () => {
    const { frames } = await framesOf('TCP', selecting(assert.fail), 'hello', require('../../..'));
    assert.deepStrictEqual(frames, [['HEADERS', 7, true], ['DATA', 7, true]]);
  });

  it('must be a function', () => {
    const options = selecting('max');
    const expected = { code: 'ERR_INVALID_ARG_TYPE', message: /options\.selectPadding/ };
    assert.throws(() => http2.createServer(options), expected);
    assert.throws(() => http2.createSecureServer(options), expected);
    assert.throws(() => http2.connect('http://localhost', options), expected);
    assert.throws(() => http2.performServerHandshake({ on() {} }, options), expected);
  });

  it('ends its thread with process.exit()', async () => {
    const worker = new Worker(`
      const http2 = require('native-http2/legacy');
      const server = http2.createServer(
        { paddingStrategy: ${PADDING_STRATEGY_CALLBACK}, selectPadding() { process.exit(7); } });
      server.on('stream', (stream) => { stream.respond(); stream.end('hello'); });
      server.listen(0, '127.0.0.1', () => {
        http2.connect('http://127.0.0.1:' + server.address().port).request().resume();
      });`, { eval: true });
    assert.deepStrictEqual(await once(worker, 'exit'), [7]);
  });
});

for (const transport of TRANSPORTS) {
  for (const side of ['server', 'client']) {
    for (const [frame, number] of [['HEADERS', 1], ['DATA', 2]]) {
      const talk = (act) => exchange(transport, side, number, act);

      describe(`While the padding of ${frame} is chosen on a ${side} over ${transport}`, () => {
        before(function skip() { if (builtin) this.skip(); });
        afterEach(closeEverything);

        for (const [what, [act, expected]] of Object.entries(HARMLESS)) {
          it(`the function may do this: ${what}`, async () => {
            const { text, rstCode } = await talk(act);
            assert.deepStrictEqual([text, rstCode], [expected, 0]);
          });
        }

        it('what it throws is reported, and nothing else happens', async () => {
          const mine = new Error('mine');
          const errors = [];
          const { text } = await withoutListeners('uncaughtException', () => {
            process.on('uncaughtException', (error) => errors.push(error));
            return talk(() => { throw mine; });
          });
          assert.strictEqual(text, 'hello world');
          assert.deepStrictEqual(errors, [mine]);
        });

        it('PING and SETTINGS are sent and acknowledged', async () => {
          const answers = [];
          const { text } = await talk(({ stream: { session } }) => {
            answers.push(new Promise((resolve) => { session.ping(Buffer.from('12345678'), resolve); }));
            answers.push(new Promise((resolve) => {
              session.settings({ initialWindowSize: 70_000 }, resolve);
            }));
          });
          assert.strictEqual(text, 'hello world');
          assert.deepStrictEqual(await Promise.all(answers), [null, null]);
        });

        it('a stream may be closed and destroyed', async () => {
          const closed = await talk(({ stream }) => { stream.close(NGHTTP2_INTERNAL_ERROR); });
          assert.strictEqual(closed.rstCode, NGHTTP2_INTERNAL_ERROR);
          const destroyed = await talk(({ stream }) => { stream.destroy(); });
          assert.notStrictEqual(destroyed.text, 'hello world');
        });

        it('the session may be destroyed', async () => {
          for (const error of [undefined, new Error('mine')]) {
            const { text, sessions } = await talk(({ stream }) => { stream.session.destroy(error); });
            assert.notStrictEqual(text, 'hello world');
            await Promise.all(Object.values(sessions).map(closedSession));
          }
        });

        // The other end of a Duplex does not hear of it.
        if (transport !== 'Duplex') {
          it('the socket may be destroyed', async () => {
            const { text, sessions } = await talk(({ socket }) => { socket.destroy(); });
            assert.notStrictEqual(text, 'hello world');
            await Promise.all(Object.values(sessions).map(closedSession));
          });
        }

        if (side === 'client') {
          it('another request may be made', async () => {
            let other;
            const { text } = await talk(({ stream: { session } }) => {
              const request = session.request({ ':method': 'POST' });
              other = outcomeOf(request);
              request.end('more');
            });
            assert.strictEqual(text, 'hello world');
            assert.strictEqual((await other).text, 'more');
          });
        } else {
          it('a push is refused', async () => {
            const errors = [];
            const { text } = await talk(({ stream }) => {
              stream.pushStream({ ':path': '/more' }, (error, pushed) => errors.push(error?.code ?? pushed));
            });
            assert.strictEqual(text, 'hello world');
            assert.deepStrictEqual(errors, ['ERR_HTTP2_ERROR']);
          });
        }
      });
    }
  }
}

async function closedSession(session) {
  if (!session.destroyed) await new Promise((resolve) => { session.once('close', resolve); });
}
