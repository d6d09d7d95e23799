'use strict';

const { nextTick } = require('../clock.js');
const {
  ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_NESTED_PUSH, ERR_HTTP2_OUT_OF_STREAMS,
  ERR_HTTP2_PUSH_DISABLED, NghttpError,
} = require('../errors/errors.js');
const { contextOf } = require('../context.js');
const { pushCreated, pushStarted } = require('../observe/channels.js');
const { encodeHeaders } = require('../headers/encode.js');
const { pairsOf } = require('../headers/raw.js');
const { PUSH } = require('../headers/rules.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { validateFunction, validateObject } = require('../validators.js');
const { kSentHeaders } = require('../well-known.js');
const { bodyEnded, pushEnd } = require('./receiving.js');
const { kState, touchStream } = require('./state.js');

/** Server push (RFC 9113, 8.4). */

const STREAM_ID_NOT_AVAILABLE = -509;

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
  touchStream(state);
  if (tracing) traceStream(state, 'initiating push stream');
  const sent = promisedHeaders(headers, state);
  const block = encodeHeaders(pairsOf(sent), PUSH, state.connection.strict);
  const id = state.connection.engine.pushPromise(state.id, block);
  if (id < 0) {
    const full = id === STREAM_ID_NOT_AVAILABLE;
    nextTick(callback, full ? new ERR_HTTP2_OUT_OF_STREAMS() : new NghttpError(id));
    return;
  }
  const pushed = new StreamClass(state.connection, id, sent, true);
  pushed[kState].sentHeaders = sent;
  pushed[kSentHeaders] = sent;
  pushed[kState].context = contextOf('HTTP2STREAM');
  endSides(pushed, pushed.headRequest || Boolean(options?.endStream));
  pushCreated(pushed, sent);
  nextTick(deliverPushed, callback, pushed, sent);
}

/** There is no request to be read, and for some requests no body to be written. */
function endSides(pushed, isBodiless) {
  const state = pushed[kState];
  bodyEnded(pushed);
  // There never was a body to receive.
  pushed[kState].endedIn = 0;
  pushEnd(pushed, state);
  if (!isBodiless) return;
  state.bodyEnded = true;
  pushed.end();
}

/** What has no body has finished by now. */
function deliverPushed(callback, pushed, sent) {
  pushStarted(pushed, sent);
  callback(null, pushed, sent);
}

function promisedHeaders(headers, { authority, scheme }) {
  const sent = Object.assign({ __proto__: null }, headers);
  sent[':method'] ??= 'GET';
  sent[':authority'] ??= authority;
  sent[':scheme'] ??= scheme;
  sent[':path'] ??= '/';
  return sent;
}

module.exports = { pushStream };
