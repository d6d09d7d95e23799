'use strict';

// Builds with a sanitizer, for fuzzing or for coverage: each in a folder of its own beside `build`.

const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

/**
 * @param {string} name of the build, whose folder is `build-<name>`
 * @param {{ options: string[], targets: string[], title: string }} what `options` of CMakeLists.txt
 *   that are switched on, without their prefix
 * @returns {Promise<string>} the folder
 */
async function buildInstrumented(name, { options, targets, title, clang = false }) {
  const folder = path.join(ROOT, `build-${name}`);
  const switches = options.map((option) => (
    option.includes('=') ? `-D${option}` : `-DNATIVE_HTTP2_${option}=ON`));
  const compiler = clang ? ['-DCMAKE_C_COMPILER=clang', '-DCMAKE_CXX_COMPILER=clang++'] : [];
  await runQuietly(`Configuring ${title}`, 'cmake',
    ['-S', ROOT, '-B', folder, ...compiler, '-DCMAKE_BUILD_TYPE=RelWithDebInfo',
      // Most of the time is the compiler's.
      '-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=-O1 -g', ...switches]);
  await runQuietly(`Building ${title}`, 'cmake',
    ['--build', folder, '--parallel', '2', '--target', ...targets]);
  return folder;
}

module.exports = { buildInstrumented };
