'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./run-quietly');

const FOLDERS = ['src', 'binding', 'test/engine'];

function filesIn(folder) {
  const absolute = path.join(ROOT, folder);
  if (!fs.existsSync(absolute)) return [];
  return fs.readdirSync(absolute).map((name) => path.join(folder, name));
}

/**
 * @param {...string} extensions such as '.cc'
 * @returns {string[]} our C++ files with one of these extensions, relative to the top
 */
function cppSources(...extensions) {
  return FOLDERS.flatMap(filesIn).filter((file) => extensions.includes(path.extname(file)));
}

module.exports = { cppSources };
