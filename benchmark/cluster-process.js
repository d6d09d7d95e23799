'use strict';

// The primary of a trial of several processes: has each worker serve the scenario as a server of one
// process does, at one port.

const cluster = require('node:cluster');
const { once } = require('node:events');
const path = require('node:path');

const { processes } = JSON.parse(process.argv[2]);

async function startWorker() {
  const worker = cluster.fork();
  const [{ port }] = await once(worker, 'message');
  return { port, pid: worker.process.pid };
}

async function run() {
  cluster.setupPrimary({ exec: path.join(__dirname, 'server-process.js'), args: [process.argv[2]] });
  const workers = await Promise.all(Array.from({ length: processes }, startWorker));
  process.send({ port: workers[0].port, pids: [process.pid, ...workers.map(({ pid }) => pid)] });
}

cluster.on('exit', (worker, code, signal) => {
  throw new Error(`a worker ended (${signal ?? `status ${code}`})`);
});
run();
process.on('disconnect', () => process.exit());
