'use strict';

const { execFileSync } = require('node:child_process');
const os = require('node:os');
const { placement } = require('./pinning');
const { findTool } = require('./tools');

function printedVersion(program) {
  return execFileSync(program, ['--version'], { encoding: 'utf8' }).trim();
}

function versionOf(name, program) {
  return program === undefined ? [] : [`${name} ${printedVersion(program)}`];
}

/**
 * @param {{rounds: number, seconds: number, newest?: string, bun?: string}} options
 * @returns {object} what a reader needs in order to compare two tables
 */
function describeMachine({ rounds, seconds, newest, bun }) {
  const [cpu] = os.cpus();
  const nghttp2 = printedVersion(findTool('h2load'));
  return {
    node: process.version,
    others: [...versionOf('Node', newest), ...versionOf('Bun', bun)],
    processor: `${os.cpus().length} × ${cpu?.model.trim() || process.arch}`,
    load: nghttp2,
    placement,
    rounds,
    seconds,
  };
}

module.exports = { describeMachine };
