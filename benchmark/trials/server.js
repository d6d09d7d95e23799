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
 * @param {string[]} [flags] flags for Node
 * @returns {Promise<{child: object, port: number}>}
 */
async function startServer(scenario, { implementation, folder }, flags) {
  const task = { id: scenario.id, module: implementation.module, folder };
  const child = startScript(MEASURED, SCRIPT, task, { flags, node: implementation.node });
  try {
    return { child, port: (await message(child)).port };
  } catch (error) {
    await stop(child);
    throw error;
  }
}

function startEither(scenario, run) {
  if (run.implementation.module !== undefined) return startServer(scenario, run);
  return startNghttpd(MEASURED, { folder: run.folder, tls: scenario.tls });
}

/**
 * @param {object} scenario of kind 'server'
 * @param {{implementation: object, folder: string, seconds: number}} run
 * @returns {Promise<{value: number, busy: number}>} requests per second, and the server's use of
 *   its core
 */
async function trial(scenario, run) {
  const { child, port } = await startEither(scenario, run);
  const duration = Math.round(run.seconds * 1000);
  const url = `${scenario.tls ? 'https' : 'http'}://127.0.0.1:${port}${scenario.path}`;
  const target = { url, folder: run.folder, duration, expected: scenario.bytes };
  try {
    await checkAnswer(scenario.load, target);
    const [value, busy] = await Promise.all([
      runLoad(scenario.load, target),
      busyShare(child.pid, { after: WARM_UP, during: duration }),
    ]);
    return { value, busy };
  } finally {
    await stop(child);
  }
}

module.exports = { startServer, trial };
