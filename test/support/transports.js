'use strict';

const { once } = require('node:events');
const net = require('node:net');
const tls = require('node:tls');
const http2 = require('./impl');
const certificate = require('./certificate');
const { duplexPair } = require('./duplex-pair');
const { FramePeer } = require('./frame-peer');
const { closeLater, listen } = require('./listening');

/** The kinds of connection that a session may have. */
const TRANSPORTS = ['TCP', 'TLS', 'Duplex'];

const TLS_CLIENT = { rejectUnauthorized: false, ALPNProtocols: ['h2'] };

/**
 * A client session of an `api`, and a server of frames that has shaken hands with it, or what `greet` does.
 */
async function clientOver(transport, options = {}, greet = (peer) => peer.handshake(), api = http2) {
  const [ours, theirs] = await ends(transport);
  const session = closeLater(api.connect(`${transport === 'TLS' ? 'https' : 'http'}://localhost`,
    { ...options, createConnection: () => ours }));
  session.on('error', () => {});
  const peer = closeLater(new FramePeer(theirs, { role: 'server' }));
  await greet(peer);
  return { session, peer };
}

/** Both ends of a new connection, the client's first. */
async function ends(transport) {
  if (transport === 'Duplex') return duplexPair();
  const secure = transport === 'TLS';
  const server = await listen(secure ? tls.createServer({ ...certificate, ALPNProtocols: ['h2'] }) :
    net.createServer());
  const accepted = once(server, secure ? 'secureConnection' : 'connection');
  const client = open(secure, server.address());
  const [[socket]] = await Promise.all([accepted, once(client, secure ? 'secureConnect' : 'connect')]);
  socket.setNoDelay();
  return [client, socket];
}

function open(secure, { port }) {
  const address = { host: '127.0.0.1', port };
  return secure ? tls.connect({ ...address, ...TLS_CLIENT }) : net.connect(address);
}

/** A server of an `api`, and a client of frames that has shaken hands with its session. */
async function serverOver(transport, options = {}, api = http2) {
  const secure = transport === 'TLS';
  const server = await listen(
    secure ? api.createSecureServer({ ...certificate, ...options }) : api.createServer(options));
  const peer = closeLater(new FramePeer(await connection(transport, server)));
  await peer.handshake();
  return { server, peer };
}

async function connection(transport, server) {
  if (transport !== 'Duplex') return dial(server);
  const [theirs, ours] = duplexPair();
  server.emit('connection', closeLater(ours));
  return theirs;
}

/** The client's end of a new connection to the server, which is secure when the server is. */
async function dial(server) {
  const secure = server.setSecureContext !== undefined;
  const socket = open(secure, server.address());
  await once(socket, secure ? 'secureConnect' : 'connect');
  return socket.setNoDelay();
}

module.exports = { clientOver, dial, ends, serverOver, TRANSPORTS };
