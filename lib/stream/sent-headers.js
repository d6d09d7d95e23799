'use strict';

const { headersOfPairs } = require('../headers/raw.js');
const { kSentHeaders } = require('../well-known.js');
const { kState } = require('./state.js');

/**
 * The headers of our message, for `sentHeaders` and for packages that read them under
 * `Symbol(sent-headers)`. A stream keeps them in the cheapest form; the first access makes the object.
 */

/**
 * @param {Http2Stream} stream
 * @param {Array|object} headers names and values, or the object to be shown
 * @param {string} [date] the `date` that is sent beside names and values
 */
function keepSentHeaders(stream, headers, date) {
  const state = stream[kState];
  state.sentHeaders = headers;
  state.sentDate = date;
  stream[kSentHeaders] = Array.isArray(headers) ? new Proxy(state, handler) : headers;
}

/** @returns {object|undefined} */
function sentHeaders(state) {
  if (!Array.isArray(state.sentHeaders)) return state.sentHeaders;
  state.sentHeaders = headersOfPairs(state.sentHeaders);
  if (state.sentDate !== undefined) state.sentHeaders.date = state.sentDate;
  return state.sentHeaders;
}

/** A proxy costs a stream a tenth of what an own getter or the object costs. */
const handler = {
  get: (state, name) => sentHeaders(state)[name],
  set: (state, name, value) => Reflect.set(sentHeaders(state), name, value),
  has: (state, name) => Reflect.has(sentHeaders(state), name),
  deleteProperty: (state, name) => Reflect.deleteProperty(sentHeaders(state), name),
  defineProperty: (state, name, value) => Reflect.defineProperty(sentHeaders(state), name, value),
  getOwnPropertyDescriptor: (state, name) =>
    Reflect.getOwnPropertyDescriptor(sentHeaders(state), name),
  ownKeys: (state) => Reflect.ownKeys(sentHeaders(state)),
  getPrototypeOf: () => null,
};

module.exports = { keepSentHeaders, sentHeaders };
