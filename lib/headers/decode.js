'use strict';

const { sensitiveHeaders } = require('../constants.js');
const { singleValued } = require('./rules.js');

/**
 * Makes the object that events emit for a received header block. It has a null prototype, and in
 * `[sensitiveHeaders]` the names of the headers that came with the never-indexed flag.
 *
 * Called for every request and response.
 *
 * @param {string[]} pairs name, value, name, value... as they arrived
 * @param {string[]} [sensitiveNames]
 * @returns {object}
 */
function decodeHeaders(pairs, sensitiveNames = []) {
  // This literal makes a hash table at once: names that a peer makes up then create no hidden
  // classes. With the symbol added last it is the fastest form for twenty headers on every Node.
  const headers = { __proto__: null };
  for (let index = 0; index < pairs.length; index += 2) {
    const name = pairs[index];
    const value = pairs[index + 1];
    const earlier = headers[name];
    if (earlier !== undefined) addAnother(headers, name, earlier, value);
    else if (name === ':status') headers[name] = value | 0;
    else if (name === 'set-cookie') headers[name] = [value];
    else headers[name] = value;
  }
  headers[sensitiveHeaders] = sensitiveNames;
  return headers;
}

function addAnother(headers, name, earlier, value) {
  if (name === 'set-cookie') earlier.push(value);
  else if (name === 'cookie') headers[name] = `${earlier}; ${value}`;
  else if (!singleValued.has(name)) headers[name] = `${earlier}, ${value}`;
}

module.exports = { decodeHeaders };
