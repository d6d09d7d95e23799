'use strict';

// A server that listens, and that can be closed without cutting answers off.

const { UsageError } = require('./arguments');

const HOST = '127.0.0.1';
// Clients that never finish must not keep the program for ever.
const CLOSE_WITHIN_MS = 5000;

function explain(error, option, port) {
  if (error.code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} is in use: choose another with --${option} (0 takes a free one).`,
    );
  }
  if (error.code === 'EACCES') {
    return new UsageError(`This user may not listen on port ${port}: choose another with --${option}.`);
  }
  return error;
}

function trackSessions(server) {
  const sessions = new Set();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    session.on('error', (error) => console.error(`A connection failed: ${error.message}`));
  });
  return sessions;
}

function close(server, sessions) {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      for (const session of sessions) session.destroy();
    }, CLOSE_WITHIN_MS);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    for (const session of sessions) session.close();
  });
}

/**
 * @param {object} server
 * @param {{ option: string, port: number }} where the port, and the option that chose it
 * @returns {Promise<{ authority: string, close: () => Promise<void> }>} `close` tells every client
 *   to go away, waits for the answers under way, and after five seconds waits no longer
 * @throws {UsageError} when the port can't be had
 */
function listen(server, { option, port }) {
  const sessions = trackSessions(server);
  return new Promise((resolve, reject) => {
    const fail = (error) => reject(explain(error, option, port));
    server.once('error', fail);
    server.listen(port, HOST, () => {
      server.off('error', fail);
      const authority = `${HOST}:${server.address().port}`;
      resolve({ authority, close: () => close(server, sessions) });
    });
  });
}

module.exports = { listen };
