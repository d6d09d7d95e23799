'use strict';

const { deprecate } = require('node:util');
const { ERR_HTTP2_INVALID_STREAM } = require('../errors/errors.js');
const { DEFAULT_PRIORITY } = require('../options/priority.js');
const { kState } = require('./state.js');

/**
 * The priority of a stream. RFC 9113, 5.3.2, has deprecated the signals of RFC 7540; those of RFC 9218
 * took their place, for servers with the option `extensiblePriorities`.
 */

const warnOfPriority = deprecate(() => {},
  'http2Stream.priority is longer supported after priority signalling was deprecated in RFC 9113',
  'DEP0194');

/**
 * `stream.priority(options)`, which has no effect. The name of the function shows in node:http2.
 * @throws {Error} ERR_HTTP2_INVALID_STREAM
 */
const setPriority = function deprecated(options) {
  warnOfPriority(options);
  if (this.destroyed) throw new ERR_HTTP2_INVALID_STREAM();
};

// ---- RFC 9218

/** A request is about to be sent with this priority. */
function rememberPriority(stream, priority) {
  stream[kState].priority = priority;
}

/** @returns {object} `urgency` and `incremental`: what the server goes by, or what the client asked for */
function priorityOf(stream) {
  const state = stream[kState];
  const packed = state.live && !state.isClient ? state.connection.engine.getPriority(state.id) : -1;
  if (packed < 0) return state.priority ?? DEFAULT_PRIORITY;
  return { urgency: packed >> 1, incremental: (packed & 1) === 1 };
}

/** A server goes by this instead of the client's wish; a client sends PRIORITY_UPDATE (RFC 9218, 7.1). */
function changePriority(stream, change) {
  const state = stream[kState];
  const priority = { ...priorityOf(stream), ...change };
  state.priority = priority;
  if (state.live) state.connection.engine.setPriority(state.id, priority.urgency, priority.incremental);
}

module.exports = { changePriority, priorityOf, rememberPriority, setPriority };
