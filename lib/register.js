'use strict';

// Makes node:http2 this package, for programs that were written for the builtin:
//
//     node --require native-http2/register app.js
//     node --import native-http2/register app.mjs
//
// NATIVE_HTTP2=off makes this do nothing, and with NATIVE_HTTP2_FALLBACK=1 an addon that can't be loaded
// leaves the builtin in its place: so a service is rolled out, and back, by its environment alone.
//
// The builtin keeps its object of exports and gets our values in it. So whoever asks for the module,
// in whatever way, finds them, and whoever patches it patches what all others see.

const Module = require('node:module');

// A loader that hands out the source of CommonJS modules gives them a require() of another kind, with
// modules of its own. Programs get theirs from this one.
const commonRequire = Module.createRequire(__filename);

/**
 * The object that holds the exports of the builtin. require() and process.getBuiltinModule() may
 * already be wrapped by an instrumentation, which patches a module only once, when it is first asked
 * for: that must not be before our values are in it.
 */
function exportsOfBuiltin() {
  return Module._load('node:http2', module, false);
}

/** Makes a module of ours export `exports`, for all who ask for it from now on. */
function replaceExports(name, exports) {
  const loaded = commonRequire.cache[commonRequire.resolve(name)];
  if (loaded !== undefined) loaded.exports = exports;
}

function replaceBuiltin() {
  const library = commonRequire('./http2.js');
  const http2 = exportsOfBuiltin();
  // A second run must not undo the patches of others.
  if (library === http2) return;
  Object.assign(http2, library);
  // A program may use both names, and a patch of one module has to be a patch of the other.
  replaceExports('./http2.js', http2);
  replaceExports('./index.js', http2);
  // This updates what ES modules have imported, or will import.
  Module.syncBuiltinESMExports();
}

function isOff() {
  const { NATIVE_HTTP2: value } = process.env;
  if (value !== undefined && value !== '' && value !== 'off') {
    process.emitWarning(`NATIVE_HTTP2=${value} means nothing; only NATIVE_HTTP2=off does`, {
      code: 'NATIVE_HTTP2_UNKNOWN_VALUE',
    });
  }
  return value === 'off';
}

// An addon that can't be loaded throws before anything of the builtin is changed.
function replaceOrFallBack() {
  try {
    replaceBuiltin();
  } catch (error) {
    if (error?.name !== 'BindingError' || process.env.NATIVE_HTTP2_FALLBACK !== '1') throw error;
    process.emitWarning(`native-http2 is not used, and node:http2 stays as it is. ${error.message}`, {
      code: 'NATIVE_HTTP2_FALLBACK',
    });
  }
}

if (!isOff()) replaceOrFallBack();
