'use strict';

// Packs lib/ into few files: a program that loads 90 files waits twice as long as one that loads the same
// code in one. The code stays as it is written, but for its comments, so stack traces name our functions.

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { ROOT } = require('./run-quietly');

const LIB = path.join(ROOT, 'lib');
const LIBRARY = 'http2.js';

// These stay files. The entries replace what the bundle exports, and the others find the addon by
// their own place in the package, or are for bin/.
const ENTRIES = ['index.js', 'register.js'];
const LOADER = [
  'engine/binding-error.js', 'engine/load-addon.js', 'engine/load-failure.js',
  'engine/nghttp2-version.js', 'engine/platform-facts.js',
];

const keepLoader = {
  name: 'keep the files of the loader',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\// }, ({ path: wanted, resolveDir }) => {
      const file = path.relative(LIB, path.join(resolveDir, wanted)).split(path.sep).join('/');
      return LOADER.includes(file) ? { path: `./${file}`, external: true } : undefined;
    });
  },
};

/** @param {string} folder where the files are written */
async function bundleLibrary(folder) {
  for (const name of [...ENTRIES, ...LOADER]) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.copyFileSync(path.join(LIB, name), path.join(folder, name));
  }
  await esbuild.build({
    entryPoints: [path.join(LIB, LIBRARY)],
    outfile: path.join(folder, LIBRARY),
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    plugins: [keepLoader],
  });
}

module.exports = { bundleLibrary };
