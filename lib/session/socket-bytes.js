'use strict';

const { sessionStatistics, statisticsAt } = require('../engine/session.js');
const { DescriptorTransport } = require('../transport/descriptor.js');

/**
 * `bytesRead` and `bytesWritten` of a socket whose descriptor the engine reads and writes: the socket
 * itself has seen none of them.
 */

const { bytesReceived: READ, bytesSent: WRITTEN } = statisticsAt;

/** On a socket: the engine's session, and when that is over what it has counted. */
const kSource = Symbol('source');

const statistics = new Float64Array(sessionStatistics.length);

// The same functions for all sockets, which so keep the same shape.
const accessors = {
  bytesRead: { get() { return bytesOf(this, 'bytesRead', READ); }, configurable: true },
  bytesWritten: { get() { return bytesOf(this, 'bytesWritten', WRITTEN); }, configurable: true },
};

function bytesOf(socket, name, index) {
  const own = Reflect.get(Object.getPrototypeOf(socket), name, socket);
  const source = socket[kSource];
  if (Array.isArray(source)) return own + source[index];
  return source.getStatistics(statistics) ? own + statistics[index] : own;
}

/** The transport is attached. */
function countSocketBytes({ socket, transport, engine }) {
  if (!(transport instanceof DescriptorTransport)) return;
  Object.defineProperty(socket, kSource, { value: engine, writable: true, configurable: true });
  Object.defineProperties(socket, accessors);
}

/**
 * The engine's session is over.
 * @param {Float64Array} final its statistics
 * @param {number} left how much of what it has written is left to the socket
 */
function keepSocketBytes({ socket }, final, left) {
  if (socket[kSource] !== undefined) socket[kSource] = [final[READ], final[WRITTEN] - left];
}

module.exports = { countSocketBytes, keepSocketBytes };
