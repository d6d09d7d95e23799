'use strict';

const net = require('node:net');
const { TLSSocket } = require('node:tls');
const { DescriptorTransport } = require('./descriptor.js');
const { DuplexTransport } = require('./duplex.js');
const { HandleTransport } = require('./handle.js');

/**
 * Chooses how a session reads and writes its socket. Programs see no difference.
 *
 * | transport  | for                                       |
 * |------------|-------------------------------------------|
 * | descriptor | TCP and Unix sockets that nobody else reads |
 * | handle     | TLS                                       |
 * | duplex     | any other Duplex                          |
 */
function attachTransport(connection) {
  const { socket } = connection;
  const Transport = kindOf(socket);
  const transport = new Transport(connection, socket);
  transport.start();
  return transport;
}

function kindOf(socket) {
  if (hasReader(socket)) return DuplexTransport;
  if (socket instanceof TLSSocket) {
    return HandleTransport.fits(socket) ? HandleTransport : DuplexTransport;
  }
  if (socket instanceof net.Socket && DescriptorTransport.fits(socket) && !wasRead(socket)) {
    return DescriptorTransport;
  }
  return DuplexTransport;
}

/** Whether somebody has read the first bytes, which he may still put back with `unshift()`. */
function wasRead(socket) {
  return socket.bytesRead > 0;
}

/** Whether somebody listens to the socket's data, or it has buffered some. */
function hasReader(socket) {
  return socket.listenerCount('data') > 0 || socket.listenerCount('readable') > 0 ||
    socket.readableLength > 0 || socket.writableLength > 0;
}

module.exports = { attachTransport };
