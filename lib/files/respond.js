'use strict';

const fs = require('node:fs');
const { nextTick } = require('../clock.js');
const {
  ERR_HTTP2_HEADERS_SENT, ERR_HTTP2_INVALID_STREAM, ERR_HTTP2_SEND_FILE,
  ERR_HTTP2_SEND_FILE_NOSEEK,
} = require('../errors/errors.js');
const {
  descriptorOf, fileHeaders, fileOptions, isFileHandle,
} = require('./options.js');
const { openCached } = require('./cached-open.js');
const { FileResponse, OPENED_BY } = require('./file-response.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { kState, touchStream } = require('../stream/state.js');

/**
 * Responses whose body is a file: one way for both methods, which differ in who opens and closes.
 *
 *     respondWithFile: open -> fstat -> sendable? -+-> statCheck -> head and range to the engine
 *     respondWithFD:   (fstat for a statCheck) ----+
 *
 * What happens to the stream meanwhile ends the way: it was destroyed, closed or answered.
 */

function respondWithFD(stream, fd, headers, options) {
  checkUnanswered(stream);
  const wanted = fileOptions(options);
  const descriptor = descriptorOf(fd);
  const response = new FileResponse(stream, fileHeaders(headers, stream.headRequest), wanted);
  response.lend(descriptor, isFileHandle(fd) ? fd : undefined);
  if (tracing) traceStream(stream[kState], 'initiating response from fd');
  if (wanted.statCheck === undefined) {
    response.send();
    return;
  }
  fs.fstat(descriptor, (error, stat) => {
    if (!response.isDue) return;
    if (error) stream.destroy(error);
    else if (response.passesCheck(stat)) response.send();
  });
}

function respondWithFile(stream, path, headers, options) {
  checkUnanswered(stream);
  const wanted = fileOptions(options);
  const response = new FileResponse(stream, fileHeaders(headers, stream.headRequest), wanted);
  if (tracing) traceStream(stream[kState], 'initiating response from file');
  const state = stream[kState];
  state.connection.takeFileSlot(state, () => openFile(stream, path, wanted, response));
}

function openFile(stream, path, options, response) {
  const cached = openCached(path);
  if (cached !== undefined) {
    response.own(cached.descriptor, OPENED_BY.ENGINE);
    nextTick(openedCached, stream, response, cached);
    return;
  }
  fs.open(path, 'r', (error, descriptor) => {
    if (error) {
      refuse(stream, options, error);
      return;
    }
    response.own(descriptor, OPENED_BY.NODE);
    fs.fstat(descriptor, (failure, stat) => opened(stream, options, response, failure, stat));
  });
}

function checkUnanswered(stream) {
  const state = stream[kState];
  if (stream.destroyed || state.closed) throw new ERR_HTTP2_INVALID_STREAM();
  if (state.headersSent) throw new ERR_HTTP2_HEADERS_SENT();
  touchStream(state);
}

/** Whatever the user's functions throw, the file is closed. */
function opened(stream, options, response, error, stat) {
  try {
    if (!response.isDue) return;
    const refusal = error ?? refusalOf(stat, options);
    if (refusal !== undefined) refuse(stream, options, refusal);
    else if (response.passesCheck(stat)) sendRange(response, stat);
  } finally {
    response.release();
  }
}

function openedCached(stream, response, { descriptor, size }) {
  try {
    if (!response.isDue) return;
    if (response.isChecked && !response.passesCheck(fs.fstatSync(descriptor))) return;
    response.promise(size);
    response.send();
  } finally {
    response.release();
  }
}

/** Why what was opened can't be sent. */
function refusalOf(stat, options) {
  if (stat.isFile()) return undefined;
  if (stat.isDirectory()) return new ERR_HTTP2_SEND_FILE();
  return options.hasRange ? new ERR_HTTP2_SEND_FILE_NOSEEK() : undefined;
}

function refuse(stream, { onError }, error) {
  if (onError === undefined) stream.destroy(error);
  else onError(error);
}

function sendRange(response, stat) {
  if (stat.isFile()) response.promise(stat.size);
  else response.takeAsItComes();
  response.send();
}

module.exports = { respondWithFD, respondWithFile };
