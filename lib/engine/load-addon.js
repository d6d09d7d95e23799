'use strict';

// Finds and loads the addon. Whatever goes wrong ends in an error that names the next step.

const fs = require('node:fs');
const path = require('node:path');

const OLDEST_NODE = 20;
const ROOT = path.join(__dirname, '..', '..');
const PLATFORM = `${process.platform}-${process.arch}`;

// What was built here comes first: it is newer than what the package brought.
const CANDIDATES = [
  path.join(ROOT, 'build', 'native_http2.node'),
  path.join(ROOT, 'prebuilds', PLATFORM, 'native_http2.node'),
];

const HOW_TO_BUILD = `Build it with \`npm run build\` in ${ROOT}`;

/**
 * The addon can't be loaded. `code` says why:
 * - `ERR_NATIVE_HTTP2_NODE_TOO_OLD`: this Node is older than the oldest supported one
 * - `ERR_NATIVE_HTTP2_ADDON_MISSING`: there is no addon for this platform
 * - `ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE`: the file isn't an addon for this platform and system
 * - `ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE`: this Node lacks a function that the addon needs
 * - `ERR_NATIVE_HTTP2_ADDONS_DISABLED`: this Node was started without the right to load addons
 * - `ERR_NATIVE_HTTP2_ADDON_FAILED`: the addon was loaded and refused to start
 *
 * `cause` is the error of the loader, where there is one.
 */
class BindingError extends Error {
  constructor(code, message, cause) {
    super(message, cause && { cause });
    this.code = code;
  }

  get name() {
    return 'BindingError';
  }
}

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return;
  throw new BindingError(
    'ERR_NATIVE_HTTP2_NODE_TOO_OLD',
    `native-http2 needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}. ` +
      'Install a newer Node from https://nodejs.org/',
  );
}

function findAddon() {
  const file = CANDIDATES.find((candidate) => fs.existsSync(candidate));
  if (file) return file;
  throw new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_MISSING',
    `The addon of native-http2 for ${PLATFORM} is missing (looked for ` +
      `${CANDIDATES.join(' and ')}). ${HOW_TO_BUILD}`,
  );
}

// Node exports nghttp2 and libuv to addons; ours carries neither.
function lacksFunction(error) {
  return /undefined symbol: (nghttp2|uv|napi|node_api)_|symbol not found.*(nghttp2|uv|napi)_/i.test(
    error.message,
  );
}

function disabled(error) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDONS_DISABLED',
    'native-http2 needs its addon, and this Node was started with addons disabled. Add ' +
      '--allow-addons to --permission, or leave out --no-addons',
    error,
  );
}

function explain(error, file) {
  const reason = error instanceof Error ? error.message : String(error);
  if (error?.code === 'ERR_DLOPEN_DISABLED') return disabled(error);
  if (error?.code !== 'ERR_DLOPEN_FAILED') {
    return new BindingError('ERR_NATIVE_HTTP2_ADDON_FAILED', reason, error);
  }
  if (lacksFunction(error)) {
    return new BindingError(
      'ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE',
      `Node ${process.versions.node} (${process.execPath}) lacks what native-http2 needs: ${reason}. ` +
        `Use an official build of Node ${OLDEST_NODE} or newer from https://nodejs.org/`,
      error,
    );
  }
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE',
    `The addon ${file} can't be loaded on ${PLATFORM} by Node ${process.versions.node}; it was ` +
      `probably built for another system (${reason}). Delete it, and build it with ` +
      `\`npm run build\` in ${ROOT}`,
    error,
  );
}

/** @throws {BindingError} */
function loadAddon() {
  checkNode();
  const file = findAddon();
  try {
    return require(file);
  } catch (error) {
    throw explain(error, file);
  }
}

module.exports = { BindingError, loadAddon };
