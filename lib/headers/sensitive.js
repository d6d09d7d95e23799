'use strict';

const { runInThisContext } = require('node:vm');
const { sensitiveHeaders } = require('../constants.js');

/**
 * A headers object names, under a symbol, its headers that must never be indexed (RFC 7541, 7.1.3).
 *
 * The symbol of the builtin, and that of another copy of this package, mean the same as ours: a
 * program may have got its symbol there, and its secrets must not get into the peer's table all the same.
 * We recognize these symbols by their description. Looking for them costs as much as all other checks of a
 * small head, so we look only once the builtin or another copy was loaded in this thread.
 */

/** The symbols of all copies of this package in this thread. */
const copies = globalThis[Symbol.for('native-http2.sensitiveHeaders')] ??= new Set();
copies.add(sensitiveHeaders);

// The names of the builtin modules that this thread has loaded: the list only grows. jest gives modules a
// `process` without it.
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
 * Finds the names of sensitive headers. It is called for every header block that is sent.
 * @param {object|Array} headers
 * @returns {*} an array of names, or any other value that the program has put under our symbol
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
