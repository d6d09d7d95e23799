'use strict';

const { ERR_HTTP2_TOO_MANY_ORIGINS } = require('../errors/errors.js');

const DEFAULT_SIZE = 128;

/** The origins that a connection may be used for (RFC 8336, 2.3). */
class OriginSet {
  #origins;
  #most;

  /**
   * @param {TLSSocket} socket its origin is the first of the set
   * @param {number} [most=128] origins that are kept (option `maxOriginSetSize`)
   */
  constructor(socket, most = DEFAULT_SIZE) {
    this.#origins = new Set([originOf(socket)]);
    this.#most = most;
  }

  /** @throws {Error} ERR_HTTP2_TOO_MANY_ORIGINS */
  add(origins) {
    for (const origin of origins) {
      if (this.#origins.size >= this.#most && !this.#origins.has(origin)) {
        throw new ERR_HTTP2_TOO_MANY_ORIGINS(this.#most);
      }
      this.#origins.add(origin);
    }
  }

  delete(origin) {
    this.#origins.delete(origin);
  }

  toArray() {
    return Array.from(this.#origins);
  }
}

/**
 * The server name that TLS agreed on, else the peer's address; and the peer's port, on the server too.
 * TLS over another stream than a net.Socket has no address, and may have no name.
 */
function originOf(socket) {
  const host = String(socket.servername || socket.remoteAddress);
  const port = socket.remotePort;
  const shown = host.includes(':') ? `[${host}]` : host;
  const origin = port === undefined ? `https://${shown}` : `https://${shown}:${port}`;
  // An IPv6 address has one form only (RFC 5952, 4), and the port of https is left out.
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

module.exports = { OriginSet };
