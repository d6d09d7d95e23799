'use strict';

// The supported versions of Node: the running one, and npm's newest of each other major version.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const MAJORS = ['20', '22', '24', '26'];
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'nodes');
const RUNNING = process.versions.node.split('.')[0];

function binaryOf(major) {
  const name = `node-linux-${process.arch}`;
  return path.join(CACHE, major, 'node_modules', name, 'bin', 'node');
}

/** @returns {Promise<string>} the path of the Node of this major version */
async function nodeOf(major) {
  if (major === RUNNING) return process.execPath;
  const binary = binaryOf(major);
  if (fs.existsSync(binary)) return binary;
  const prefix = path.join(CACHE, major);
  fs.mkdirSync(prefix, { recursive: true });
  await runQuietly(`Fetching Node ${major}`, 'npm', [
    'install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund',
    `node-linux-${process.arch}@${major}`,
  ]);
  return binary;
}

module.exports = { MAJORS, nodeOf };
