'use strict';

// The supported versions of Node: the running one, and npm's newest of each other major version.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const MAJORS = ['20', '22', '24', '26'];
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'nodes');
const RUNNING = process.versions.node.split('.')[0];
const RUNNING_PLATFORM = `${process.platform}-${process.arch}`;

// npm installs a package for another processor only when it is forced to.
function installArguments(prefix, platform, major) {
  const [os, cpu] = platform.split('-');
  return [
    'install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund',
    '--force', `--os=${os}`, `--cpu=${cpu}`, `node-${platform}@${major}`,
  ];
}

/**
 * @param {string} major
 * @param {string} [platform] for example linux-arm64
 * @returns {Promise<string>} the path of the official Node of this major version
 */
async function officialNode(major, platform = RUNNING_PLATFORM) {
  const folder = platform === RUNNING_PLATFORM ? major : `${major}-${platform}`;
  const prefix = path.join(CACHE, folder);
  const binary = path.join(prefix, 'node_modules', `node-${platform}`, 'bin', 'node');
  if (fs.existsSync(binary)) return binary;
  fs.mkdirSync(prefix, { recursive: true });
  const args = installArguments(prefix, platform, major);
  await runQuietly(`Fetching Node ${major} for ${platform}`, 'npm', args);
  return binary;
}

/** @returns {Promise<string>} the path of a Node of this major version: the running one if it is of it */
async function nodeOf(major) {
  return major === RUNNING ? process.execPath : officialNode(major);
}

module.exports = { MAJORS, nodeOf, officialNode };
