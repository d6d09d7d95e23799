'use strict';

const { ERR_HTTP2_TOO_MANY_ORIGINS } = require('../errors.js');

/** The origins that a connection may be used for (RFC 8336, 2.3). */
class OriginSet {
  #origins;
  #most;

  /**
   * @param {string} initial the origin that the client connected to
   * @param {number} most origins that are kept (option `maxOriginSetSize`)
   */
  constructor(initial, most) {
    this.#origins = new Set([initial]);
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

module.exports = { OriginSet };
