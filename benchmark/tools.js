'use strict';

// Where the programs are that are not ours.

const fs = require('node:fs');
const path = require('node:path');

// Debian keeps nghttpd in /usr/sbin, which is missing in the PATH of ordinary users.
const FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];

function isProgram(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * @param {string} tool a program's name
 * @returns {string|undefined} its absolute path, if it is installed
 */
function findTool(tool) {
  return FOLDERS.filter(path.isAbsolute).map((dir) => path.join(dir, tool)).find(isProgram);
}

module.exports = { findTool };
