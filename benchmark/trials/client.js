'use strict';

// One trial of a client: a fresh process on the measured core, nghttpd on the other.

const path = require('node:path');
const { WARM_UP } = require('../h2load');
const { startNghttpd } = require('../nghttpd');
const { MEASURED, PEER } = require('../pinning');
const { message, startScript, stop } = require('../processes');

const SCRIPT = path.join(__dirname, '..', 'client-process.js');

async function measure(scenario, { implementation, seconds, folder }, port) {
  const { module } = implementation;
  const task = { id: scenario.id, module, port, seconds, folder, warmUp: WARM_UP };
  const child = startScript(MEASURED, SCRIPT, task, { runtime: implementation.runtime });
  try {
    const result = await message(child, WARM_UP + seconds * 1000);
    if (result.value === 0) throw new Error('no request was answered');
    return result;
  } finally {
    await stop(child);
  }
}

/**
 * @param {object} scenario of kind 'client'
 * @param {{implementation: object, folder: string, seconds: number}} run
 * @returns {Promise<{value: number, busy: number}>} requests per second, and the client's use of
 *   its core
 */
async function trial(scenario, run) {
  const { child, port } = await startNghttpd(PEER, { folder: run.folder, tls: false });
  try {
    return await measure(scenario, run, port);
  } finally {
    await stop(child);
  }
}

module.exports = { trial };
