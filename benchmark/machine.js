'use strict';

const { execFileSync } = require('node:child_process');
const os = require('node:os');
const { placement } = require('./pinning');
const { findTool } = require('./tools');

/**
 * @param {{rounds: number, seconds: number}} options
 * @returns {object} what a reader needs in order to compare two tables
 */
function describeMachine({ rounds, seconds }) {
  const [cpu] = os.cpus();
  const nghttp2 = execFileSync(findTool('h2load'), ['--version'], { encoding: 'utf8' }).trim();
  return {
    node: process.version,
    processor: `${os.cpus().length} × ${cpu?.model.trim() || process.arch}`,
    load: nghttp2,
    placement,
    rounds,
    seconds,
  };
}

module.exports = { describeMachine };
