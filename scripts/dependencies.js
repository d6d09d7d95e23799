'use strict';

// The packages from npm: everything that package-lock.json lists in a checkout, and in an installed
// package, which has no package-lock.json, the two packages of headers that a build needs.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const WANTED = path.join(ROOT, 'package-lock.json');
// npm writes this file last, when everything else is in place.
const INSTALLED = path.join('node_modules', '.package-lock.json');
// The headers are installed in a folder that npm does not clear.
const HEADERS = path.join(ROOT, 'build', 'headers');
const HEADER_PACKAGES = ['node-addon-api', 'node-api-headers'];

/** Whether this is a checkout of the repository, not an installed package. */
const IS_CHECKOUT = fs.existsSync(WANTED);

/** The folder that CMake finds the packages of headers in. */
const NODE_MODULES = path.join(IS_CHECKOUT ? ROOT : HEADERS, 'node_modules');

function modificationTime(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function runNpm(...args) {
  const title = 'Installing the packages from npm';
  const npm = process.env.npm_execpath;
  const common = ['--no-audit', '--no-fund'];
  if (npm?.endsWith('npm-cli.js')) await runQuietly(title, process.execPath, [npm, ...args, ...common]);
  else await runQuietly(title, 'npm', [...args, ...common]);
}

async function installAll() {
  const installed = path.join(ROOT, INSTALLED);
  if (fs.existsSync(installed) && modificationTime(installed) >= modificationTime(WANTED)) return;
  await runNpm('ci', '--include=dev');
}

async function installHeaders() {
  if (fs.existsSync(path.join(HEADERS, INSTALLED))) return;
  const { devDependencies } = require('../package.json');
  const packages = HEADER_PACKAGES.map((name) => `${name}@${devDependencies[name]}`);
  fs.mkdirSync(HEADERS, { recursive: true });
  await runNpm('install', '--prefix', HEADERS, '--no-save', ...packages);
}

/** Installs with npm what is missing, or older than package-lock.json. */
function ensureDependencies() {
  return IS_CHECKOUT ? installAll() : installHeaders();
}

module.exports = { IS_CHECKOUT, NODE_MODULES, ensureDependencies };
