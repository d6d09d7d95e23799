'use strict';

const { promisify } = require('node:util');

/**
 * Connects to a server.
 * @param {string|URL} authority `http://` or `https://`, a host and a port
 * @param {object} [options] see the documentation; also those of `net.connect()`, `tls.connect()`
 * @param {Function} [listener] of `'connect'`, once
 * @returns {ClientHttp2Session}
 */
function connect(authority, options, listener) {
  if (typeof options === 'function') {
    listener = options;
    options = undefined;
  }
  // Programs that only serve, or load http2 for their dependencies, do without all that a client needs.
  const { openSession } = require('./open-session.js');
  const session = openSession(authority, options);
  if (typeof listener === 'function') session.once('connect', listener);
  return session;
}

Object.defineProperty(connect, promisify.custom, {
  enumerable: false,
  value: (authority, options) => new Promise((resolve, reject) => {
    const session = connect(authority, options, () => {
      session.removeListener('error', reject);
      resolve(session);
    });
    session.once('error', reject);
  }),
});

module.exports = { connect };
