'use strict';

const { kConnection } = require('../session/connection.js');
const { ServerHttp2Session } = require('../session/server-session.js');
const { traceConnection, tracing } = require('../observe/trace.js');
const { validateFunction, validateObject } = require('../validators.js');
const { validateSettings } = require('../settings/validate.js');
const { kOptions } = require('../well-known.js');
const { ServerDrain } = require('./drain.js');

/** The connections of a server, plain or over TLS: each becomes a session, and is closed with the server. */
class Connections {
  #server;
  #sessions = new Set();
  // Listeners of every session: one of each for the server.
  #onSessionClose;
  #onSessionError;
  #onDetached;
  /** @type {ServerDrain|undefined} */
  #drain = undefined;

  /**
   * @param {Http2Server|Http2SecureServer} server
   * @param {object} options checked; a session gets them as they are when its connection comes
   */
  constructor(server, options) {
    this.#server = server;
    server[kOptions] = options;
    const sessions = this.#sessions;
    this.#onSessionClose = function onSessionClose() {
      sessions.delete(this);
    };
    this.#onDetached = (session) => sessions.delete(session);
    this.#onSessionError = function onSessionError(error) {
      server.emit('sessionError', error, this);
    };
  }

  /** Makes a session of a connected socket. */
  accept(socket) {
    const server = this.#server;
    if (tracing) traceConnection();
    socket.on('error', ignore);
    const session = new ServerHttp2Session(server[kOptions], socket, server);
    this.#sessions.add(session);
    session[kConnection].shutdown.whenDetached(this.#onDetached);
    session.on('close', this.#onSessionClose);
    session.on('error', this.#onSessionError);
    if (server.timeout) session.setTimeout(server.timeout, onTimeout);
    server.emit('session', session);
    this.#drain?.add(session);
  }

  /** Closes all sessions, each when its streams have ended. */
  close() {
    for (const session of this.#sessions) session.close();
  }

  /**
   * @param {number} [timeout] milliseconds
   * @param {Function} stop stops listening, and calls back when all connections are gone
   * @param {Function} cut ends connections that are no sessions
   * @returns {Promise<{ cut: number }>}
   */
  drain(timeout, stop, cut) {
    this.#drain = new ServerDrain(timeout);
    for (const session of this.#sessions) this.#drain.add(session);
    return this.#drain.end(stop, cut);
  }

  /** For sessions to come. */
  updateSettings(settings) {
    if (settings !== undefined) validateObject(settings, 'settings');
    validateSettings(settings);
    const options = this.#server[kOptions];
    options.settings = { ...options.settings, ...settings };
  }
}

/** The session listens for the error itself. */
function ignore() {}

/** A listener of the session's `'timeout'`. */
function onTimeout() {
  const { server } = this;
  if (this.destroyed) return;
  if (!server.emit('timeout', this)) this.destroy();
}

/** `server.setTimeout()`. */
function setServerTimeout(server, msecs, callback) {
  server.timeout = msecs;
  if (callback === undefined) return server;
  validateFunction(callback, 'callback');
  return server.on('timeout', callback);
}

module.exports = { Connections, setServerTimeout };
