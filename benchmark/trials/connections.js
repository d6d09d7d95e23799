'use strict';

// One trial of connections: a server, and a peer that opens and closes them as fast as it can.

const path = require('node:path');
const { WARM_UP } = require('../h2load');
const { PEER } = require('../pinning');
const { busyShare } = require('../processor-time');
const { message, startScript, stop } = require('../processes');
const { startServer } = require('./server');

const SCRIPT = path.join(__dirname, '..', 'opening-process.js');

/**
 * @param {object} scenario of kind 'connections'
 * @param {{implementation: object, folder: string, seconds: number}} run
 * @returns {Promise<{value: number, busy: number}>} connections per second, and the server's use of its core
 */
async function trial(scenario, run) {
  const { child: server, port } = await startServer(scenario, run);
  const { tls: isSecure, concurrency } = scenario;
  const { seconds } = run;
  const peer = startScript(PEER, SCRIPT, { port, isSecure, concurrency, seconds, warmUp: WARM_UP });
  try {
    const [{ value }, busy] = await Promise.all([
      message(peer, WARM_UP + seconds * 1000),
      busyShare([server.pid], { after: WARM_UP, during: seconds * 1000 }),
    ]);
    return { value, busy };
  } finally {
    await Promise.all([stop(peer), stop(server)]);
  }
}

module.exports = { trial };
