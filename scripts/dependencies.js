'use strict';

// The packages from npm: headers for the build, mocha and ESLint for the checks.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const WANTED = path.join(ROOT, 'package-lock.json');
// npm writes this file last, when everything else is in place.
const INSTALLED = path.join(ROOT, 'node_modules', '.package-lock.json');

function modificationTime(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

// A published package has no package-lock.json, and can be built where it was installed.
function installArguments() {
  return fs.existsSync(WANTED) ? ['ci'] : ['install', '--no-package-lock'];
}

function isUpToDate() {
  return fs.existsSync(INSTALLED) && modificationTime(INSTALLED) >= modificationTime(WANTED);
}

/** Installs with npm when node_modules is missing or older than package-lock.json. */
async function ensureDependencies() {
  if (isUpToDate()) return;
  const args = [...installArguments(), '--include=dev', '--no-audit', '--no-fund'];
  const title = 'Installing the packages from npm';
  const npm = process.env.npm_execpath;
  if (npm) await runQuietly(title, process.execPath, [npm, ...args]);
  else await runQuietly(title, 'npm', args);
}

module.exports = { ensureDependencies };
