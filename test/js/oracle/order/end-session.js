'use strict';

const { ANSWERED_IN_PART, client, closing, server } = require('../../../support/conversation');
const { POST } = require('../../../support/frame-peer');

const stateOf = (session) => `closed ${session.closed} destroyed ${session.destroyed}`;
const boom = new Error('boom');

/** A client session with a POST in the middle of its answer; then `act`, and `reply` by the peer. */
const clientEnds = (act, reply = () => {}) => client(async (session, log, peer) => {
  const stream = log.stream(session.request({ ':method': 'POST' }));
  peer.greet();
  await peer.until('HEADERS');
  peer.send(...ANSWERED_IN_PART);
  await new Promise((resolve) => { stream.once('data', resolve); });
  await end(session, stream, { act, reply, log, peer });
});

/** A server session with a POST in the middle of its answer; then `act`, and `reply` by the peer. */
const serverEnds = (act, reply = () => {}) => server({
  answer: (stream) => {
    stream.respond();
    stream.write('part');
  },
  script: async (peer, log, session, served) => {
    peer.send({ type: 'HEADERS', streamId: 1, headers: POST });
    await peer.until('DATA');
    await end(session, served[0].stream, { act, reply, log, peer });
  },
});

async function end(session, stream, { act, reply, log, peer }) {
  await peer.soFar();
  const closed = closing(session);
  await act(session, log, stream, peer);
  log.mark(`session ${stateOf(session)} stream ${stateOf(stream)} rstCode ${stream.rstCode}`);
  reply(peer, stream);
  await closed;
}

/** A client session whose request waits for the connection. */
const connecting = (act) => client(async (session, log, peer) => {
  log.stream(session.request());
  const closed = closing(session);
  act(session, log);
  log.mark(stateOf(session));
  peer.greet();
  await closed;
});

const closes = (session, log) => session.close(() => log.note('callback of close()'));

const goaway = (code, lastStreamId) => (session, log, stream, peer) => new Promise((resolve) => {
  session.once('goaway', () => {
    log.note(stateOf(session));
    resolve();
  });
  peer.send({ type: 'GOAWAY', code, lastStreamId });
});

const finish = (peer, stream) => {
  peer.send({ type: 'DATA', streamId: 1, endStream: true });
  stream.end();
};

const finishAndClose = (peer, stream) => {
  const { session } = stream;
  stream.on('close', () => session.close());
  finish(peer, stream);
};

const CODES = [0, 2, 8, 11];
const goawayWays = (what, lastStreamId) => Object.fromEntries(CODES.map((code) =>
  [`GOAWAY with code ${code} ${what}`, [goaway(code, lastStreamId), finish]]));
const sending = (frame) => [() => {}, (peer) => peer.send({ streamId: 1, ...frame })];

/** `[act, reply]` of each way in which a session with an open stream ends. */
const WAYS = {
  'destroy()': [(session) => session.destroy()],
  'destroy() with an error': [(session) => session.destroy(boom)],
  'destroy() with an error and a code': [(session) => session.destroy(boom, 11)],
  'destroy() with the code 0': [(session) => session.destroy(0)],
  'destroy() with the code 2': [(session) => session.destroy(2)],
  'destroy() with the code 8': [(session) => session.destroy(8)],
  'close() waits for the stream': [closes, finish],
  'the peer ends the connection': [() => {}, (peer) => peer.socket.end()],
  'the peer breaks the connection': [() => {}, (peer) => peer.socket.resetAndDestroy()],
  ...goawayWays('that leaves the stream out', 0),
  'goaway() of our side with code 0': [(session) => session.goaway(0), finishAndClose],
  'goaway() of our side with code 2, last stream and data':
    [(session) => session.goaway(2, 1, Buffer.from('why')), finishAndClose],
  // The builtin of Node 20 keeps the next three for ever.
  'the peer sends a frame of an impossible size': sending({ type: 'DATA', payload: Buffer.alloc(20000) }),
  'the peer breaks the protocol': sending({ type: 'PING', streamId: 0, data: 'short' }),
  'the peer sends DATA on an idle stream': sending({ type: 'DATA', streamId: 7, data: 'x' }),
};

const WAYS_OF_A_CLIENT = goawayWays('above the stream', 1);

const WAYS_OF_A_SERVER = {
  'GOAWAY names a stream that the server never opened':
    sending({ type: 'GOAWAY', streamId: 0, code: 0, lastStreamId: 1 }),
};

/** What is done to a client session before it is connected. */
const WAYS_BEFORE_CONNECT = {
  'destroy()': (session) => session.destroy(),
  'destroy() with an error': (session) => session.destroy(boom),
  'destroy() with a code': (session) => session.destroy(2),
  'close()': (session, log) => {
    closes(session, log);
    setImmediate(() => session.destroy());
  },
};

const situations = {};

for (const [name, [act, reply]] of Object.entries({ ...WAYS, ...WAYS_OF_A_CLIENT })) {
  situations[`a client session ends with an open stream: ${name}`] = clientEnds(act, reply);
}
for (const [name, [act, reply]] of Object.entries({ ...WAYS, ...WAYS_OF_A_SERVER })) {
  situations[`a server session ends with an open stream: ${name}`] = serverEnds(act, reply);
}
for (const [name, act] of Object.entries(WAYS_BEFORE_CONNECT)) {
  situations[`a client session ends before it is connected: ${name}`] = connecting(act);
}

module.exports = { 'end-session': situations };
