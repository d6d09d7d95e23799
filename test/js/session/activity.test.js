'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const http2 = require('../../support/impl');
const { GET, POST } = require('../../support/frame-peer');
const { closeEverything } = require('../../support/listening');
const { olderThan } = require('../../support/oracle');
const { NEVER, watchActivity } = require('../../support/timers');
const { clientOver, serverOver } = require('../../support/transports');

const { NGHTTP2_CANCEL, NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE } = http2.constants;

const NONE = {};
const SESSION = { session: true };
const BOTH = { session: true, stream: true };

const OK = { type: 'HEADERS', streamId: 1, headers: [[':status', '200']] };
const DATA = { type: 'DATA', streamId: 1, data: 'x' };
const END = { type: 'DATA', streamId: 1, endStream: true };
const TRAILERS = { type: 'HEADERS', streamId: 1, headers: [['a', 'b']], endStream: true };
const SETTINGS = { type: 'SETTINGS', settings: [[NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, 70000]] };
const SETTINGS_ACK = { type: 'SETTINGS', ack: true };
const PING = { type: 'PING' };
const WINDOW_UPDATE = { type: 'WINDOW_UPDATE', streamId: 1, increment: 10 };
const PRIORITY = { type: 'PRIORITY', streamId: 1 };
const RST_STREAM = { type: 'RST_STREAM', streamId: 1, code: NGHTTP2_CANCEL };
const ALTSVC = { type: 'ALTSVC', origin: 'http://a', value: 'h2=":1"' };
const ORIGIN = { type: 'ORIGIN', origins: ['https://a'] };
const PUSH_PROMISE = { type: 'PUSH_PROMISE', streamId: 1, promised: 2, headers: GET };

const listen = (name) => ({ session }) => { session.on(name, () => {}); };
const respond = ({ stream }) => stream.respond();
const wholeBody = ({ peer }) => peer.until('DATA', { endStream: true });
const answer = ({ peer }) => { peer.send(OK); };

/** By side and title: frames that come, or what a program does; what counts them as activity. */
const CASES = {
  server: {
    'another request': { frames: [{ type: 'HEADERS', streamId: 3, headers: GET }], expected: SESSION },
    'DATA': { frames: [DATA], expected: BOTH },
    'empty DATA': { frames: [{ ...DATA, data: '' }], expected: NONE },
    'empty DATA with END_STREAM': { frames: [END], expected: BOTH },
    'trailers': { frames: [TRAILERS], expected: SESSION },
    'RST_STREAM': { frames: [RST_STREAM], expected: NONE },
    'GOAWAY': { frames: [{ type: 'GOAWAY', lastStreamId: 0 }], expected: SESSION },
    'respond()': { act: respond, expected: BOTH },
    'additionalHeaders()': {
      act: ({ stream }) => stream.additionalHeaders({ ':status': 103 }), expected: BOTH,
    },
    'sendTrailers()': {
      prepare: async ({ stream }) => {
        stream.respond({}, { waitForTrailers: true });
        stream.end();
        await once(stream, 'wantTrailers');
      },
      act: ({ stream }) => stream.sendTrailers({ a: 'b' }),
      expected: BOTH,
    },
    'pushStream()': {
      act: ({ stream }) => stream.pushStream({ ':path': '/pushed' }, () => {}), expected: BOTH,
    },
    'respondWithFile()': {
      act: (talk) => {
        talk.stream.respondWithFile(__filename);
        return wholeBody(talk);
      },
      expected: BOTH,
    },
    'respondWithFD()': {
      act: async (talk) => {
        const descriptor = fs.openSync(__filename);
        talk.stream.respondWithFD(descriptor);
        await wholeBody(talk);
        fs.closeSync(descriptor);
      },
      expected: BOTH,
    },
    'altsvc()': { act: ({ session }) => session.altsvc('h2=":1"', 1), expected: NONE },
    'origin()': { act: ({ session }) => session.origin('https://a.example'), expected: NONE },
  },
  client: {
    'an informational response': {
      frames: [{ ...OK, headers: [[':status', '103']] }], expected: SESSION,
    },
    'a response': { frames: [OK], expected: SESSION },
    'DATA': { prepare: answer, frames: [DATA], expected: BOTH },
    'empty DATA with END_STREAM': { prepare: answer, frames: [END], expected: BOTH },
    'trailers': { prepare: answer, frames: [TRAILERS], expected: SESSION },
    'PUSH_PROMISE': { prepare: listen('stream'), frames: [PUSH_PROMISE], expected: SESSION },
    'RST_STREAM': { frames: [RST_STREAM], expected: NONE },
    'GOAWAY': { frames: [{ type: 'GOAWAY', lastStreamId: 1 }], expected: SESSION },
    'ALTSVC that nobody listens for': { frames: [ALTSVC], expected: NONE },
    'ALTSVC': { prepare: listen('altsvc'), frames: [ALTSVC], expected: SESSION },
    'ORIGIN': { frames: [ORIGIN], expected: SESSION },
    'request()': {
      act: ({ session }) => session.request({ ':method': 'POST' }).on('error', () => {}),
      expected: SESSION,
    },
  },
};

