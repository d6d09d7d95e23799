'use strict';

const { kCompat } = require('./hooks.js');

/**
 * Forwards the events of a stream to its exchange by listeners, for streams whose class does not
 * call the hooks itself. Functions of the module, no closures: nothing is made per stream.
 */

function onAborted() {
  this[kCompat].aborted();
}

/** The request closes first, whichever of the two came first to the stream. */
function onClose() {
  this[kCompat].close();
}

function onDrain() {
  this[kCompat].drain();
}

function onTimeout() {
  this[kCompat].timeout();
}

function onTrailers(trailers, flags, rawTrailers) {
  this[kCompat].trailers(trailers, flags, rawTrailers);
}

function onWantTrailers() {
  this[kCompat].wantTrailers();
}

/** Errors of a request's stream are not forwarded; a pushed stream's are its program's. */
function ignoreError() {}

function listenForBoth(stream) {
  if (stream.listeners('close').includes(onClose)) return;
  stream.on('close', onClose);
  stream.on('timeout', onTimeout);
}

function listenForRequest(stream) {
  listenForBoth(stream);
  stream.on('error', ignoreError);
  stream.on('aborted', onAborted);
  stream.on('trailers', onTrailers);
}

function listenForResponse(stream) {
  listenForBoth(stream);
  stream.on('drain', onDrain);
  stream.on('wantTrailers', onWantTrailers);
}

/** For streams that call the hooks: what they leave to listeners, see hooks.js. */
function listenForEnd(stream) {
  stream.on('close', onClose);
}

function listenForError(stream) {
  stream.on('error', ignoreError);
}

/** A write was refused: the program waits for `'drain'`. */
function forwardDrain(stream) {
  if (!stream.listeners('drain').includes(onDrain)) stream.on('drain', onDrain);
}

module.exports = {
  forwardDrain,
  listenForEnd,
  listenForError,
  listenForRequest,
  listenForResponse,
};
