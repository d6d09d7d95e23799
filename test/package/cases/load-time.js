'use strict';

// What require('native-http2') costs beside require('node:http2'): processor time and resident memory, the
// medians of fresh processes, taken in turn.

const { Installation } = require('../installation');
const { byNpm } = require('./npm');

const ROUNDS = 20;
const MAX_RATIO = 1.3;

const PROGRAM = `
  const before = process.cpuUsage();
  require(process.argv[2]);
  const { user, system } = process.cpuUsage(before);
  console.log(JSON.stringify([user + system, process.memoryUsage.rss()]));`;

function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)];
}

async function measure(context, node) {
  const installation = new Installation({ ...context, node });
  try {
    await installation.install(byNpm(context));
    installation.write('load.js', PROGRAM);
    const measures = { 'native-http2': [], 'node:http2': [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of Object.keys(measures)) {
        measures[name].push(JSON.parse(await installation.runNode('load.js', name)));
      }
    }
    return summary(measures);
  } finally {
    installation.remove();
  }
}

function summary({ 'native-http2': ours, 'node:http2': builtin }) {
  const milliseconds = (list) => median(list.map(([time]) => time)) / 1000;
  const megabytes = (list) => median(list.map(([, bytes]) => bytes)) / 1e6;
  const ratio = milliseconds(ours) / milliseconds(builtin);
  const against = (measureOf) => `${measureOf(ours).toFixed(1)} for ${measureOf(builtin).toFixed(1)}`;
  const text = `${against(milliseconds)} ms, ${against(megabytes)} MB`;
  if (ratio > MAX_RATIO) throw new Error(`Loading costs ${ratio.toFixed(2)} times as much: ${text}`);
  return { note: `${ratio.toFixed(2)} times the time: ${text}` };
}

function cases({ nodes }) {
  return Object.entries(nodes).map(([major, node]) => ({
    name: 'load time and memory',
    node: major,
    run: (context) => measure(context, node),
  }));
}

module.exports = { cases };
