'use strict';

// Checks that all tools are there before anything is measured, and says what to do when one is not.

const { spawnSync } = require('node:child_process');
const { gist } = require('./processes');
const { findTool } = require('./tools');

const NEEDED = [
  { tool: 'h2load', package: 'nghttp2-client' },
  { tool: 'nghttpd', package: 'nghttp2-server' },
];

/**
 * @throws {Error} that names the missing programs, their Debian packages and the next step
 */
function checkTools() {
  const missing = NEEDED.filter(({ tool }) => findTool(tool) === undefined);
  if (missing.length === 0) return;
  const tools = missing.map(({ tool }) => tool).join(' and ');
  const packages = missing.map((entry) => entry.package).join(' ');
  throw new Error(`${tools} not found: run 'npm test' once, which sets up what is missing, ` +
    `or 'apt-get install ${packages}'`);
}

/**
 * @param {string} name of the module that is going to be measured
 * @throws {Error} when a fresh process can't load it
 */
function checkModule(name) {
  const { status, stderr } = spawnSync(process.execPath, ['-e', 'require(process.argv[1])', name],
    { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(`${name} can't be loaded: run 'npm test' once, which builds it. ${gist(stderr)}`);
}

module.exports = { checkModule, checkTools };
