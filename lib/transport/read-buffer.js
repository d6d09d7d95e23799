'use strict';

const { Socket } = require('node:net');

/**
 * Memory that sockets read into by turns. By itself a socket's handle allocates 64 KiB for each read, and
 * gives back what it did not need: a tenth of the processor time of a request over TLS. `net.Socket` avoids
 * that for sockets that are made with the option `onread`. With its symbols, sockets that somebody else made
 * do the same.
 */

// TLS hands over one record at a time, which has 16 KiB at most (RFC 8446, 5.1).
const SIZE = 16 * 1024;

const readBuffer = Buffer.allocUnsafeSlow(SIZE);

const example = new Socket({ onread: { buffer: readBuffer, callback() {} } });
const [kBuffer, kCallback, kGenerator] = ['kBuffer', 'kBufferCb', 'kBufferGen'].map((name) =>
  Object.getOwnPropertySymbols(example).find(({ description }) => description === name));
const isSupported = example[kBuffer] === readBuffer && typeof example[kCallback] === 'function' &&
  example[kGenerator] === null;

/** Whether the socket's handle can be made to read into the buffer. */
function canReadInto(socket) {
  return isSupported && !socket[kBuffer] && typeof socket._handle.useUserBuffer === 'function';
}

/**
 * @param {Socket} socket that has read nothing yet
 * @param {function(ArrayBuffer)} callback gets what was read, in memory of its own: a handler of one socket
 *   may cause another to read
 */
function readInto(socket, callback) {
  socket[kBuffer] = readBuffer;
  socket[kGenerator] = null;
  socket[kCallback] = (size) => {
    const memory = readBuffer.buffer.slice(0, size);
    // The buffer is a property of every such socket: whoever inspects one must not see another's bytes.
    readBuffer.fill(0, 0, size);
    callback(memory);
    return true;
  };
  socket._handle.useUserBuffer(readBuffer);
}

module.exports = { canReadInto, readInto };
