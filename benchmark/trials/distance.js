'use strict';

// One trial over a path with a round trip: a server, a relay that delays, and a client.

const path = require('node:path');
const { MEASURED, PEER } = require('../pinning');
const { message, startScript, stop } = require('../processes');
const { startServer } = require('./server');

const RELAY = path.join(__dirname, '..', 'relay-process.js');
const CLIENT = path.join(__dirname, '..', 'far-client-process.js');
// Milliseconds: the builtin carries a megabyte in a second over 50 ms.
const LONGEST = 300_000;

/**
 * @param {object} scenario of kind 'distance'
 * @param {{implementation: object, folder: string}} run
 * @returns {Promise<{value: number}>} MB/s
 */
async function trial(scenario, run) {
  const { child: server, port } = await startServer(scenario, run);
  const relay = startScript(PEER, RELAY, { port, delay: scenario.delay, rate: scenario.rate });
  const children = [relay, server];
  try {
    const far = await message(relay);
    const client = startScript(MEASURED, CLIENT, {
      id: scenario.id, module: run.implementation.module, port: far.port,
    });
    children.push(client);
    return await message(client, LONGEST);
  } finally {
    await Promise.all(children.map(stop));
  }
}

module.exports = { trial };
