'use strict';

const {
  ERR_HTTP2_PAYLOAD_FORBIDDEN, ERR_HTTP2_STATUS_INVALID, ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
} = require('../errors/errors.js');
const { currentDate } = require('../headers/date.js');
const { isBodiless } = require('../headers/response.js');
const { validateHeaders, validateOptionalObject } = require('../validators.js');

/** The arguments of `respondWithFile()` and `respondWithFD()`, checked and with their defaults. */

const OK = 200;

/**
 * @returns {{ hasRange: boolean, offset: number, length: number, statCheck: Function|undefined,
 *   onError: Function|undefined, waitForTrailers: boolean }} `hasRange`: a range was asked for
 */
function fileOptions(options) {
  validateOptionalObject(options, 'options');
  const { offset, length, statCheck, onError, waitForTrailers } = options ?? {};
  checkType(offset, 'offset', 'number');
  checkType(length, 'length', 'number');
  checkType(statCheck, 'statCheck', 'function');
  return {
    hasRange: offset !== undefined || length !== undefined,
    offset: offset ?? 0,
    length: length ?? -1,
    statCheck,
    onError,
    waitForTrailers: Boolean(waitForTrailers),
  };
}

function checkType(value, name, type) {
  if (value !== undefined && typeof value !== type) {
    throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  }
}

/** The head of the response: a copy, which `statCheck` may change. */
function fileHeaders(headers, headRequest) {
  validateHeaders(headers, 'headers');
  if (Array.isArray(headers)) throw new ERR_INVALID_ARG_TYPE('headers', ['Array', 'object'], headers);
  const sent = Object.assign({ __proto__: null }, headers);
  const status = sent[':status'] = (sent[':status'] | 0) || OK;
  if (status < 200 || status > 599) throw new ERR_HTTP2_STATUS_INVALID(status);
  if (headRequest || isBodiless(status)) throw new ERR_HTTP2_PAYLOAD_FORBIDDEN(status);
  if (sent.date === undefined) sent.date = currentDate();
  return sent;
}

/** @returns {number} the number of a descriptor or FileHandle; -1 for one that can't exist */
function descriptorOf(fd) {
  const number = isFileHandle(fd) ? fd.fd : fd;
  if (typeof number !== 'number') throw new ERR_INVALID_ARG_TYPE('fd', ['number', 'FileHandle'], fd);
  return (number | 0) === number ? number : -1;
}

function isFileHandle(fd) {
  return typeof fd === 'object' && fd !== null && typeof fd.fd === 'number' &&
    fd.constructor.name === 'FileHandle';
}

module.exports = { descriptorOf, fileHeaders, fileOptions, isFileHandle };
