'use strict';

const net = require('node:net');
const { TLSSocket } = require('node:tls');
const { DescriptorTransport } = require('./descriptor.js');
const { DuplexTransport } = require('./duplex.js');
const { HandleTransport } = require('./handle.js');

/**
 * Chooses how a session reads and writes its socket. A program can't tell the three apart.
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

/** Somebody has looked at what came first, and may still put it back. */
function wasRead(socket) {
  return socket.bytesRead > 0;
}

/** Somebody listens to the socket's data, or it has some already. */
function hasReader(socket) {
  return socket.listenerCount('data') > 0 || socket.listenerCount('readable') > 0 ||
    socket.readableLength > 0 || socket.writableLength > 0;
}

module.exports = { attachTransport };
