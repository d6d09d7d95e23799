'use strict';

const { Duplex } = require('node:stream');
const { constants } = require('../constants.js');
const { InactivityTimeout } = require('../timeout.js');
const { parseHead } = require('./message-head.js');

const { NGHTTP2_CANCEL, NGHTTP2_NO_ERROR } = constants;

/** Properties of a WebSocket's socket that are the connection's, while there is one. */
const CONNECTION_PROPERTIES = [
  'alpnProtocol', 'authorizationError', 'authorized', 'encrypted', 'localAddress', 'localFamily',
  'localPort', 'remoteAddress', 'remoteFamily', 'remotePort', 'servername',
];
const CONNECTION_METHODS = [
  'address', 'getCertificate', 'getCipher', 'getPeerCertificate', 'getPeerX509Certificate',
  'getProtocol', 'getX509Certificate',
];

const NEVER_BUSY = () => Infinity;

/**
 * A stream of a session in the place of the socket that a WebSocket has over HTTP/1. The text written to
 * it begins with the head of a message of HTTP/1, which is sent as header fields of the stream; all
 * other bytes are the stream's DATA, in both directions. An end is END_STREAM, and `destroy()` is
 * RST_STREAM with CANCEL (RFC 8441, 5).
 */
class StreamSocket extends Duplex {
  #session;
  #stream;
  #head = '';
  #hasHead = false;
  #peerEnded = false;
  #timeout;

  /** @param {Http2Session} session */
  constructor(session) {
    super();
    this.#session = session;
  }

  /** @returns {Http2Session} that the stream is one of */
  get session() {
    return this.#session;
  }

  /** @returns {Http2Stream|undefined} undefined until a client has sent its request */
  get stream() {
    return this.#stream;
  }

  /**
   * From now on what the stream receives can be read here, and what is written is sent on it.
   * @param {Http2Stream} stream
   */
  attach(stream) {
    this.#stream = stream;
    stream.on('data', (chunk) => {
      this.#timeout?.touch();
      if (!this.push(chunk)) stream.pause();
    });
    stream.on('end', () => {
      // A stream that was reset ends, too.
      if (stream.aborted) return;
      this.#peerEnded = true;
      this.push(null);
    });
    stream.on('error', (error) => this.fail(error));
    stream.on('close', () => this.#streamClosed());
  }

  /**
   * Ends without an `'error'` that nobody listens for: a peer must not be able to end the process.
   * @param {Error} error
   */
  fail(error) {
    this.destroy(this.listenerCount('error') > 0 ? error : undefined);
  }

  /**
   * Translates the head.
   * @abstract
   * @param {object} head see `parseHead()`
   * @param {Function} callback for when the stream can take what follows; with an error, if it can't
   */
  sendHead(head, callback) {
    void head;
    callback();
  }

  /** Sends bytes that follow the head. */
  sendBody(chunks, callback) {
    const stream = this.#stream;
    if (chunks.length === 1) {
      stream.write(chunks[0], callback);
      return;
    }
    stream.cork();
    const last = chunks.pop();
    for (const chunk of chunks) stream.write(chunk);
    stream.write(last, callback);
    stream.uncork();
  }

  #streamClosed() {
    if (this.destroyed) return;
    if (!this.#peerEnded) this.fail(lostStream(this.#stream));
    // Bytes that have come are read before the rest is given up.
    else if (this.readableEnded) this.destroy();
    else this.once('end', () => this.destroy());
  }

  _write(chunk, encoding, callback) {
    this.#timeout?.touch();
    if (this.#hasHead) this.sendBody([chunk], callback);
    else this.#takeHead(chunk, callback);
  }

  _writev(entries, callback) {
    this.#timeout?.touch();
    const chunks = entries.map(({ chunk }) => chunk);
    if (this.#hasHead) this.sendBody(chunks, callback);
    else this.#takeHead(Buffer.concat(chunks), callback);
  }

  #takeHead(chunk, callback) {
    this.#head += chunk.latin1Slice();
    const head = parseHead(this.#head);
    if (head === undefined) {
      callback();
      return;
    }
    const rest = Buffer.from(this.#head.slice(head.size), 'latin1');
    this.#head = '';
    this.#hasHead = true;
    const sendRest = (error) => {
      if (error || rest.length === 0) callback(error);
      else this.sendBody([rest], callback);
    };
    try {
      this.sendHead(head, sendRest);
    } catch (error) {
      // A field that HTTP/2 can't carry.
      callback(error);
    }
  }

  _final(callback) {
    const stream = this.#stream;
    if (stream === undefined || !this.#hasHead) this.destroy();
    else if (stream.writableFinished) callback();
    else stream.end(callback);
  }

  _read() {
    this.#stream?.resume();
  }

  _destroy(error, callback) {
    this.#timeout?.clear();
    const stream = this.#stream;
    if (stream !== undefined && !stream.destroyed) this.#reset(stream);
    callback(error);
  }

  #reset(stream) {
    // A server that has answered in full wants no more of the request (RFC 9113, 8.1).
    const isAnswered = stream.writableFinished && !this.#isClient;
    stream.close(isAnswered ? NGHTTP2_NO_ERROR : NGHTTP2_CANCEL);
    // Now: an END_STREAM before RST_STREAM would be an end in order.
    if (!isAnswered) stream.destroy();
  }

  get #isClient() {
    return this.#session.type === constants.NGHTTP2_SESSION_CLIENT;
  }

  /**
   * Emits `'timeout'` when nothing was sent or received for a time.
   * @param {number} msecs 0: never
   * @param {Function} [callback] a listener of it
   */
  setTimeout(msecs, callback) {
    this.#timeout ??= new InactivityTimeout(this, () => this.emit('timeout'), NEVER_BUSY);
    this.#timeout.set(msecs, callback);
    return this;
  }

  // The connection is the session's: what these would change concerns all its streams.

  setNoDelay() {
    return this;
  }

  setKeepAlive() {
    return this;
  }

  ref() {
    return this;
  }

  unref() {
    return this;
  }
}

function lostStream({ rstCode }) {
  return Object.assign(new Error(`The stream was closed before its end, with error code ${rstCode}`),
    { code: 'ECONNRESET' });
}

/** A property of the connection's socket; undefined when there is none of the name, or no socket. */
function ofConnection(socket, name) {
  const { session } = socket;
  return session.destroyed ? undefined : session.socket[name];
}

for (const name of CONNECTION_PROPERTIES) {
  Object.defineProperty(StreamSocket.prototype, name, {
    configurable: true,
    get() { return ofConnection(this, name); },
  });
}
for (const name of CONNECTION_METHODS) {
  Object.defineProperty(StreamSocket.prototype, name, {
    configurable: true,
    writable: true,
    value(...args) { return ofConnection(this, name)?.(...args); },
  });
}

module.exports = { StreamSocket };
