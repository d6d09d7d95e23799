'use strict';

// One trial of processes that serve one port together. They share two cores with the load, however many
// they are: so that nothing else differs between one of them and two.

const path = require('node:path');
const { WARM_UP, checkAnswer, runLoad } = require('../h2load');
const { BOTH } = require('../pinning');
const { message, startScript, stop } = require('../processes');
const { busyShare } = require('../processor-time');
const { targetOf } = require('./server');

const SCRIPT = path.join(__dirname, '..', 'cluster-process.js');
const CORES = 2;

/**
 * @param {object} scenario of kind 'cluster'
 * @param {{implementation: object, folder: string, seconds: number}} run
 * @returns {Promise<{value: number, busy: number, full: number}>} requests per second, the processor time
 *   of all processes for each second, and how much of what they could get they and the load used: one
 *   process a core, more of them and the load both
 */
async function trial(scenario, run) {
  const { module, runtime } = run.implementation;
  const { processes } = scenario;
  const task = { id: scenario.id, module, folder: run.folder, processes };
  const primary = startScript(BOTH, SCRIPT, task, { runtime });
  try {
    const { port, pids } = await message(primary);
    const target = { ...targetOf(scenario, run, port), role: BOTH };
    await checkAnswer(scenario.load, target);
    const [load, busy] = await Promise.all([
      runLoad(scenario.load, target),
      busyShare(pids, { after: WARM_UP, during: target.duration }),
    ]);
    const full = processes < CORES ? busy / processes : (busy + load.busy) / CORES;
    return { value: load.rate, busy, full };
  } finally {
    await stop(primary);
  }
}

module.exports = { trial };
