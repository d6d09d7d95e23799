'use strict';

const { isNativeError } = require('node:util').types;
const { nextTick } = require('../clock.js');
const { kState } = require('./state.js');

/**
 * Whether a request may be made again, because its peer cannot have processed it (RFC 9113, 8.7).
 * `stream.retryable` shows that, and the stream's error does in `retryable`, beside the error code in
 * `rstCode`. Neither is enumerable in an error, which must go on to equal that of node:http2 for
 * `assert.deepStrictEqual()`, `console.log()` and loggers.
 */

/** The peer has not processed the stream, and will not. What a server pushes is no request. */
function markUnprocessed(stream) {
  const state = stream[kState];
  if (state.isClient && (state.id === undefined || state.id % 2 === 1)) state.retryable = true;
}

/**
 * Adds the two properties to the error of a stream.
 *
 * A session ends all of its streams with one object. Its `retryable` is true when that holds for all of
 * them; while one of them emits `'error'`, both properties are about that one.
 * @param {Error} error
 * @param {StreamState} state
 */
function describeFailure(error, { rstCode, retryable }) {
  if (!takesProperties(error)) return;
  const forAll = Object.hasOwn(error, 'retryable') ? error.retryable && retryable : retryable;
  define(error, 'rstCode', rstCode);
  define(error, 'retryable', forAll);
}

/**
 * @param {Error} error described
 * @param {StreamState} state
 * @param {Function} emit has the stream emit the error, in a tick
 */
function emitFailure(error, { rstCode, retryable }, emit) {
  if (!takesProperties(error)) {
    emit(error);
    return;
  }
  let forAll;
  nextTick(() => {
    forAll = error.retryable;
    // A handler may freeze the error.
    Reflect.set(error, 'rstCode', rstCode);
    Reflect.set(error, 'retryable', retryable);
  });
  emit(error);
  nextTick(() => Reflect.set(error, 'retryable', error.retryable && forAll));
}

/** Not what a program throws instead of an error, froze, or gave such properties itself. */
function takesProperties(error) {
  if (!isNativeError(error) || !Object.isExtensible(error)) return false;
  return ['rstCode', 'retryable'].every((name) => !Object.prototype.propertyIsEnumerable.call(error, name));
}

function define(error, name, value) {
  Reflect.defineProperty(error, name, { value, configurable: true, writable: true });
}

module.exports = { describeFailure, emitFailure, markUnprocessed };
