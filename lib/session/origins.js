'use strict';

const { ERR_HTTP2_TOO_MANY_ORIGINS } = require('../errors/errors.js');

/** Origins: of what a program gives, of a connection, and those of ORIGIN frames (RFC 8336). */

const DEFAULT_MAX_ORIGINS = 128;

/** The origins that a connection may be used for (RFC 8336, 2.3). */
class OriginSet {
  #origins;
  #max;

  /**
   * @param {TLSSocket} socket its origin is the first of the set
   * @param {number} [max=128] origins that are kept (option `maxOriginSetSize`)
   */
  constructor(socket, max = DEFAULT_MAX_ORIGINS) {
    this.#origins = new Set([originOfSocket(socket)]);
    this.#max = max;
  }

  /** @throws {Error} ERR_HTTP2_TOO_MANY_ORIGINS */
  add(origins) {
    for (const origin of origins) {
      if (this.#origins.size >= this.#max && !this.#origins.has(origin)) {
        throw new ERR_HTTP2_TOO_MANY_ORIGINS(this.#max);
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
function originOfSocket(socket) {
  const host = String(socket.servername || socket.remoteAddress);
  const port = socket.remotePort;
  const shown = host.includes(':') ? `[${host}]` : host;
  const origin = port === undefined ? `https://${shown}` : `https://${shown}:${port}`;
  // An IPv6 address has one form only (RFC 5952, 4), and the port of https is left out.
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

/**
 * An ORIGIN frame came; without TLS it has no meaning (RFC 8336, 2).
 * @param {Connection} connection
 * @param {string[]} origins
 */
function originsReceived(connection, origins) {
  const { session } = connection;
  if (!session.encrypted) return;
  try {
    connection.origins.add(origins);
  } catch (error) {
    session.destroy(error);
    return;
  }
  session.emit('origin', origins);
}

/**
 * The serialized origin (RFC 6454, 6.2) of what a program gives for one.
 * @param {string|URL|object} value a URL, or an object with an `origin`
 * @returns {*} a string if `value` was of use; `'null'` for a URL of a scheme without origins
 * @throws {TypeError} ERR_INVALID_URL
 */
function serializedOrigin(value) {
  if (typeof value === 'string') return new URL(value).origin;
  return value !== null && typeof value === 'object' ? value.origin : value;
}

module.exports = { OriginSet, originsReceived, serializedOrigin };
