'use strict';

const { lazily } = require('../lazily.js');
const { assertField, normalized } = require('./field-name.js');

// Loaded with the first server: a program that only loads http2 does without it.
const streamTrailers = lazily(() => require('../stream/trailers.js'));

/** The trailers of a request, as received, and those of a response. */

/** A peer may send several blocks of trailers. */
function addReceivedTrailers(exchange, trailers, rawTrailers) {
  exchange.receivedTrailers = Object.assign(exchange.receivedTrailers ?? {}, trailers);
  exchange.rawTrailers = (exchange.rawTrailers ?? []).concat(rawTrailers ?? []);
}

/** @returns {object} empty until trailers come */
function receivedTrailers(exchange) {
  return (exchange.receivedTrailers ??= {});
}

/** @returns {string[]} names and values, as received; empty until trailers come */
function receivedRawTrailers(exchange) {
  return (exchange.rawTrailers ??= []);
}

/** `response.setTrailer()`. A response waits for trailers only once there is one. */
function setOwnTrailer(exchange, name, value) {
  const field = normalized(name);
  assertField(field, value);
  exchange.ownTrailers ??= Object.create(null);
  exchange.ownTrailers[field] = value;
  awaitTrailersOnceSent(exchange);
}

/** A head that is still to be sent asks for the wait itself. */
function awaitTrailersOnceSent({ stream }) {
  if (stream.headersSent) streamTrailers().awaitTrailers(stream);
}

/** The stream is ready for trailers: without any, an empty block ends the response. */
function sendOwnTrailers({ stream, ownTrailers }) {
  stream.sendTrailers(ownTrailers ?? {});
}

module.exports = {
  addReceivedTrailers, awaitTrailersOnceSent, receivedRawTrailers, receivedTrailers, sendOwnTrailers,
  setOwnTrailer,
};
