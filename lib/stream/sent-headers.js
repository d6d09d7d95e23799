'use strict';

const { headersOfPairs } = require('../headers/raw.js');
const { kSentHeaders } = require('../well-known.js');
const { kState } = require('./state.js');

/**
 * The headers of our message, for `sentHeaders` and for who finds them under `Symbol(sent-headers)`.
 * They are kept as it is cheapest, and put in form once somebody looks.
 */
function sentHeaders(state) {
  if (!Array.isArray(state.sentHeaders)) return state.sentHeaders;
  state.sentHeaders = headersOfPairs(state.sentHeaders);
  if (state.sentDate !== undefined) state.sentHeaders.date = state.sentDate;
  return state.sentHeaders;
}

/** Acts on the headers. A proxy costs a stream a tenth of what an own getter or the object does. */
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

/** To be called when a stream gets its `sentHeaders`. */
function showSentHeaders(stream) {
  stream[kSentHeaders] = new Proxy(stream[kState], handler);
}

module.exports = { sentHeaders, showSentHeaders };
