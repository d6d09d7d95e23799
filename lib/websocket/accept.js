'use strict';

const { randomBytes } = require('node:crypto');
const { IncomingMessage } = require('node:http');
const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { kTakeStream } = require('../server/take-stream.js');
const { kOptions } = require('../well-known.js');
const { AcceptedSocket } = require('./accepted-socket.js');

const NO_HEAD = Buffer.alloc(0);
const KEY_SIZE = 16;

/**
 * Lets a server's sessions to come take WebSockets (RFC 8441): each is an `'upgrade'` event of the
 * server, as over HTTP/1, with a request, a socket and no head; so `new WebSocketServer({ server })` of
 * `ws` takes both. While nobody listens for `'upgrade'` they are streams of the method CONNECT like
 * others. A second call has no effect.
 * @param {Http2Server|Http2SecureServer} server
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function acceptWebSockets(server) {
  if (server?.[kOptions] === undefined) {
    throw new ERR_INVALID_ARG_TYPE('server', ['Http2Server', 'Http2SecureServer'], server);
  }
  server[kTakeStream] = takeWebSocket;
  server.updateSettings({ enableConnectProtocol: true });
}

/** @this {Http2Server|Http2SecureServer} */
function takeWebSocket(stream, headers, rawHeaders) {
  if (headers[':protocol'] !== 'websocket' || headers[':method'] !== 'CONNECT') return false;
  if (this.listenerCount('upgrade') === 0) return false;
  const socket = new AcceptedSocket(stream);
  this.emit('upgrade', upgradeRequest(socket, headers, rawHeaders), socket, NO_HEAD);
  return true;
}

/** The request that a client of HTTP/1 would have made. */
function upgradeRequest(socket, headers, rawHeaders) {
  const request = new IncomingMessage(socket);
  request.method = 'GET';
  request.url = headers[':path'];
  request.httpVersion = '2.0';
  request.httpVersionMajor = 2;
  request.httpVersionMinor = 0;
  const added = handshakeFields(headers);
  request.headers = { ...withoutPseudo(headers), ...Object.fromEntries(added) };
  request.rawHeaders = [...added.flat(), ...rawWithoutPseudo(rawHeaders)];
  request.stream = socket.stream;
  request.complete = true;
  request.push(null);
  return request;
}

/** RFC 6455, 4.1. The key has no meaning over HTTP/2, and `ws` asks for one. */
function handshakeFields(headers) {
  return [
    ['host', headers[':authority'] ?? headers.host ?? ''],
    ['connection', 'Upgrade'],
    ['upgrade', 'websocket'],
    ['sec-websocket-key', randomBytes(KEY_SIZE).toString('base64')],
  ];
}

function withoutPseudo(headers) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')));
}

function rawWithoutPseudo(raw) {
  const fields = [];
  for (let i = 0; i < raw.length; i += 2) {
    if (!raw[i].startsWith(':') && raw[i] !== 'host' && raw[i] !== 'sec-websocket-key') {
      fields.push(raw[i], raw[i + 1]);
    }
  }
  return fields;
}

module.exports = { acceptWebSockets };
