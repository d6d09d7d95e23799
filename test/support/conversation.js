'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const http2 = require('./impl');
const { FramePeer } = require('./frame-peer');
const { closeEverything, closeLater, connect, listen } = require('./listening');
const { builtin, expectedOf } = require('./oracle');
const { Transcript } = require('./transcript');

/**
 * Both ends are the implementation under test.
 * @param {object} parts
 * @param {(stream, log: Transcript, headers) => void} parts.answer the server's side
 * @param {(session, log: Transcript) => void} parts.ask the client's side
 * @returns the lines of both sides once both sessions are closed
 */
async function converse({ answer, ask, serverOptions, clientOptions, until }) {
  const [client, server] = [new Transcript(), new Transcript()];
  const listening = http2.createServer(serverOptions);
  listening.on('sessionError', () => server.lines.push('server sessionError'));
  const served = once(listening, 'session');
  listening.on('session', (session) => server.session(session));
  listening.on('stream', (stream, headers) => {
    server.note('stream event');
    server.stream(stream);
    answer(stream, server, headers);
  });
  await listen(listening);
  const session = client.session(connect(listening, clientOptions));
  const closed = once(session, 'close');
  const streams = [ask(session, client)].flat().filter(Boolean);
  const [serverSession] = await served;
  const serverClosed = serverSession.destroyed || closing(serverSession);
  await Promise.all(streams.map(closing));
  if (until) await until(session, serverSession);
  session.close();
  await Promise.all([serverClosed, closed.catch(() => {})]);
  return { client: client.lines, server: server.lines };
}

function closing(emitter) {
  return new Promise((resolve) => emitter.once('close', resolve));
}

/**
 * A client under test talks to a peer that sends the frames of `script`.
 * @param {(session, log: Transcript, peer: FramePeer) => Promise<void>} script
 * @returns the client's lines and the frames that the peer got, when the session has closed
 */
async function asClient(script, options = {}) {
  const log = new Transcript();
  const raw = await listen(net.createServer());
  const accepted = once(raw, 'connection');
  const session = log.session(closeLater(http2.connect('http://localhost', {
    createConnection: () => net.connect(raw.address().port, '127.0.0.1'), ...options,
  })));
  const closed = closing(session);
  const [socket] = await accepted;
  const peer = closeLater(new FramePeer(socket, { role: 'server' }));
  await script(session, log, peer);
  if (!session.destroyed) session.close();
  await closed;
  await peer.ended;
  return { client: log.lines, peer: peer.lines };
}

/**
 * A server under test talks to a peer that sends the frames of `script`.
 * @param {object} parts
 * @param {(stream, log: Transcript, headers) => void} parts.answer
 * @param {(peer: FramePeer, log: Transcript) => Promise<void>} parts.script
 * @returns the server's lines and the frames that the peer got, when the session has closed
 */
async function asServer({ answer, script, options }) {
  const log = new Transcript();
  const server = await listen(http2.createServer(options));
  const served = once(server, 'session');
  server.on('session', (session) => log.session(session));
  server.on('sessionError', () => log.lines.push('server sessionError'));
  server.on('stream', (stream, headers) => {
    log.note('stream event');
    log.stream(stream);
    answer(stream, log, headers);
  });
  const peer = closeLater(await FramePeer.connect(server.address().port));
  await peer.handshake();
  const [session] = await served;
  const closed = closing(session);
  await script(peer, log, session);
  if (!session.destroyed) session.close();
  await closed;
  await peer.ended;
  return { server: log.lines, peer: peer.lines };
}

/**
 * One test per situation: its lines have to be the builtin's, one by one.
 * @param {string} title
 * @param {Array<{ title: string, run: () => Promise<object>, expected: object,
 *   before?: Object<number, object>, ours?: object }>} situations `ours` has the sides of the
 *   conversation where a difference from the builtin is `wanted()`
 */
function transcripts(title, situations) {
  describe(title, () => {
    afterEach(closeEverything);
    for (const { title: situation, run, expected, before, ours } of situations) {
      it(situation, async () => {
        const lines = builtin ? expectedOf(expected, before) : { ...expected, ...ours };
        assert.deepStrictEqual(await run(), lines);
      });
    }
  });
}

module.exports = { asClient, asServer, converse, transcripts };
