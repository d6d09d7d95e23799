'use strict';

// The package managers, compilers and bundlers that the package is tried with, from npm.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('../../scripts/addon');
const { runQuietly } = require('../../scripts/run-quietly');

// `npm ci` empties node_modules, its .cache as well.
const CACHE = path.join(BUILD, 'cache', 'package-tools');

const VERSIONS = {
  '@types/node': '26',
  '@vercel/ncc': '0',
  esbuild: '0',
  pnpm: '10',
  typescript: '5',
  webpack: '5',
  'webpack-cli': '6',
  yarn: '1',
};

function fileOf(name, file) {
  return path.join(CACHE, 'node_modules', name, file);
}

/** Installs the tools that are missing. */
async function ensureTools() {
  if (Object.keys(VERSIONS).every((name) => fs.existsSync(fileOf(name, 'package.json')))) return;
  fs.mkdirSync(CACHE, { recursive: true });
  await runQuietly('Fetching package managers, TypeScript and bundlers', 'npm', [
    'install', '--prefix', CACHE, '--no-save', '--no-audit', '--no-fund',
    ...Object.entries(VERSIONS).map(([name, version]) => `${name}@${version}`),
  ]);
}

/** The version of a tool, for the table. */
function versionOf(name) {
  return JSON.parse(fs.readFileSync(fileOf(name, 'package.json'), 'utf8')).version;
}

/** The JavaScript file of npm that comes with this Node. */
async function npmFile() {
  const root = await runQuietly('Finding npm', 'npm', ['root', '--global']);
  return path.join(root.trim(), 'npm', 'bin', 'npm-cli.js');
}

module.exports = { CACHE, ensureTools, fileOf, npmFile, versionOf };
