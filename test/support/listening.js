'use strict';

const { once } = require('node:events');
const http2 = require('./impl');

const servers = new Map();
const closables = new Set();

/** Listens on a free port of the loopback (or on `address`); resolves to the server. */
async function listen(server, address = { port: 0, host: '127.0.0.1' }) {
  const sockets = new Set();
  servers.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(address);
  await once(server, 'listening');
  return server;
}

/** The URL of a listening server. */
function originOf(server) {
  const scheme = server.setSecureContext ? 'https' : 'http';
  return `${scheme}://localhost:${server.address().port}`;
}

/** A client session to the server, of the implementation under test. */
function connect(server, options = {}, ...rest) {
  const { port } = server.address();
  const secure = server.setSecureContext !== undefined;
  const trust = secure ? { rejectUnauthorized: false } : {};
  const session = http2.connect(originOf(server),
    { host: '127.0.0.1', port, ...trust, ...options }, ...rest);
  return closeLater(session);
}

/** Destroys `closable` (session, socket, peer) at the end of the test. */
function closeLater(closable) {
  closables.add(closable);
  return closable;
}

/** For `afterEach`: ends whatever the test left open. */
async function closeEverything() {
  for (const closable of closables) closable.destroy();
  closables.clear();
  const closing = [...servers].map(([server, sockets]) => closeServer(server, sockets));
  servers.clear();
  await Promise.all(closing);
}

function closeServer(server, sockets) {
  return new Promise((resolve) => {
    server.close(resolve);
    for (const socket of sockets) socket.destroy();
  });
}

module.exports = { closeEverything, closeLater, connect, listen, originOf };
