'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const { contextOf } = require('../context.js');
const {
  ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_OUT_OF_STREAMS,
  ERR_HTTP2_PUSH_DISABLED, NghttpError,
} = require('../errors/errors.js');
const { pairsOf } = require('../headers/raw.js');
const { PUSH } = require('../headers/rules.js');
const { pushCreated, pushStarted } = require('../observe/channels.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { validateFunction, validateObject } = require('../validators.js');
const { endWithoutMessage } = require('./body-in.js');
const { encodeBlock } = require('./message.js');
const { keepSentHeaders } = require('./sent-headers.js');
const { kState } = require('./state.js');

/** Server push (RFC 9113, 8.4). */

const { NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE } = constants;

/** `stream.pushStream()`; `StreamClass` is that of the pushed stream. */
function pushStream(stream, StreamClass, headers, options, callback) {
  const state = stream[kState];
  if (!stream.pushAllowed) throw new ERR_HTTP2_PUSH_DISABLED();
  if (stream.id % 2 === 0) throw new ERR_HTTP2_NESTED_PUSH();
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  }
  validateFunction(callback, 'callback');
  if (stream.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (options !== undefined) validateObject(options, 'options');
  if (headers !== undefined) validateObject(headers, 'headers');
  if (tracing) traceStream(state, 'initiating push stream');
  const sent = promisedHeaders(headers, state);
  const id = state.connection.engine.pushPromise(state.id, encodeBlock(state, pairsOf(sent), PUSH));
  if (id < 0) {
    const full = id === NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE;
    nextTick(callback, full ? new ERR_HTTP2_OUT_OF_STREAMS() : new NghttpError(id));
    return;
  }
  const pushed = pushedStream(state.connection, StreamClass, id, sent);
  endSides(pushed, pushed.headRequest || Boolean(options?.endStream));
  pushCreated(pushed, sent);
  nextTick(deliverPushed, callback, pushed, sent);
}

function promisedHeaders(headers, { authority, scheme }) {
  const sent = Object.assign({ __proto__: null }, headers);
  sent[':method'] ??= 'GET';
  sent[':authority'] ??= authority;
  sent[':scheme'] ??= scheme;
  sent[':path'] ??= '/';
  return sent;
}

/** The events of a pushed stream run in the context of `pushStream()`. */
function pushedStream(connection, StreamClass, id, sent) {
  const pushed = new StreamClass(connection, id, sent, true, contextOf('HTTP2STREAM'));
  keepSentHeaders(pushed, sent);
  return pushed;
}

/** There is no request to be read, and for some requests no body to be written. */
function endSides(pushed, isBodiless) {
  endWithoutMessage(pushed);
  if (!isBodiless) return;
  pushed[kState].bodyEnds();
  pushed.end();
}

/** A stream without a body has finished by now. */
function deliverPushed(callback, pushed, sent) {
  pushStarted(pushed, sent);
  callback(null, pushed, sent);
}

module.exports = { pushStream };
