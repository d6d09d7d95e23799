'use strict';

const fs = require('node:fs');
const { nextTick } = require('../clock.js');
const { fileOpeners } = require('../engine/contract.js');
const { ERR_HTTP2_SEND_FILE, ERR_HTTP2_SEND_FILE_NOSEEK } = require('../errors/errors.js');
const { traceStream, tracing } = require('../observe/trace.js');
const { promiseMessage } = require('../stream/message.js');
const { kState } = require('../stream/state.js');
const { openCached } = require('./cached-open.js');
const { FileResponse } = require('./file-response.js');
const { descriptorOf, fileHeaders, fileOptions, isFileHandle } = require('./options.js');

/**
 * Responses whose body is a file: one way for both methods, which differ in who opens and closes.
 *
 *     respondWithFile: open -> fstat -> sendable? -+-> statCheck -> head and range to the engine
 *     respondWithFD:   (fstat for a statCheck) ----+
 *
 * The way ends where the stream is found destroyed, closed or answered.
 */

function respondWithFD(stream, fd, headers, options) {
  promiseMessage(stream);
  const checked = fileOptions(options);
  const descriptor = descriptorOf(fd);
  const response = new FileResponse(stream, fileHeaders(headers, stream.headRequest), checked);
  response.lend(descriptor, isFileHandle(fd) ? fd : undefined);
  if (tracing) traceStream(stream[kState], 'initiating response from fd');
  if (checked.statCheck === undefined) {
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
  promiseMessage(stream);
  const checked = fileOptions(options);
  const response = new FileResponse(stream, fileHeaders(headers, stream.headRequest), checked);
  if (tracing) traceStream(stream[kState], 'initiating response from file');
  const state = stream[kState];
  state.connection.takeFileSlot(state, () => openFile(stream, path, checked, response));
}

function openFile(stream, path, options, response) {
  const cached = openCached(path);
  if (cached !== undefined) {
    response.own(cached.descriptor, fileOpeners.ENGINE);
    nextTick(openedCached, stream, response, cached);
    return;
  }
  fs.open(path, 'r', (error, descriptor) => {
    if (error) {
      refuse(stream, options, error);
      return;
    }
    response.own(descriptor, fileOpeners.NODE);
    fs.fstat(descriptor, (failure, stat) => opened(stream, options, response, failure, stat));
  });
}

/** The file is closed whatever the program's functions throw. */
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

/** @returns {Error|undefined} why the file can't be sent */
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
  else response.sendFromHere();
  response.send();
}

module.exports = { respondWithFD, respondWithFile };
