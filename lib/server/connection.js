'use strict';

const { ServerHttp2Session } = require('../session/server-session.js');

/** What a server does with a connection: it makes a session of it. */
function onConnection(server, options, socket) {
  socket.on('error', ignore);
  const session = new ServerHttp2Session(options, socket, server);
  session.on('error', (error) => server.emit('sessionError', error, session));
  if (server.timeout) session.setTimeout(server.timeout, () => onTimeout(server, session));
  server.emit('session', session);
  return session;
}

/** The session hears of the error itself. */
function ignore() {}

function onTimeout(server, session) {
  if (session.destroyed) return;
  if (server.listenerCount('timeout') === 0 || !server.emit('timeout', session)) session.destroy();
}

module.exports = { onConnection };
