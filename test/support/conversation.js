'use strict';

const { once } = require('node:events');
const net = require('node:net');
const http2 = require('./impl');
const { FramePeer } = require('./frame-peer');
const { closeLater, connect, listen } = require('./listening');
const { Transcript } = require('./transcript');

/** The first part of an answer. */
const ANSWERED_IN_PART = [
  { type: 'HEADERS', streamId: 1, headers: [[':status', '200']] },
  { type: 'DATA', streamId: 1, data: 'part' },
];

// Each of the next three makes a function that holds the conversation, and resolves to the lines of
// both sides once their sessions have closed.

/**
 * Both ends are the implementation under test.
 * @param {object} parts
 * @param {(stream, log: Transcript) => void} parts.answer the server's side
 * @param {(session, log: Transcript) => object} parts.ask the client's side, returns its stream
 */
const both = ({ answer, ask }) => async () => {
  const [client, server] = [new Transcript(), new Transcript()];
  const listening = recorded(http2.createServer(), server, answer);
  const served = once(listening, 'session');
  await listen(listening);
  const session = client.session(connect(listening));
  const closed = closing(session);
  const stream = ask(session, client);
  const [serverSession] = await served;
  const serverClosed = serverSession.destroyed || closing(serverSession);
  await closing(stream);
  session.close();
  await Promise.all([serverClosed, closed]);
  return { client: client.lines, server: server.lines };
};

/**
 * A client under test talks to a peer that sends the frames of `script`.
 * @param {(session, log: Transcript, peer: FramePeer) => Promise<void>} script
 */
const client = (script) => async () => {
  const log = new Transcript();
  const raw = await listen(net.createServer());
  const accepted = once(raw, 'connection');
  const session = log.session(closeLater(http2.connect('http://localhost', {
    createConnection: () => net.connect(raw.address().port, '127.0.0.1'),
  })));
  const closed = closing(session);
  const [socket] = await accepted;
  const peer = closeLater(new FramePeer(socket, { role: 'server' }));
  await script(session, log, peer);
  if (!session.destroyed) session.close();
  await closed;
  await peer.ended;
  return { client: log.lines, peer: peer.lines };
};

/**
 * A server under test talks to a peer that sends the frames of `script`.
 * @param {object} parts
 * @param {(stream, log: Transcript) => void} parts.answer
 * @param {(peer: FramePeer, log: Transcript, session, served) => Promise<void>} parts.script `served`
 *   has each `stream` that the server got, and its `closed`
 */
const server = ({ answer, script }) => async () => {
  const [log, served] = [new Transcript(), []];
  const listening = recorded(http2.createServer(), log, (stream) => {
    served.push({ stream, closed: closing(stream) });
    answer(stream, log);
  });
  const accepted = once(listening, 'session');
  await listen(listening);
  const peer = closeLater(await FramePeer.connect(listening.address().port));
  await peer.handshake();
  const [session] = await accepted;
  const closed = closing(session);
  await script(peer, log, session, served);
  if (!session.destroyed) session.close();
  await closed;
  await peer.ended;
  return { server: log.lines, peer: peer.lines };
};

function recorded(listening, log, answer) {
  listening.on('session', (session) => log.session(session));
  listening.on('sessionError', () => log.lines.push('server sessionError'));
  listening.on('stream', (stream) => {
    log.note('stream event');
    log.stream(stream);
    answer(stream, log);
  });
  return listening;
}

function closing(emitter) {
  return new Promise((resolve) => { emitter.once('close', resolve); });
}

module.exports = { ANSWERED_IN_PART, both, client, closing, server };
