'use strict';

// The supported versions of Node: the running one, and npm's newest of each other major version.

const path = require('node:path');
const { fetchProgram } = require('./npm-program');

const MAJORS = ['20', '22', '24', '26'];
const RUNNING = process.versions.node.split('.')[0];
const RUNNING_PLATFORM = `${process.platform}-${process.arch}`;

/**
 * @param {string} major
 * @param {string} [platform] for example linux-arm64
 * @returns {Promise<string>} the path of the official Node of this major version
 */
function officialNode(major, platform = RUNNING_PLATFORM) {
  const [os, cpu] = platform.split('-');
  return fetchProgram({
    title: `Node ${major} for ${platform}`,
    package: `node-${platform}`,
    version: major,
    program: path.join('bin', 'node'),
    folder: path.join('nodes', platform === RUNNING_PLATFORM ? major : `${major}-${platform}`),
    platform: { os, cpu },
  });
}

/** @returns {Promise<string>} the path of a Node of this major version: the running one if it is of it */
async function nodeOf(major) {
  return major === RUNNING ? process.execPath : officialNode(major);
}

module.exports = { MAJORS, nodeOf, officialNode };
