'use strict';

const { constants } = require('../constants.js');
const { ClientHttp2Stream } = require('../stream/client-stream.js');
const { ServerHttp2Stream } = require('../stream/server-stream.js');
const { awaitFetch, withTrailers } = require('./trailers.js');

const {
  NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR, NGHTTP2_PROTOCOL_ERROR,
  NGHTTP2_REFUSED_STREAM,
} = constants;

/** Ways to reset a stream. The last two names are those that only the samples have. */
const RESETS = {
  rstWithNoError: NGHTTP2_NO_ERROR,
  rstWithProtocolError: NGHTTP2_PROTOCOL_ERROR,
  rstWithCancel: NGHTTP2_CANCEL,
  rstWithRefuse: NGHTTP2_REFUSED_STREAM,
  rstWithInternalError: NGHTTP2_INTERNAL_ERROR,
  rstWithRefused: NGHTTP2_REFUSED_STREAM,
  rstStreamWithCancel: NGHTTP2_CANCEL,
};

/** On a stream of a legacy server: the server. */
const kServer = Symbol('server');

/**
 * The members that streams had besides. The classes are never constructed: existing streams get their
 * prototypes.
 *
 * Events: `'fetchTrailers'`, see trailers.js; `'streamClosed'` with the error code, before `'close'`.
 */
const withLegacy = (Base) => {
  class LegacyStream extends Base {
    /** @param {number} [code=NGHTTP2_NO_ERROR] an error code, unsigned 32 bits */
    rstStream(code = NGHTTP2_NO_ERROR) {
      this.close(code);
    }

    /** Numbers; the two of the ends under their old names as well. */
    get state() {
      const state = super.state;
      if (state.localClose === undefined) return state;
      return { ...state, streamLocalClose: state.localClose, streamRemoteClose: state.remoteClose };
    }

    emit(event, ...args) {
      if (event === 'close') super.emit('streamClosed', this.rstCode);
      return super.emit(event, ...args);
    }
  }
  for (const [name, code] of Object.entries(RESETS)) {
    Object.defineProperty(LegacyStream.prototype, name, {
      configurable: true,
      writable: true,
      value: function reset() { this.close(code); },
    });
  }
  return LegacyStream;
};

/** A stream of a client. */
class LegacyClientStream extends withLegacy(ClientHttp2Stream) {}

/** A stream of a server; its errors are the server's `'streamError'`, too. */
class LegacyServerStream extends withLegacy(ServerHttp2Stream) {
  /** @param {object} [options] those of today, and `getTrailers` */
  respond(headers, options) {
    super.respond(headers, withTrailers(this, options, this.listenerCount('fetchTrailers') > 0));
  }

  /** @param {object} [options] those of today, and `getTrailers` */
  respondWithFD(fd, headers, options) {
    super.respondWithFD(fd, headers, withTrailers(this, options, false));
  }

  /** @param {object} [options] those of today, and `getTrailers` */
  respondWithFile(path, headers, options) {
    super.respondWithFile(path, headers, withTrailers(this, options, false));
  }

  /**
   * @param {Function} callback `(pushStream)` if it takes one argument, else `(err, pushStream, headers)`;
   *   the first has no place for an error, which this stream then ends with
   */
  pushStream(headers, options, callback) {
    if (typeof options === 'function') {
      callback = options;
      options = undefined;
    }
    if (typeof callback !== 'function') {
      super.pushStream(headers, options, callback);
      return;
    }
    super.pushStream(headers, options, (error, pushed, sent) => {
      if (!error) adoptServerStream(pushed, this[kServer]);
      if (callback.length !== 1) callback(error, pushed, sent);
      else if (error) this.destroy(error);
      else callback(pushed);
    });
  }

  emit(event, ...args) {
    const server = this[kServer];
    if (event === 'error' && server !== undefined && server.listenerCount('streamError') > 0) {
      server.emit('streamError', args[0], this);
      if (this.listenerCount('error') === 0) return true;
    }
    return super.emit(event, ...args);
  }
}

/** Makes a stream a legacy one, once. */
function adopt(stream, LegacyStream) {
  if (stream instanceof LegacyStream) return false;
  Object.setPrototypeOf(stream, LegacyStream.prototype);
  stream.on('newListener', onNewListener);
  return true;
}

/** @this {Http2Stream} */
function onNewListener(event) {
  if (event === 'fetchTrailers') awaitFetch(this);
}

function adoptClientStream(stream) {
  adopt(stream, LegacyClientStream);
  return stream;
}

function adoptServerStream(stream, server) {
  if (adopt(stream, LegacyServerStream)) stream[kServer] = server;
}

module.exports = { adoptClientStream, adoptServerStream };
