'use strict';

const net = require('node:net');
const tls = require('node:tls');
const { ERR_HTTP2_UNSUPPORTED_PROTOCOL, ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { clientOptions } = require('../options/client.js');
const { ClientHttp2Session } = require('../session/client-session.js');

/**
 * Opens a socket to an authority, or takes the program's, and makes a client's session of it.
 * @param {string|URL} authority
 * @param {object} [options]
 * @returns {ClientHttp2Session}
 */
function openSession(authority, options) {
  const checked = clientOptions(options);
  const url = authorityUrl(authority);
  const protocol = url.protocol || checked.protocol || 'https:';
  const port = String(url.port !== '' && url.port !== undefined ? url.port :
    url.protocol === 'http:' ? 80 : 443);
  const host = hostOf(url);
  const socket = openSocket(url, protocol, host, port, checked);
  const target = { authority: `${checked.servername || authorityHost(host)}:${port}`, protocol };
  return new ClientHttp2Session(checked, socket, target);
}

function authorityUrl(authority) {
  if (typeof authority === 'string') return new URL(authority);
  if (authority === undefined || isPlainObject(authority)) return authority;
  throw new ERR_INVALID_ARG_TYPE('authority', ['string', 'URL', 'object'], authority);
}

function isPlainObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hostOf({ hostname, host }) {
  if (hostname) return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return host ?? 'localhost';
}

/** RFC 3986, 3.2.2: an IPv6 address stands in brackets. Its zone concerns this machine alone. */
function authorityHost(host) {
  return net.isIPv6(host) ? `[${host.split('%', 1)[0]}]` : host;
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
  const checked = {
    ...options, ALPNProtocols: options.allowHTTP1 === true ? ['h2', 'http/1.1'] : ['h2'],
  };
  if (!checked.servername && net.isIP(host) === 0) checked.servername = host;
  return checked;
}

module.exports = { openSession };
