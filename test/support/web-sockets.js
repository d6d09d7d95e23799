'use strict';

const { once } = require('node:events');
const { WebSocket, WebSocketServer } = require('ws');
const http2 = require('../..');
const { acceptWebSockets, connectWebSocket } = require('native-http2/websocket');
const certificate = require('./certificate');
const { closeLater, connect, listen } = require('./listening');

/** Ways to reach a server: a name, and its options when it is over TLS. */
const CARRIERS = { 'h2c': undefined, 'h2 over TLS': { ...certificate, allowHTTP1: true } };

/**
 * A listening server that takes WebSockets over HTTP/2, and over HTTP/1 if it is secure, and the
 * `WebSocketServer` of `ws` on it.
 * @param {object} [secure] options of `createSecureServer()`; undefined: in the clear
 * @param {object} [options] of `WebSocketServer`
 * @param {Function} [handler] of `'request'`
 */
async function serveWebSockets(secure, options = {}, handler = undefined) {
  const server = secure ? http2.createSecureServer(secure, handler) : http2.createServer(handler);
  acceptWebSockets(server);
  const sockets = new WebSocketServer({ server, ...options });
  sockets.on('connection', (socket) => closeLater({ destroy: () => socket.terminate() }));
  return { server: await listen(server), sockets };
}

/** Sends back each message of each WebSocket that the server takes. */
function echo(sockets) {
  sockets.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
  });
}

/** A WebSocket over a new session to the server. */
function dial(server, path = '/', options = {}) {
  const session = connect(server);
  session.on('error', () => {});
  const socket = connectWebSocket(session, path, { WebSocket, ...options });
  // One that is not open yet fails at the end of its test.
  socket.on('error', () => {});
  return { session, socket };
}

/** Both ends of a WebSocket, open. */
async function bothEnds(carrier, options, clientOptions) {
  const { server, sockets } = await serveWebSockets(CARRIERS[carrier], options);
  const accepted = once(sockets, 'connection');
  const { session, socket } = dial(server, '/', clientOptions);
  await once(socket, 'open');
  const [ours, request] = await accepted;
  for (const end of [socket, ours]) end.on('error', () => {});
  return { server, sockets, session, client: socket, ours, request };
}

/** Resolves to what a WebSocket said about its end: the code, and the reason as text. */
function closeOf(socket) {
  return new Promise((resolve) => {
    socket.on('close', (code, reason) => resolve([code, reason.toString()]));
  });
}

module.exports = { bothEnds, CARRIERS, closeOf, dial, echo, serveWebSockets };
