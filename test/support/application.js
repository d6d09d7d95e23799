'use strict';

const { execFile } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { builtin } = require('./oracle');

const ROOT = path.join(__dirname, '../..');
const HOOKS = {
  'app.js': ['--require', 'native-http2/register'],
  'app.mjs': ['--import', 'native-http2/register'],
};

/** The text of an expression: the function that `connect` of node:http2 is under the hook. */
const OUR_CONNECT = `require(${JSON.stringify(path.join(ROOT, 'lib/client/connect.js'))}).connect`;

/**
 * Runs a program that knows only of node:http2, in a folder of its own where this package and
 * `packages` are installed; with the builtin it runs without the hook.
 * @param {'app.js'|'app.mjs'} name
 * @param {string} text what the program prints is JSON
 * @param {object} [options]
 * @param {string[]} [options.packages] of npm
 * @param {object} [options.files] further files of the folder: texts by names
 * @param {string[]} [options.hook] the arguments of Node that load the hook
 * @param {string[]} [options.before] arguments of Node that come before the hook
 * @param {string[]} [options.after] arguments of Node that come after it
 * @returns {Promise<*>} what it printed
 */
async function runApplication(name, text, options = {}) {
  const { packages = [], files = {}, hook = HOOKS[name], before = [], after = [] } = options;
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'application-')));
  try {
    install(folder, packages);
    write(folder, { ...files, [name]: text });
    const args = [...before, ...builtin ? [] : hook, ...after, name];
    return JSON.parse(await outputOf(folder, args));
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

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
}

function outputOf(folder, args) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 8000 }, (error, stdout, stderr) => {
      if (error || stderr) reject(error ?? new Error(stderr));
      else resolve(stdout);
    });
  });
}

/** A copy of this package in `folder`, as npm makes one for each version: the path of its `lib`. */
function copyPackage(folder) {
  fs.cpSync(path.join(ROOT, 'lib'), path.join(folder, 'lib'), { recursive: true });
  fs.copyFileSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  fs.mkdirSync(path.join(folder, 'build'));
  const addon = path.join('build', 'native_http2.node');
  fs.copyFileSync(path.join(ROOT, addon), path.join(folder, addon));
  return path.join(folder, 'lib');
}

module.exports = { OUR_CONNECT, copyPackage, runApplication };
