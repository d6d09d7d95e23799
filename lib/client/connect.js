'use strict';

const net = require('node:net');
const tls = require('node:tls');
const { promisify } = require('node:util');
const { ERR_HTTP2_UNSUPPORTED_PROTOCOL } = require('../errors.js');
const { sessionOptions } = require('../server/options.js');
const { ClientHttp2Session } = require('../session/client-session.js');

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
  const checked = sessionOptions(options);
  const url = typeof authority === 'string' ? new URL(authority) : authority;
  const protocol = url.protocol || checked.protocol || 'https:';
  const port = String(url.port !== '' && url.port !== undefined ? url.port :
    url.protocol === 'http:' ? 80 : 443);
  const host = hostOf(url);
  const socket = openSocket(url, protocol, host, port, checked);
  const target = { authority: `${checked.servername || host}:${port}`, protocol };
  const session = new ClientHttp2Session(checked, socket, target);
  if (typeof listener === 'function') session.once('connect', listener);
  return session;
}

function hostOf({ hostname, host }) {
  if (hostname) return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return host ?? 'localhost';
}

function openSocket(url, protocol, host, port, options) {
  if (typeof options.createConnection === 'function') return options.createConnection(url, options);
  switch (protocol) {
    case 'http:':
      return net.connect({ port, host, ...options });
    case 'https:':
      return tls.connect(port, host, tlsOptions(options, host));
    default:
      throw new ERR_HTTP2_UNSUPPORTED_PROTOCOL(protocol);
  }
}

function tlsOptions(options, host) {
  const checked = { ALPNProtocols: ['h2'], ...options };
  if (checked.servername === undefined && net.isIP(host) === 0) checked.servername = host;
  return checked;
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
