'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { sensitiveNamesOf } = require('./sensitive.js');

/**
 * Headers as a flat array of names and values, the form in which they arrive, and in which we keep those
 * that are sent. It is the cheapest copy of an object that later changes of the object don't reach.
 */

/**
 * @param {object} headers
 * @returns {Array} name, value, name, value..., with the names of sensitive headers as the object has them
 */
function pairsOf(headers) {
  const names = Object.keys(headers);
  const pairs = new Array(2 * names.length);
  for (let index = 0; index < names.length; index++) {
    pairs[2 * index] = names[index];
    pairs[2 * index + 1] = headers[names[index]];
  }
  const sensitive = sensitiveNamesOf(headers);
  if (sensitive !== undefined) pairs[sensitiveHeaders] = sensitive;
  return pairs;
}

/** @returns {number} the index of a name, -1 when there is none */
function placeOf(pairs, name) {
  for (let index = 0; index < pairs.length; index += 2) {
    if (pairs[index] === name) return index;
  }
  return -1;
}

/**
 * Makes the object that `sentHeaders` shows.
 * @param {Array} pairs name, value, name, value...
 * @returns {object} with a null prototype; a name that occurs again has an array of values
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

module.exports = { headersOfPairs, pairsOf, placeOf };
