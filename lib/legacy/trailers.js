'use strict';

const { awaitTrailers: awaitEngine } = require('../stream/trailers.js');
const { validateFunction } = require('../validators.js');

/**
 * Trailers as Node 8 asked for them: in an object, without a prototype, that is filled by the option
 * `getTrailers` (8.5) or by the listeners of `'fetchTrailers'` (8.4), once the body is over.
 */

/** On a stream that sends such trailers: the function of the option, null if there is none. */
const kGetTrailers = Symbol('getTrailers');

/**
 * The options of today for a message that may have trailers.
 * @param {Http2Stream} stream
 * @param {object} [options] may have `getTrailers`
 * @param {boolean} isFetched whether somebody listens for `'fetchTrailers'`
 */
function withTrailers(stream, options, isFetched) {
  const getTrailers = options?.getTrailers;
  if (getTrailers === undefined && !isFetched) return options;
  if (getTrailers !== undefined) {
    validateFunction(getTrailers, 'options.getTrailers');
    awaitTrailers(stream, getTrailers);
  }
  return { ...options, waitForTrailers: true };
}

/** There is a listener of `'fetchTrailers'`: a message that has begun already waits, too. */
function awaitFetch(stream) {
  awaitTrailers(stream, null);
  if (stream.headersSent) awaitEngine(stream);
}

function awaitTrailers(stream, getTrailers) {
  if (stream[kGetTrailers] === undefined) stream.once('wantTrailers', sendTrailers);
  stream[kGetTrailers] = getTrailers ?? stream[kGetTrailers] ?? null;
}

/** @this {Http2Stream} */
function sendTrailers() {
  const trailers = { __proto__: null };
  this[kGetTrailers]?.(trailers);
  this.emit('fetchTrailers', trailers);
  if (this.destroyed) return;
  try {
    this.sendTrailers(trailers);
  } catch (error) {
    this.destroy(error);
  }
}

module.exports = { awaitFetch, withTrailers };
