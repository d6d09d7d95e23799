'use strict';

// The process of a measured client: keeps a number of requests under way on one connection, and
// counts those that end after the warm-up.

const { setTimeout: delay } = require('node:timers/promises');
const scenarios = require('./scenarios');

const { id, module: name, port, seconds, folder, warmUp } = JSON.parse(process.argv[2]);
const scenario = scenarios.find((candidate) => candidate.id === id);
const session = require(name).connect(`http://127.0.0.1:${port}`);
let done = 0;

const request = scenario.prepare(session, folder);

function next() {
  let status = 0;
  const stream = request();
  stream.on('response', (headers) => { status = headers[':status']; });
  stream.on('close', () => {
    if (status !== 200) throw new Error(`answered with status ${status}`);
    done++;
    next();
  });
  stream.resume();
}

async function measure() {
  await delay(warmUp);
  const used = process.cpuUsage();
  const begin = performance.now();
  const before = done;
  await delay(seconds * 1000);
  const elapsed = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  return { value: (done - before) / elapsed, busy: (user + system) / 1e6 / elapsed };
}

session.once('connect', () => {
  for (let index = 0; index < scenario.concurrency; index++) next();
  measure().then((result) => process.send(result));
});
process.on('disconnect', () => process.exit());
