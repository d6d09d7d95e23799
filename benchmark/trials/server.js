'use strict';

// One trial of a server: a fresh process, h2load on the other core, both gone afterwards.

const path = require('node:path');
const { WARM_UP, checkAnswer, runLoad } = require('../h2load');
const { startNghttpd } = require('../nghttpd');
const { MEASURED } = require('../pinning');
const { message, startScript, stop } = require('../processes');
const { busyShare } = require('../processor-time');

const SCRIPT = path.join(__dirname, '..', 'server-process.js');

/**
 * Starts the server of a scenario in a process of its own.
 *
 * @param {object} scenario
 * @param {{implementation: object, folder: string}} run
 * @param {string[]} [flags] flags for Node and Bun
 * @returns {Promise<{child: object, port: number}>}
 */
async function startServer(scenario, { implementation, folder }, flags) {
  const task = { id: scenario.id, module: implementation.module, folder };
  const child = startScript(MEASURED, SCRIPT, task, { flags, runtime: implementation.runtime });
  try {
    return { child, port: (await message(child)).port };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** Starts nghttpd where the implementation is no module. */
function startEither(scenario, run) {
  if (run.implementation.module !== undefined) return startServer(scenario, run);
  return startNghttpd(MEASURED, { folder: run.folder, tls: scenario.tls });
}

/**
 * The arguments of a run of h2load against the server of a scenario: the URL, the folder with its files, the
 * duration in milliseconds, and the bytes that each answer must have.
 */
function targetOf(scenario, { seconds, folder }, port) {
  const url = `${scenario.tls ? 'https' : 'http'}://127.0.0.1:${port}${scenario.path}`;
  return { url, folder, duration: Math.round(seconds * 1000), expected: scenario.bytes };
}

/**
 * @param {object} scenario of kind 'server'
 * @param {{implementation: object, folder: string, seconds: number}} run
 * @returns {Promise<{value: number, busy: number}>} requests per second, and the server's use of
 *   its core
 */
async function trial(scenario, run) {
  const { child, port } = await startEither(scenario, run);
  const target = targetOf(scenario, run, port);
  try {
    await checkAnswer(scenario.load, target);
    const [{ rate }, busy] = await Promise.all([
      runLoad(scenario.load, target),
      busyShare([child.pid], { after: WARM_UP, during: target.duration }),
    ]);
    return { value: rate, busy };
  } finally {
    await stop(child);
  }
}

module.exports = { startEither, startServer, targetOf, trial };
