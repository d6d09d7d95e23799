'use strict';

const { fileOpeners } = require('../engine/contract.js');
const { pairsOf } = require('../headers/raw.js');
const { isBodiless } = require('../headers/response.js');
const { RESPONSE } = require('../headers/rules.js');
const { beginMessage, encodeBlock, submitResponse } = require('../stream/message.js');
const { kState } = require('../stream/state.js');
const { closeCached } = require('./cached-open.js');
const { closeFile } = require('./close-file.js');

/** Whoever opens a descriptor closes it. */
const { NODE, ENGINE, PROGRAM } = fileOpeners;

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
  #opener = PROGRAM;

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

  /** @param {number} opener NODE or ENGINE of `fileOpeners` */
  own(descriptor, opener) {
    this.#descriptor = descriptor;
    this.#opener = opener;
  }

  /** Closes the descriptor if it is still here and not the program's. */
  release() {
    const opener = this.#opener;
    this.#opener = PROGRAM;
    if (opener === NODE) closeFile(this.#descriptor);
    else if (opener === ENGINE) closeCached(this.#descriptor);
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

  /** `statCheck` may have chosen another status, and the program may have called `end()`. */
  get #isBodiless() {
    return this.#stream[kState].bodyEnded || isBodiless(this.#headers[':status']);
  }

  /** Promises the length of a regular file, which is kept even if the file grows. */
  promise(size) {
    if (this.#isBodiless) return;
    const { offset, length } = this.#options;
    const left = Math.max(0, size - Math.max(0, wholeOffset(offset)));
    const asked = wholeLength(length);
    const promised = asked < 0 ? left : Math.min(left, asked);
    this.#options.length = promised;
    this.#headers['content-length'] = promised;
  }

  /** Sends a file that has no positions, such as a pipe, from where its descriptor stands. */
  sendFromHere() {
    this.#options.offset = -1;
  }

  /** Gives the head and the file to the engine. */
  send() {
    const stream = this.#stream;
    const state = stream[kState];
    const block = this.#encode(state);
    if (block === undefined) return;
    const endStream = this.#isBodiless;
    beginMessage(stream, this.#headers, undefined, endStream, !endStream && this.#options.waitForTrailers);
    state.fileBegun();
    if (submitResponse(stream, block, endStream) && !endStream) this.#pipe(state);
    stream.end();
  }

  #encode(state) {
    try {
      return encodeBlock(state, pairsOf(this.#headers), RESPONSE);
    } catch (error) {
      this.#stream.destroy(error);
      return undefined;
    }
  }

  #pipe(state) {
    const { offset, length } = this.#options;
    const opener = this.#opener;
    this.#opener = PROGRAM;
    state.connection.engine.pipeFile(
      state.id, this.#descriptor, wholeOffset(offset), wholeLength(length), opener);
    if (this.#fileHandle !== undefined) watch(this.#fileHandle, state);
  }
}

/** Once a FileHandle is closed its number may mean another file: no more is read then. */
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

module.exports = { FileResponse };
