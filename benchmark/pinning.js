'use strict';

// The measured process gets one core for itself and its peer gets another, so that neither can
// take the other's time and a number stands for what one core can do.

const fs = require('node:fs');
const { findTool } = require('./tools');

const MEASURED = 0;
const PEER = 1;
const BOTH = 2;

/** Core numbers that this process may use, from a list such as "0-3,8". */
function allowedCores() {
  const status = fs.readFileSync('/proc/self/status', 'latin1');
  const [, list] = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status);
  return list.split(',').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

function obstacle(cores) {
  if (findTool('taskset') === undefined) return 'taskset (package util-linux) is missing';
  return cores.length < 2 ? 'there is only one core' : undefined;
}

const cores = allowedCores();
const reason = obstacle(cores);

/** A line that says where things run. */
const placement = reason === undefined ?
  `measured process on core ${cores[MEASURED]}, its peer on core ${cores[PEER]}` :
  `not pinned to cores: ${reason}`;

/**
 * @param {number} role MEASURED or PEER; BOTH for what shares the two cores
 * @param {string} command
 * @param {string[]} args
 * @returns {[string, string[]]} the command line that runs it on its core. taskset replaces itself
 *   by the command, so the process id is the command's.
 */
function pinned(role, command, args) {
  if (reason !== undefined) return [command, args];
  const own = role === BOTH ? [cores[MEASURED], cores[PEER]] : [cores[role]];
  return [findTool('taskset'), ['-c', own.join(','), command, ...args]];
}

module.exports = { BOTH, MEASURED, PEER, pinned, placement };
