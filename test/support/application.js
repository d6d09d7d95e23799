'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { builtin } = require('./oracle');

const ROOT = path.join(__dirname, '../..');
const OPTIONS = {
  'app.js': ['--require', 'native-http2/register'],
  'app.mjs': ['--import', 'native-http2/register-esm'],
};

/**
 * Runs a program that knows only of node:http2, in a folder of its own where this package and
 * `packages` are installed; with the builtin it runs as it is.
 * @param {'app.js'|'app.mjs'} name
 * @param {string} text what the program prints is JSON
 * @param {string[]} [packages] of npm
 * @returns {Promise<*>} what it printed
 */
async function runApplication(name, text, packages = []) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'application-'));
  try {
    install(folder, packages);
    fs.writeFileSync(path.join(folder, name), text);
    return JSON.parse(await outputOf(folder, [...builtin ? [] : OPTIONS[name], name]));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function install(folder, packages) {
  const modules = path.join(folder, 'node_modules');
  fs.mkdirSync(modules);
  fs.symlinkSync(ROOT, path.join(modules, 'native-http2'));
  for (const name of packages) {
    const place = path.join(modules, name);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.symlinkSync(path.join(ROOT, 'node_modules', name), place);
  }
}

function outputOf(folder, args) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 8000 }, (error, stdout, stderr) => {
      if (error || stderr) reject(error ?? new Error(stderr));
      else resolve(stdout);
    });
  });
}

module.exports = { runApplication };