const BOTH_SIDES = {
  'WINDOW_UPDATE': { frames: [WINDOW_UPDATE], expected: NONE },
  'PRIORITY': { frames: [PRIORITY], expected: NONE },
  'PING that nobody listens for': { frames: [PING], expected: NONE },
  'PING': { prepare: listen('ping'), frames: [PING], expected: SESSION },
  'SETTINGS that nobody listens for': { frames: [SETTINGS], expected: NONE },
  'SETTINGS': { prepare: listen('remoteSettings'), frames: [SETTINGS], expected: SESSION },
  'an acknowledgement of SETTINGS': {
    prepare: ({ session }) => {
      session.on('localSettings', () => {});
      session.settings({ initialWindowSize: 70000 }, () => {});
    },
    frames: [SETTINGS_ACK],
    expected: NONE,
  },
  'write()': { prepare: respondIfServer, act: ({ stream }) => stream.write('x'), expected: BOTH },
  'end()': { prepare: respondIfServer, act: ({ stream }) => stream.end(), expected: NONE },
  'end() with a chunk': {
    prepare: respondIfServer, act: ({ stream }) => stream.end('x'), expected: BOTH,
  },
  'close()': { act: ({ stream }) => stream.close(NGHTTP2_CANCEL), expected: NONE },
  'ping() and its acknowledgement': {
    act: ({ session, peer }) => new Promise((resolve) => {
      session.ping(Buffer.from('ourping.'), resolve);
      peer.until('PING').then(({ data }) => peer.send({ ...PING, ack: true, data }));
    }),
    expected: NONE,
  },
  'settings()': { act: ({ session }) => session.settings({}), expected: SESSION },
  'goaway()': { act: ({ session }) => session.goaway(0), expected: SESSION },
  'close() of the session': { act: ({ session }) => session.close(), expected: SESSION },
  'setTimeout() of the stream': { act: ({ stream }) => stream.setTimeout(NEVER), expected: SESSION },
  'setTimeout() of the stream with 0': { act: ({ stream }) => stream.setTimeout(0), expected: NONE },
  'setLocalWindowSize()': { act: ({ session }) => session.setLocalWindowSize(1e5), expected: NONE },
};

function respondIfServer({ stream }) {
  stream.respond?.();
}

const SIDES = {
  server: async () => {
    const { server, peer } = await serverOver('TCP');
    const created = once(server, 'stream');
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    const [stream] = await created;
    server.on('stream', (other) => other.on('error', () => {}));
    return { session: stream.session, stream, peer };
  },
  client: async () => {
    const { session, peer } = await clientOver('TCP');
    return { session, stream: session.request({ ':method': 'POST' }), peer };
  },
};

for (const [side, meet] of Object.entries(SIDES)) {
  describe(`For the timeouts of a ${side}`, () => {
    afterEach(closeEverything);

    for (const [what, { prepare, act, frames, expected }] of Object.entries({
      ...CASES[side], ...BOTH_SIDES,
    })) {
      // What older Nodes do with priorities is gone.
      if (what === 'PRIORITY' && olderThan(24)) continue;
      const whose = Object.keys(expected).join(' and ') || 'nothing';

      it(`${what} is activity of ${whose}`, async () => {
        const talk = await meet();
        for (const one of [talk.session, talk.stream]) one.on('error', () => {});
        await prepare?.(talk);
        await talk.peer.soFar();
        // The stream first: to set a timeout of a stream is activity of its session.
        const ofStream = watchActivity(talk.stream);
        const ofSession = watchActivity(talk.session);
        if (act !== undefined) await act(talk);
        else talk.peer.send(...frames);
        await talk.peer.soFar();
        assert.deepStrictEqual({ session: ofSession(), stream: ofStream() },
          { session: false, stream: false, ...expected });
      });
    }
  });
}
