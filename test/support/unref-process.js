'use strict';

// A process with one session and nothing else: `node unref-process.js <role> <transport> <how> <address>`.
// A client connects to the address; a server listens, and prints the address. The session sends a PING
// as soon as it can: 'acknowledged' is printed when the process is still there by then. An uploader is
// a client that sends as many bytes as `how` says when it may, and lets go of its session.

const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const tls = require('node:tls');
const certificate = require('./certificate');
const http2 = require('./impl');

const [, , role, transport, how, address] = process.argv;
const secure = transport === 'TLS';

/**
 * By what the process does with its session or its raw socket. `keeps`: it goes on all the same; `late`:
 * if it has not ended before, for a TLS handshake keeps no process.
 */
const HOWS = {
  'nothing at all': { keeps: true },
  'session.unref() at once': { atOnce: (session) => session.unref() },
  'session.unref() when connected': { connected: (session) => session.unref() },
  'session.socket.unref() when connected': { connected: (session) => session.socket.unref() },
  'socket.unref() at once': { atOnce: (session, socket) => socket.unref() },
  'socket.unref() when connected': { connected: (session, socket) => socket.unref() },
  'session.unref() and ref() at once': {
    keeps: true,
    atOnce(session) {
      session.unref();
      session.ref();
    },
  },
  'session.unref() at once and ref() when connected': {
    keeps: true,
    late: true,
    atOnce: (session) => session.unref(),
    connected: (session) => session.ref(),
  },
  'socket.unref() at once and session.ref() when connected': {
    keeps: true,
    late: true,
    atOnce: (session, socket) => socket.unref(),
    connected: (session) => session.ref(),
  },
  'session.unref() and socket.ref() when connected': {
    keeps: true,
    connected(session, socket) {
      session.unref();
      socket.ref();
    },
  },
};
for (const one of Object.values(HOWS)) one.keeps ??= false;

function ask(session) {
  session.ping(() => {
    console.log('acknowledged');
    session.destroy();
  });
}

function connectSocket() {
  if (transport === 'Unix') return net.connect(address);
  const target = { port: address, host: '127.0.0.1' };
  return secure ? tls.connect({ ...target, ALPNProtocols: ['h2'], rejectUnauthorized: false }) :
    net.connect(target);
}

function startSession(socket) {
  const scheme = secure ? 'https' : 'http';
  return http2.connect(`${scheme}://localhost`, { createConnection: () => socket });
}

function beClient({ atOnce, connected }) {
  const socket = connectSocket();
  const session = startSession(socket);
  atOnce?.(session, socket);
  session.on('connect', () => {
    connected?.(session, socket);
    ask(session);
  });
}

function beServer({ atOnce, connected }) {
  const server = secure ? http2.createSecureServer(certificate) : http2.createServer();
  let raw;
  server.prependListener(secure ? 'secureConnection' : 'connection', (socket) => {
    raw = socket;
    // There is no session yet.
    atOnce?.(socket, socket);
  });
  server.on('session', (session) => {
    connected?.(session, raw);
    server.unref();
    ask(session);
  });
  server.listen(transport === 'Unix' ? path.join(os.tmpdir(), `native-http2-${process.pid}`) : 0, () => {
    console.log(transport === 'Unix' ? server.address() : server.address().port);
  });
}

function beUploader(size) {
  const session = startSession(connectSocket());
  session.on('error', () => {});
  session.on('remoteSettings', () => {
    session.request({ ':method': 'POST' }).on('error', () => {}).end(Buffer.alloc(size));
    session.unref();
  });
}

if (role === 'client') beClient(HOWS[how]);
else if (role === 'server') beServer(HOWS[how]);
else if (role === 'uploader') beUploader(Number(how));

module.exports = { HOWS };
