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

/**
 * @param {number} pid
 * @param {{after: number, during: number}} window milliseconds from now
 * @returns {Promise<number>} processor time per wall time in the window, 1 for a whole core
 */
async function busyShare(pid, { after, during }) {
  await delay(after);
  const used = processorSeconds(pid);
  const begin = performance.now();
  await delay(during);
  return (processorSeconds(pid) - used) / ((performance.now() - begin) / 1000);
}

module.exports = { busyShare };
