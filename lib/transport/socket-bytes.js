'use strict';

const { sessionStatistics, statisticsAt } = require('../engine/session.js');

/**
 * `bytesRead` and `bytesWritten` of a socket whose descriptor the engine reads and writes: the socket itself
 * sees none of these bytes.
 */

const { bytesReceived: READ, bytesSent: WRITTEN } = statisticsAt;

/**
 * On a socket: `engine`, the engine's session while it uses the descriptor, and the bytes `read` and
 * `written` that come on top of what the socket and that session have counted.
 */
const kByteSource = Symbol('byteSource');

const statistics = new Float64Array(sessionStatistics.length);

// The same functions for all sockets, which so keep the same shape.
const accessors = {
  bytesRead: { get() { return bytesOf(this, 'bytesRead', 'read', READ); }, configurable: true },
  bytesWritten: { get() { return bytesOf(this, 'bytesWritten', 'written', WRITTEN); }, configurable: true },
};

function bytesOf(socket, name, counter, index) {
  const own = Reflect.get(Object.getPrototypeOf(socket), name, socket);
  const source = socket[kByteSource];
  const sum = own + source[counter];
  return source.engine?.getStatistics(statistics) === true ? sum + statistics[index] : sum;
}

/** Has the socket count what the engine reads and writes from now on. */
function showEngineBytes(socket, engine) {
  engine.getStatistics(statistics);
  const source = { engine, read: -statistics[READ], written: -statistics[WRITTEN] };
  Object.defineProperty(socket, kByteSource, { value: source, configurable: true });
  Object.defineProperties(socket, accessors);
}

/**
 * The engine no longer uses the descriptor.
 * @param {Duplex} socket
 * @param {number} left how much of what the engine has written is left to the socket
 * @param {Float64Array} [final] the statistics of the engine's session, if that is over
 */
function keepEngineBytes(socket, left, final) {
  const source = socket[kByteSource];
  if (source?.engine === undefined) return;
  const counted = final ?? statistics;
  if (final === undefined) source.engine.getStatistics(statistics);
  source.engine = undefined;
  source.read += counted[READ];
  source.written += counted[WRITTEN] - left;
}

module.exports = { keepEngineBytes, showEngineBytes };
