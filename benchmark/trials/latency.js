'use strict';

// One trial of latencies: a server, and a load that sends at a fixed rate. The rate is half of what the
// builtin can do, which is found out first: every implementation gets the same requests at the same times.

const path = require('node:path');
const { TLS_CIPHERS, WARM_UP, checkAnswer, runLoad } = require('../h2load');
const { BUILTIN } = require('../implementations');
const { PEER } = require('../pinning');
const { NAMES } = require('../percentiles');
const { message, startScript, stop } = require('../processes');
const server = require('./server');

const SCRIPT = path.join(__dirname, '..', 'steady-process.js');
const SHARE = 0.5;

// Milliseconds for answers that are late: a server that can't follow is seconds behind by then.
const PATIENCE = 5000;

/**
 * @param {object} scenario of kind 'latency'
 * @param {{rounds: number, seconds: number, folder: string}} options
 * @returns {Promise<{rate: number}>} requests per second of the trials: half of the best that the builtin
 *   did in so many rounds
 */
async function prepare(scenario, { rounds, seconds, folder }) {
  const rates = [];
  for (let round = 0; round < rounds; round++) {
    const run = { implementation: { module: BUILTIN }, seconds, folder };
    rates.push((await server.trial(scenario, run)).value);
  }
  return { rate: Math.floor(Math.max(...rates) * SHARE) };
}

async function measure(scenario, { seconds, rate }, port) {
  const { tls, path: target, bytes, load: { connections } } = scenario;
  const peer = startScript(PEER, SCRIPT, {
    port, tls, path: target, bytes, connections, rate, seconds, warmUp: WARM_UP, cipher: TLS_CIPHERS,
    patience: PATIENCE,
  });
  try {
    return await message(peer, WARM_UP + seconds * 1000 + PATIENCE);
  } finally {
    await stop(peer);
  }
}

/**
 * @param {object} scenario of kind 'latency'
 * @param {{implementation: object, folder: string, seconds: number, rate: number}} run
 * @returns {Promise<Record<string, {value: number, late: number}>>} for each percentile microseconds from
 *   when a request was to be sent to the end of its answer, and from then to when it was sent
 */
async function trial(scenario, run) {
  const { child, port } = await server.startEither(scenario, run);
  try {
    const target = server.targetOf(scenario, run, port);
    await checkAnswer(scenario.load, target);
    // A server whose code is not compiled yet is slower than the rate. The requests that pile up then
    // would delay those that are measured.
    await runLoad(scenario.load, { ...target, duration: WARM_UP });
    const { latency, late } = await measure(scenario, run, port);
    return Object.fromEntries(NAMES.map((name) => [name, { value: latency[name], late: late[name] }]));
  } finally {
    await stop(child);
  }
}

module.exports = { prepare, trial };
