'use strict';

const { sensitiveHeaders } = require('../constants.js');

/**
 * The object that `sentHeaders` shows for headers that were given as a flat array.
 * @param {Array} pairs name, value, name, value...
 * @returns {object} with a null prototype; a name that comes again has an array of values
 */
function headersOfPairs(pairs) {
  const headers = { __proto__: null };
  for (let index = 0; index < pairs.length; index += 2) {
    const name = pairs[index];
    const earlier = headers[name];
    if (earlier === undefined) headers[name] = pairs[index + 1];
    else if (Array.isArray(earlier)) earlier.push(pairs[index + 1]);
    else headers[name] = [earlier, pairs[index + 1]];
  }
  if (pairs[sensitiveHeaders] !== undefined) headers[sensitiveHeaders] = pairs[sensitiveHeaders];
  return headers;
}

module.exports = { headersOfPairs };
