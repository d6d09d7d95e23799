'use strict';

// The headers of nghttp2 and libuv in a folder of their own. A compiler for another system may see nothing
// else of /usr/include.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('./addon');
const { runQuietly } = require('./run-quietly');

const FOLDER = path.join(BUILD, 'engine-headers');
const HEADERS = { libnghttp2: ['nghttp2'], libuv: ['uv', 'uv.h'] };

async function includeFolder(module) {
  const args = ['--variable=includedir', module];
  return (await runQuietly(`Finding the headers of ${module}`, 'pkg-config', args)).trim();
}

/** @returns {Promise<string>} the folder */
async function engineHeaders() {
  for (const [module, names] of Object.entries(HEADERS)) {
    const from = await includeFolder(module);
    for (const name of names) {
      const options = { recursive: true, dereference: true, preserveTimestamps: true };
      fs.cpSync(path.join(from, name), path.join(FOLDER, name), options);
    }
  }
  return FOLDER;
}

module.exports = { engineHeaders };
