'use strict';

const { sensitiveHeaders } = require('../constants.js');

/**
 * Headers that name, under a symbol, those of theirs that must never be indexed (RFC 7541, 7.1.3).
 *
 * The symbol of the builtin, and that of another copy of this package, mean the same as ours: a
 * program may have got its symbol there, and its secrets must not end in the peer's table for it.
 * They are told by their description, because we never ask for these modules.
 *
 * Called for every header block that is sent.
 *
 * @param {object|Array} headers
 * @returns {*} an array of names, or whatever else our symbol holds
 */
function sensitiveNamesOf(headers) {
  const symbols = Object.getOwnPropertySymbols(headers);
  return symbols.length === 0 ? headers[sensitiveHeaders] : namesUnder(symbols, headers);
}

function namesUnder(symbols, headers) {
  let names = headers[sensitiveHeaders];
  for (const symbol of symbols) {
    if (isForeign(symbol) && Array.isArray(headers[symbol])) {
      names = names?.concat(headers[symbol]) ?? headers[symbol];
    }
  }
  return names;
}

function isForeign(symbol) {
  return symbol !== sensitiveHeaders && symbol.description === sensitiveHeaders.description;
}

module.exports = { sensitiveNamesOf };
