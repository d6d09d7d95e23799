'use strict';

const { NghttpError } = require('../errors/errors.js');
const { encodeHeaders } = require('../headers/encode.js');
const { pairsOf } = require('../headers/raw.js');
const { RESPONSE } = require('../headers/rules.js');
const { kSentHeaders } = require('../well-known.js');
const { closeCached } = require('./cached-open.js');
const { closeFile } = require('./close-file.js');
const { isBodiless } = require('../headers/response.js');
const { kState } = require('../stream/state.js');

const END_STREAM = 1;
const WAIT_FOR_TRAILERS = 2;
// NGHTTP2_ERR_STREAM_CLOSED: the peer has reset the stream, and its close is about to be told.
const STREAM_CLOSED = -510;

// Who opens a descriptor closes it. The numbers are those of Opener in binding/session_files.cc.
const OPENED_BY = { PROGRAM: 0, NODE: 1, ENGINE: 2 };

/**
 * One response whose body is a file, from the open descriptor on. A descriptor that is not the
 * program's is given to the engine's stream, or closed here.
 */
class FileResponse {
  #stream;
  #headers;
  #options;
  #fileHandle;
  #descriptor = -1;
  #opener = OPENED_BY.PROGRAM;

  /** `headers` and `options` as options.js makes them. */
  constructor(stream, headers, options) {
    this.#stream = stream;
    this.#headers = headers;
    this.#options = options;
  }

  /** @param {FileHandle} [fileHandle] whose descriptor it is */
  lend(descriptor, fileHandle) {
    this.#descriptor = descriptor;
    this.#fileHandle = fileHandle;
  }

  /** @param {number} opener `OPENED_BY.NODE` or `OPENED_BY.ENGINE` */
  own(descriptor, opener) {
    this.#descriptor = descriptor;
    this.#opener = opener;
  }

  /** Closes the descriptor if it is still here and not the program's. */
  release() {
    const opener = this.#opener;
    this.#opener = OPENED_BY.PROGRAM;
    if (opener === OPENED_BY.NODE) closeFile(this.#descriptor);
    else if (opener === OPENED_BY.ENGINE) closeCached(this.#descriptor);
  }

  /** Whether nobody has ended or answered the stream meanwhile. */
  get isDue() {
    const state = this.#stream[kState];
    return !this.#stream.destroyed && !state.closed && !state.headersSent;
  }

  /** Whether somebody wants to see the file's `fs.Stats`. */
  get isChecked() {
    return this.#options.statCheck !== undefined;
  }

  /** Asks `statCheck`, which may change the headers and the range, or answer by itself. */
  passesCheck(stat) {
    const { statCheck, offset, length } = this.#options;
    if (statCheck === undefined) return true;
    const range = { offset, length };
    const verdict = statCheck.call(this.#stream, stat, this.#headers, range);
    Object.assign(this.#options, range);
    return verdict !== false && this.isDue;
  }

  /** `statCheck` may have chosen another status; `end()` may have been called. */
  get #isBodiless() {
    return this.#stream[kState].bodyEnded || isBodiless(this.#headers[':status']);
  }

  /** Of a regular file: its length is promised, and kept even if the file grows. */
  promise(size) {
    if (this.#isBodiless) return;
    const { offset, length } = this.#options;
    const left = Math.max(0, size - Math.max(0, wholeOffset(offset)));
    const wanted = wholeLength(length);
    const promised = wanted < 0 ? left : Math.min(left, wanted);
    this.#options.length = promised;
    this.#headers['content-length'] = promised;
  }

  /** What can't be positioned is sent from where it stands. */
  takeAsItComes() {
    this.#options.offset = -1;
  }

  /** Gives the head and the file to the engine. */
  send() {
    const stream = this.#stream;
    const state = stream[kState];
    const block = this.#encode(state);
    if (block === undefined) return;
    const endStream = this.#isBodiless;
    state.headersSent = true;
    state.sentHeaders = this.#headers;
    stream[kSentHeaders] = this.#headers;
    state.waitForTrailers = !endStream && this.#options.waitForTrailers;
    state.bodyEnded = true;
    state.sendsFile = true;
    if (state.live) this.#submit(state, block, endStream);
    stream.end();
  }

  #encode(state) {
    try {
      return encodeHeaders(pairsOf(this.#headers), RESPONSE, state.connection.strict);
    } catch (error) {
      this.#stream.destroy(error);
      return undefined;
    }
  }

  #submit(state, block, endStream) {
    const { engine } = state.connection;
    const flags = (endStream ? END_STREAM : 0) | (state.waitForTrailers ? WAIT_FOR_TRAILERS : 0);
    const result = engine.respond(state.id, block, flags);
    if (result === 0 && !endStream) this.#pipe(state);
    if (result < 0 && result !== STREAM_CLOSED) this.#stream.destroy(new NghttpError(result));
  }

  #pipe(state) {
    const { offset, length } = this.#options;
    const opener = this.#opener;
    this.#opener = OPENED_BY.PROGRAM;
    state.connection.engine.pipeFile(
      state.id, this.#descriptor, wholeOffset(offset), wholeLength(length), opener);
    if (this.#fileHandle !== undefined) watch(this.#fileHandle, state);
  }
}

/** A number may mean another file once its FileHandle is closed: no more is read then. */
function watch(fileHandle, state) {
  const stop = () => {
    if (state.live) state.connection.engine.failFile(state.id);
  };
  fileHandle.once('close', stop);
  state.releaseFile = () => fileHandle.removeListener('close', stop);
}

/** @returns {number} a whole number, or -1: from where the descriptor stands */
function wholeOffset(offset) {
  if (offset < 0) return -1;
  return Math.min(Math.trunc(offset) || 0, Number.MAX_SAFE_INTEGER);
}

/** @returns {number} a whole number, or -1: to the end */
function wholeLength(length) {
  if (length < 0 || length > Number.MAX_SAFE_INTEGER) return -1;
  return Math.trunc(length) || 0;
}

module.exports = { FileResponse, OPENED_BY };
