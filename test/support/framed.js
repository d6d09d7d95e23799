'use strict';

const { once } = require('node:events');
const net = require('node:net');
const http2 = require('./impl');
const { FramePeer } = require('./frame-peer');
const { closeLater, listen } = require('./listening');

/** A client of frames that has shaken hands with the server. */
async function peerOf(server, settings) {
  const peer = closeLater(await FramePeer.connect(server.address().port));
  await peer.handshake(settings);
  return peer;
}

/**
 * A server that answers with `answer(stream, headers)`, and a client of frames that has shaken
 * hands with it.
 * @returns {Promise<object>} the `session`, its `errors`, its `closed`, and the `peer`
 */
async function servedPeer(options, answer = () => {}, settings = []) {
  const server = await listen(http2.createServer(options));
  const errors = [];
  server.on('sessionError', (error) => errors.push(error));
  server.on('stream', (stream, headers) => {
    stream.on('error', () => {});
    answer(stream, headers);
  });
  const served = once(server, 'session');
  const peer = closeLater(await FramePeer.connect(server.address().port));
  const [session] = await served;
  const closed = new Promise((resolve) => { session.once('close', resolve); });
  await peer.handshake(settings);
  return { closed, errors, peer, session };
}

/** A client with `options`, and the server of frames that has shaken hands with it. */
async function askedClient(options = {}, settings = []) {
  const { client, peer } = await greetedClient(options);
  await peer.handshake(settings);
  await peer.soFar();
  return { client, peer };
}

/** The same, but the server has said nothing yet. */
async function greetedClient(options = {}) {
  const server = await listen(net.createServer());
  const accepted = once(server, 'connection');
  const client = closeLater(http2.connect('http://localhost', {
    createConnection: () => net.connect(server.address().port, '127.0.0.1'), ...options,
  }));
  client.on('error', () => {});
  const [socket] = await accepted;
  return { client, peer: closeLater(new FramePeer(socket, { role: 'server' })) };
}

/** The events of a stream, a line for each, until `'close'`. */
function eventsOf(stream) {
  const lines = [];
  stream.on('frameError', (type, code, id) => lines.push(`frameError ${type} ${code} ${id}`));
  stream.on('error', ({ code, message }) => lines.push(`error ${code} ${message}`));
  stream.on('response', (headers) => lines.push(`response ${headers[':status']}`));
  return new Promise((resolve) => {
    stream.on('close', () => resolve([...lines, `close ${stream.rstCode}`]));
  });
}

module.exports = { askedClient, eventsOf, greetedClient, peerOf, servedPeer };
