'use strict';

const { kCallsCompat, kCompat } = require('./hooks.js');
const {
  listenForEnd, listenForError, listenForRequest, listenForResponse,
} = require('./listeners.js');
const { bodyComes, finishUnread, isLeftToReader } = require('./request-body.js');

/**
 * What the request and the response of one stream share: their state, and what is done when the
 * stream reports something (hooks.js says when each method is called). One object with fixed
 * fields for both, because a server makes one per request.
 */
class Exchange {
  constructor(stream) {
    this.stream = stream;
    this.request = null;
    this.response = null;
    /** The proxy that `request.socket` and `response.socket` return, once asked for. */
    this.socket = undefined;

    /** The request's body was asked for. */
    this.didRead = false;
    this.wasAborted = false;
    this.requestClosed = false;
    this.receivedTrailers = undefined;
    this.rawTrailers = undefined;

    /** Headers and trailers set on the response, once there are any. */
    this.headers = undefined;
    this.ownTrailers = undefined;
    this.statusCode = 200;
    this.sendDate = true;
    /** `response.end()` was called. */
    this.ending = false;
    /** A chunk was written. */
    this.wrote = false;
    /** The whole body came with `end()`; the stream was not asked to wait for trailers. */
    this.atOnce = false;
    /** A callback waits for the stream's `'finish'`. */
    this.awaitsFinish = false;
    /** The stream ended itself with the headers (HEAD, 204, 205, 304). */
    this.bodiless = false;
    /** `stream.headRequest` as of `end()`: an answer to HEAD closes only once it was ended. */
    this.headRequest = false;
    /** `response.destroy()` was called. */
    this.destroyed = false;
    /** `'close'` was emitted on the response. */
    this.closed = false;
  }

  /** DATA comes for the stream. */
  bodyComes() {
    if (this.request !== null) bodyComes(this.request, this);
  }

  aborted() {
    if (this.request === null || this.requestClosed) return;
    this.wasAborted = true;
    this.request.emit('aborted');
  }

  close() {
    if (this.request !== null) this.closeRequest();
    if (this.response !== null) this.closeResponse();
  }

  closeRequest() {
    if (this.requestClosed) return;
    this.requestClosed = true;
    const isLeft = isLeftToReader(this.request, this);
    finishUnread(this.request, this);
    if (isLeft) this.request.once('end', emitClose);
    else this.request.emit('close');
  }

  closeResponse() {
    if (this.closed || this.headRequest !== (this.stream.headRequest === true)) return;
    this.closed = true;
    this.socket = undefined;
    this.response.emit('finish');
    this.response.emit('close');
  }

  drain() {
    if (this.response !== null) this.response.emit('drain');
  }

  timeout() {
    if (this.request !== null) this.request.emit('timeout');
    if (this.response !== null) this.response.emit('timeout');
  }

  trailers(trailers, flags, rawTrailers) {
    this.receivedTrailers = Object.assign(this.receivedTrailers ?? {}, trailers);
    this.rawTrailers = (this.rawTrailers ?? []).concat(rawTrailers ?? []);
  }

  wantTrailers() {
    if (this.response !== null) this.stream.sendTrailers(this.ownTrailers ?? {});
  }
}

function emitClose() {
  this.emit('close');
}

/** The exchange of a stream; made, and attached to the stream, when it has none. */
function exchangeOf(stream) {
  const known = stream[kCompat];
  if (known !== undefined) return known;
  if (stream[kCallsCompat] === true) listenForEnd(stream);
  return (stream[kCompat] = new Exchange(stream));
}

/** @returns {Exchange} that of the stream, with the request */
function joinRequest(stream, request) {
  const exchange = exchangeOf(stream);
  if (exchange.request === null) {
    if (stream[kCallsCompat] === true) listenForError(stream);
    else listenForRequest(stream);
  }
  exchange.request = request;
  return exchange;
}

/** @returns {Exchange} that of the stream, with the response */
function joinResponse(stream, response) {
  const exchange = exchangeOf(stream);
  if (exchange.response === null && stream[kCallsCompat] !== true) listenForResponse(stream);
  exchange.response = response;
  return exchange;
}

module.exports = { joinRequest, joinResponse };
