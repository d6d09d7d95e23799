'use strict';

const {
  ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE,
} = require('./errors/errors.js');

/**
 * The checks of arguments. Each takes a value and its name (`'code'`, `'options.settings'`), and throws the
 * error that `node:http2` throws.
 */

const MAX_UINT32 = 2 ** 32 - 1;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function validateType(value, name, type) {
  if (typeof value !== type) throw new ERR_INVALID_ARG_TYPE(name, type, value);
}

const validateString = (value, name) => validateType(value, name, 'string');
const validateBoolean = (value, name) => validateType(value, name, 'boolean');
const validateFunction = (value, name) => validateType(value, name, 'function');

/** Accepts numbers from `min` to `max`; with neither of them any number, NaN included. */
function validateNumber(value, name, min, max) {
  validateType(value, name, 'number');
  const tooSmall = min !== undefined && !(value >= min);
  const tooBig = max !== undefined && !(value <= max);
  if (!tooSmall && !tooBig) return;
  const lower = min === undefined ? '' : `>= ${min}`;
  const upper = max === undefined ? '' : `<= ${max}`;
  throw new ERR_OUT_OF_RANGE(name, [lower, upper].filter(Boolean).join(' && '), value);
}

function validateInteger(
  value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER,
) {
  validateType(value, name, 'number');
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
}

/**
 * Accepts an unsigned integer of 32 bits.
 * @param {boolean} [positive=false] whether 0 is refused
 */
function validateUint32(value, name, positive = false) {
  validateInteger(value, name, positive ? 1 : 0, MAX_UINT32);
}

/** Accepts an object that is neither null nor an array nor a function. */
function validateObject(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, 'object', value);
  }
}

/** As `validateObject`, but undefined is accepted. */
function validateOptionalObject(value, name) {
  if (value !== undefined) validateObject(value, name);
}

/** Accepts headers as an object or as a flat array of names and values, and undefined. */
function validateHeaders(value, name) {
  if (value === undefined || (typeof value === 'object' && value !== null)) return;
  throw new ERR_INVALID_ARG_TYPE(name, ['Array', 'object'], value);
}

function validateArray(value, name) {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
}

/** Accepts a Buffer, another typed array or a DataView. */
function validateBufferView(value, name) {
  if (!ArrayBuffer.isView(value)) {
    throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], value);
  }
}

/** Accepts undefined, and every object that has a property `aborted`. */
function validateAbortSignal(value, name) {
  if (value === undefined) return;
  if (value === null || typeof value !== 'object' || !('aborted' in value)) {
    throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', value);
  }
}

/** Accepts a time in milliseconds: finite and not negative. */
function validateMilliseconds(value, name) {
  validateType(value, name, 'number');
  if (value >= 0 && Number.isFinite(value)) return;
  throw new ERR_OUT_OF_RANGE(name, 'a non-negative finite number', value);
}

/** Whether a text is a token (RFC 9110, 5.6.2). */
function isToken(value) {
  return TOKEN.test(value);
}

module.exports = {
  validateString,
  validateBoolean,
  validateFunction,
  validateNumber,
  validateInteger,
  validateUint32,
  validateObject,
  validateOptionalObject,
  validateHeaders,
  validateArray,
  validateBufferView,
  validateAbortSignal,
  validateMilliseconds,
  isToken,
};
