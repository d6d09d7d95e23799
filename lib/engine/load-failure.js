'use strict';

// Explains why the addon can't be loaded, and what to do about it.

const { BindingError } = require('./binding-error.js');
const { CANDIDATES, OLDEST_NODE, PLATFORM, ROOT } = require('./load-addon.js');
const { fileFacts, runningLibc } = require('./platform-facts.js');

const [OWN_BUILD] = CANDIDATES;
const NODE = `Node ${process.versions.node}`;
const NODE_DOWNLOADS = 'https://nodejs.org/';
const BUILD = `build it with \`npm run build\` in ${ROOT}`;
const BUNDLER = 'If a bundler packed native-http2 into your program, declare it external instead';

function nodeTooOld() {
  return new BindingError(
    'ERR_NATIVE_HTTP2_NODE_TOO_OLD',
    `native-http2 needs Node ${OLDEST_NODE} or newer, and this is ${NODE}. ` +
      `Install a newer Node from ${NODE_DOWNLOADS}`,
  );
}

// Under Node's permission model, a file that may not be read looks like one that doesn't exist.
function isUnreadable(file) {
  return process.permission !== undefined && !process.permission.has('fs.read', file);
}

function addonMissing() {
  if (CANDIDATES.every(isUnreadable)) {
    return new BindingError(
      'ERR_NATIVE_HTTP2_ADDONS_DISABLED',
      'native-http2 may not read its addon under --permission. ' +
        `Add --allow-addons and --allow-fs-read=${ROOT}`,
    );
  }
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_MISSING',
    `native-http2 has no addon for ${PLATFORM} (looked for ${CANDIDATES.join(' and ')}). ` +
      `Reinstall native-http2, or ${BUILD}. ${BUNDLER}`,
  );
}

function addonCutShort(file) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE',
    `The addon ${file} is damaged: its end is missing. ${replace(file)}`,
  );
}

/**
 * @param {string} file the addon
 * @param {unknown} error what require() threw
 */
function addonUnloadable(file, error) {
  const reason = error instanceof Error ? error.message : String(error);
  if (error?.code === 'ERR_DLOPEN_DISABLED') return addonsDisabled(error);
  if (error?.code !== 'ERR_DLOPEN_FAILED') {
    return new BindingError('ERR_NATIVE_HTTP2_ADDON_FAILED', reason, error);
  }
  if (lacksFunction(reason)) return nodeIncompatible(reason, error);
  return libcMismatch(file, error) ?? libcTooOld(file, reason, error) ??
    addonIncompatible(file, reason, error);
}

function addonsDisabled(error) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDONS_DISABLED',
    `native-http2 needs its addon, and ${NODE} was started with addons disabled. ` +
      'Add --allow-addons to --permission, or leave out --no-addons',
    error,
  );
}

// Node exports nghttp2, libuv and Node-API to addons; ours contains none of them.
function lacksFunction(reason) {
  return /undefined symbol: (nghttp2|uv|napi|node_api)_|(nghttp2|uv|napi|node_api)_\w+: symbol not found/i
    .test(reason);
}

function nodeIncompatible(reason, error) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE',
    `${NODE} (${process.execPath}) with nghttp2 ${process.versions.nghttp2} lacks a function that ` +
      `native-http2 needs: ${reason}. Use an official build of Node ${OLDEST_NODE} or newer from ` +
      NODE_DOWNLOADS,
    error,
  );
}

function libcMismatch(file, error) {
  const made = fileFacts(file).libc;
  const running = runningLibc().name;
  if (made === undefined || running === undefined || made === running) return undefined;
  const system = running === 'musl' ? 'musl, as on Alpine Linux' : 'glibc';
  const other = running === 'musl' ? 'use a Node for glibc, for example from a Debian image' : 'reinstall it';
  return new BindingError(
    'ERR_NATIVE_HTTP2_LIBC_MISMATCH',
    `The addon ${file} was made for ${made}, and ${NODE} uses ${system}. ${replace(file)}, or ${other}`,
    error,
  );
}

function libcTooOld(file, reason, error) {
  const [, library, version] = /version [`'](GLIBC|GLIBCXX|CXXABI)_([\d.]+)' not found/.exec(reason) ?? [];
  if (library === undefined) return undefined;
  const { version: running } = runningLibc();
  const needed = library === 'GLIBC' ? `glibc ${version}` : `a libstdc++ with ${library}_${version}`;
  const found = library === 'GLIBC' && running ? `has glibc ${running}` : 'has an older one';
  return new BindingError(
    'ERR_NATIVE_HTTP2_LIBC_TOO_OLD',
    `The addon ${file} needs ${needed}, and this system ${found}. ${replace(file)}, or use a newer ` +
      'distribution: Debian 10, Ubuntu 20.04 and RHEL 8 are the oldest that native-http2 is made for',
    error,
  );
}

function addonIncompatible(file, reason, error) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE',
    `The addon ${file} can't be loaded on ${PLATFORM} by ${NODE}: ${diagnosis(file, reason)} ` +
      `(${reason}). ${replace(file)}`,
    error,
  );
}

function diagnosis(file, reason) {
  if (/permission denied/i.test(reason)) return 'this user may not read it';
  if (/failed to map segment/i.test(reason)) return 'its file system is mounted with noexec';
  const { arch, isElf } = fileFacts(file);
  if (process.platform === 'linux' && !isElf) return 'the file is damaged or no addon';
  if (arch !== undefined && arch !== process.arch) return `it was made for ${arch}`;
  return 'it is damaged or was made for another system';
}

/** @param {string} difference of the addon from what the JavaScript knows, see contract.js */
function addonStale(difference) {
  return new BindingError(
    'ERR_NATIVE_HTTP2_ADDON_STALE',
    `The addon of native-http2 is of another version than its JavaScript: its ${difference}. ` +
      `Reinstall native-http2, or ${BUILD}`,
  );
}

// An addon that was built in this folder hides the one that the package contains.
function replace(file) {
  if (file === OWN_BUILD) return `Delete it, and ${BUILD}`;
  return `Reinstall native-http2 on this machine, or ${BUILD}`;
}

module.exports = { addonCutShort, addonMissing, addonStale, addonUnloadable, nodeTooOld };
