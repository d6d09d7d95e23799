'use strict';

// Whether the measured process was the busy side. A server that waits for its load generator has
// shown the generator's speed, not its own.

const fs = require('node:fs');
const { setTimeout: delay } = require('node:timers/promises');

// Linux reports processor time to user space in hundredths of a second on all our platforms.
const TICKS_PER_SECOND = 100;
const UTIME = 11;
const STIME = 12;

/** Processor seconds that all threads of a process have used; NaN when it is gone. */
function processorSeconds(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[UTIME]) + Number(fields[STIME])) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}

function sumOfSeconds(pids) {
  return pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
}

/**
 * @param {number[]} pids
 * @param {{after: number, during: number}} window milliseconds from now
 * @returns {Promise<number>} processor time of all of them per wall time in the window, 1 for a whole core
 */
async function busyShare(pids, { after, during }) {
  await delay(after);
  const used = sumOfSeconds(pids);
  const begin = performance.now();
  await delay(during);
  return (sumOfSeconds(pids) - used) / ((performance.now() - begin) / 1000);
}

module.exports = { busyShare };
