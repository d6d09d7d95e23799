'use strict';

// Puts this package in the place of node:http2, for programs that were written for that one:
//
//     node --require native-http2/register app.js
//
// From Node 22.15 both require() and import are redirected; before, only require() is, and
// `--import native-http2/register-esm` redirects both. Worker threads inherit these options.
// `process.getBuiltinModule('node:http2')` still gives the builtin.

const Module = require('node:module');
const { pathToFileURL } = require('node:url');

const NAMES = new Set(['http2', 'node:http2']);
const LIBRARY = require.resolve('./index.js');
const REDIRECTED = { url: pathToFileURL(LIBRARY).href, format: 'commonjs', shortCircuit: true };

/** A hook of `module.registerHooks()`, which is asked for require() and for import. */
function resolve(specifier, context, nextResolve) {
  return NAMES.has(specifier) ? REDIRECTED : nextResolve(specifier, context);
}

/** Nodes without these hooks: what every require() goes through. */
function redirectRequire() {
  const load = Module._load;
  Module._load = function (request, ...args) {
    return load.call(this, NAMES.has(request) ? LIBRARY : request, ...args);
  };
}

if (Module.registerHooks) Module.registerHooks({ resolve });
else redirectRequire();
