'use strict';

const { addAbortSignal, PassThrough } = require('node:stream');
const { AbortError } = require('../errors/errors.js');

let NodeAbortError;

/** @returns {Function} the class of the errors with which Node's own streams follow an AbortSignal */
function nodeAbortError() {
  if (NodeAbortError === undefined) {
    const stream = new PassThrough();
    stream.on('error', () => {});
    addAbortSignal(AbortSignal.abort(), stream);
    NodeAbortError = stream.errored.constructor;
  }
  return NodeAbortError;
}

/** Whether an AbortSignal caused the error. An error that only has the same code does not count. */
function isAbortError(error) {
  if (error.code !== 'ABORT_ERR') return false;
  return error instanceof AbortError || error instanceof nodeAbortError();
}

module.exports = { isAbortError };
