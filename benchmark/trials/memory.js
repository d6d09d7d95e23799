'use strict';

// One trial of memory: what a server's resident memory grows by when idle things are added.

const path = require('node:path');
const { PEER } = require('../pinning');
const { message, startScript, stop } = require('../processes');
const { startServer } = require('./server');

const SCRIPT = path.join(__dirname, '..', 'idle-process.js');
const KILOBYTE = 1024;

async function ask(child, question) {
  const answer = message(child);
  child.send(question);
  return answer;
}

async function growth(server, peer, { warmUp, added }) {
  await ask(peer, warmUp);
  const before = await ask(server, 'memory');
  const { count } = await ask(peer, added);
  const after = await ask(server, 'memory');
  return (after.rss - before.rss) / count / KILOBYTE;
}

/**
 * @param {object} scenario of kind 'memory'
 * @param {{implementation: object, folder: string}} run
 * @returns {Promise<{value: number}>} KB of resident memory for each idle thing
 */
async function trial(scenario, run) {
  const { child: server, port } = await startServer(scenario, run, ['--expose-gc']);
  const peer = startScript(PEER, SCRIPT, { port });
  try {
    return { value: await growth(server, peer, scenario) };
  } finally {
    await Promise.all([stop(peer), stop(server)]);
  }
}

module.exports = { trial };
