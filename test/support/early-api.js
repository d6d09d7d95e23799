'use strict';

const http2 = require('native-http2/legacy');
const { closeLater, originOf } = require('./listening');

/** A session of the early API to a server. */
function early(server, listener) {
  const trust = server.setSecureContext ? { rejectUnauthorized: false } : {};
  const { port } = server.address();
  return closeLater(http2.connect(originOf(server), { host: '127.0.0.1', port, ...trust }, listener));
}

module.exports = { early };
