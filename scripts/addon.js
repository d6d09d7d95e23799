'use strict';

// Configures and builds with CMake. Ninja (or make) finds out what is out of date.

const fs = require('node:fs');
const path = require('node:path');
const { IS_CHECKOUT, NODE_MODULES } = require('./dependencies');
const { ROOT, runQuietly } = require('./run-quietly');
const { hasCommand } = require('./system-packages');

const BUILD = path.join(ROOT, 'build');

function readCache() {
  try {
    return fs.readFileSync(path.join(BUILD, 'CMakeCache.txt'), 'utf8');
  } catch {
    return '';
  }
}

// A tree that was moved or copied with its build folder can't be built there: CMake keeps absolute
// paths.
function discardForeignBuild() {
  const home = /^CMAKE_HOME_DIRECTORY:INTERNAL=(.*)$/m.exec(readCache())?.[1];
  if (home && fs.realpathSync(ROOT) !== home && ROOT !== home) {
    fs.rmSync(BUILD, { recursive: true });
  }
}

function isConfigured(withTests) {
  const made = ['build.ninja', 'Makefile'].some((name) => fs.existsSync(path.join(BUILD, name)));
  return made && (!withTests || /^BUILD_TESTING:BOOL=ON$/m.test(readCache()));
}

async function configure(withTests) {
  const args = [
    '-S', ROOT, '-B', BUILD,
    `-DBUILD_TESTING=${withTests ? 'ON' : 'OFF'}`,
    `-DNATIVE_HTTP2_NODE_MODULES=${NODE_MODULES}`,
    // A warning of somebody else's newer compiler must not end a build.
    `-DCMAKE_COMPILE_WARNING_AS_ERROR=${IS_CHECKOUT ? 'ON' : 'OFF'}`,
  ];
  const firstTime = !readCache();
  if (firstTime && hasCommand('ninja')) args.push('-G', 'Ninja');
  await runQuietly('Configuring the build', 'cmake', args);
}

/**
 * @param {{ withTests: boolean }} options whether the engine's tests, which need GoogleTest, are
 *   part of the build
 */
async function ensureConfigured({ withTests }) {
  discardForeignBuild();
  if (!isConfigured(withTests)) await configure(withTests);
}

/** Builds the addon, and the engine's tests as well when they are asked for. */
async function ensureBuilt({ withTests }) {
  await ensureConfigured({ withTests });
  const args = ['--build', BUILD, '--parallel'];
  if (!withTests) args.push('--target', 'native_http2');
  const title = withTests ? 'Building the addon and the engine tests' : 'Building the addon';
  await runQuietly(title, 'cmake', args);
}

module.exports = { BUILD, ensureBuilt, ensureConfigured };
