'use strict';

const { ERR_INVALID_ARG_TYPE } = require('../errors.js');

/**
 * The serialized origin of what a program gives for one.
 * @param {string|URL|object} value a URL, or an object with an `origin`
 * @param {string} name of the argument
 * @param {Function} InvalidOrigin the error's class for what has no origin
 * @returns {string}
 */
function serializedOrigin(value, name, InvalidOrigin) {
  let origin = value;
  if (typeof value === 'string') origin = new URL(value).origin;
  else if (value !== null && typeof value === 'object') ({ origin } = value);
  if (typeof origin !== 'string') throw new ERR_INVALID_ARG_TYPE(name, 'string', origin);
  if (origin === 'null' || origin.length === 0) throw new InvalidOrigin();
  return origin;
}

module.exports = { serializedOrigin };
