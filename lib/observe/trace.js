'use strict';

const { debuglog } = require('node:util');

/**
 * `NODE_DEBUG=http2` prints these traces, in the words of node:http2. Callers look at `tracing` first, so
 * that traces cost nothing while they are off.
 *
 *     HTTP2 4711: Http2Session server: setting up session handle
 *     HTTP2 4711: Http2Stream 1 [Http2Session server]: initiating response
 */

const log = debuglog('http2');

/** Whether traces are printed; it doesn't change while the process runs. */
const tracing = log.enabled;

function nameOf(isClient) {
  return `Http2Session ${isClient ? 'client' : 'server'}`;
}

/** A server got a connection. */
function traceConnection() {
  log(`${nameOf(false)}: received a connection`);
}

/**
 * @param {Connection} connection
 * @param {string} text for `util.format()`
 * @param {...*} values
 */
function traceSession(connection, text, ...values) {
  log(`${nameOf(connection.isClient)}: ${text}`, ...values);
}

/**
 * @param {StreamState} state
 * @param {string} text for `util.format()`
 * @param {...*} values
 */
function traceStream(state, text, ...values) {
  const id = state.id ?? 'pending';
  log(`Http2Stream ${id} [${nameOf(state.isClient)}]: ${text}`, ...values);
}

module.exports = { traceConnection, traceSession, traceStream, tracing };
