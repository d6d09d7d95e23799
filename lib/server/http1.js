'use strict';

const http = require('node:http');

/** HTTP/1 clients of a secure server (option `allowHTTP1`), served by an `http.Server` of its own. */

/** What concerns an `http.Server` itself; all other events are the secure server's. */
const OWN_EVENTS = new Set([
  'close', 'connection', 'listening', 'newListener', 'removeListener',
]);

/** Settings of an `http.Server` that a program may give to the secure server. */
const SETTINGS = [
  'headersTimeout', 'insecureHTTPParser', 'joinDuplicateHeaders', 'keepAliveTimeout',
  'keepAliveTimeoutBuffer', 'maxHeaderSize', 'maxHeadersCount', 'maxRequestsPerSocket',
  'requestTimeout', 'requireHostHeader', 'rejectNonStandardBodyWrites', 'shouldUpgradeCallback',
  'timeout',
];

/** Never listens itself: it is handed connections, and speaks to programs through another server. */
class Http1Side extends http.Server {
  #server;

  /**
   * @param {Http2SecureServer} server gets the events, and the settings as properties of its own
   * @param {object} options of `createSecureServer()`
   */
  constructor(server, options) {
    super({
      ...options,
      IncomingMessage: options.Http1IncomingMessage,
      ServerResponse: options.Http1ServerResponse,
      ...options.http1Options,
    });
    this.#server = server;
    for (const name of Object.keys(this)) {
      if (isSetting(name) && !(name in server)) server[name] = this[name];
    }
    // The timeouts of headers and requests are watched from this event on.
    server.on('listening', () => this.emit('listening'));
  }

  /** @param {tls.TLSSocket} socket whose client speaks HTTP/1 */
  accept(socket) {
    const server = this.#server;
    for (const name of SETTINGS) {
      if (server[name] !== undefined) this[name] = server[name];
    }
    this.emit('connection', socket);
  }

  /** Sockets name this server as theirs, for their messages are made as it says. */
  address() {
    return this.#server.address();
  }

  emit(event, ...args) {
    if (this.#server === undefined || OWN_EVENTS.has(event)) return super.emit(event, ...args);
    return this.#server.emit(event, ...args);
  }

  /** Whether somebody wants an upgrade or an expectation decides how a request is treated. */
  listenerCount(event, ...args) {
    if (this.#server === undefined || OWN_EVENTS.has(event)) {
      return super.listenerCount(event, ...args);
    }
    return this.#server.listenerCount(event, ...args);
  }
}

const OF_NET_SERVER = new Set([
  'allowHalfOpen', 'pauseOnConnect', 'noDelay', 'keepAlive', 'keepAliveInitialDelay',
  'highWaterMark', 'httpAllowHalfOpen', 'timeout', 'maxHeadersCount', 'maxRequestsPerSocket',
]);

function isSetting(name) {
  return !name.startsWith('_') && !OF_NET_SERVER.has(name);
}

module.exports = { Http1Side };
