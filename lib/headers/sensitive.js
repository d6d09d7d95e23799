'use strict';

const { runInThisContext } = require('node:vm');
const { sensitiveHeaders } = require('../constants.js');

/**
 * Headers that name, under a symbol, those of theirs that must never be indexed (RFC 7541, 7.1.3).
 *
 * The symbol of the builtin, and that of another copy of this package, mean the same as ours: a
 * program may have got its symbol there, and its secrets must not end in the peer's table for it. They
 * are known by their description. To look for them costs as much as all other checks of a small head,
 * so nobody looks before the builtin or another copy was loaded in this thread.
 */

/** The symbols of all copies of this package in this thread. */
const copies = globalThis[Symbol.for('native-http2.sensitiveHeaders')] ??= new Set();
copies.add(sensitiveHeaders);

// The names of the builtin modules that this thread has loaded; it only grows. jest gives modules a
// `process` of their own, without it.
const { moduleLoadList } = runInThisContext('process');
const BUILTIN = 'NativeModule http2';

let looked = -1;
let isBuiltinLoaded = !Array.isArray(moduleLoadList);

function mayBeForeign() {
  if (copies.size > 1 || isBuiltinLoaded) return true;
  if (moduleLoadList.length === looked) return false;
  looked = moduleLoadList.length;
  isBuiltinLoaded = moduleLoadList.includes(BUILTIN);
  return isBuiltinLoaded;
}

/**
 * Called for every header block that is sent.
 * @param {object|Array} headers
 * @returns {*} an array of names, or whatever else our symbol holds
 */
function sensitiveNamesOf(headers) {
  if (!mayBeForeign()) return headers[sensitiveHeaders];
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
