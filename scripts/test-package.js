'use strict';

// Makes the package and installs it as users do: `npm run test:package [-- word ...]`, where only the cases
// whose name contains one of the words are run. Prints a table with times and sizes.

const fs = require('node:fs');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const { ensureTools, npmFile } = require('../test/package/tools');
const { MAJORS, nodeOf } = require('./nodes');
const { ROOT } = require('./run-quietly');

const FILES = ['npm', 'managers', 'typescript', 'bundlers', 'arm64', 'source', 'load-time'];
const COLUMNS = [54, 10, 12, 10];

function findTarball() {
  const { name, version } = require('../package.json');
  return path.join(ROOT, `${name}-${version}.tgz`);
}

async function findNodes() {
  const nodes = {};
  for (const major of MAJORS) nodes[major] = await nodeOf(major);
  return nodes;
}

function printRow(cells) {
  console.log(cells.map((cell, index) => String(cell).padEnd(COLUMNS[index] ?? 0)).join(' ').trimEnd());
}

/** @returns {Promise<boolean>} whether it worked */
async function runCase({ name, node, run }, context) {
  const start = performance.now();
  try {
    const { seconds, kilobytes, note } = await run(context);
    const all = (performance.now() - start) / 1000;
    if (note === undefined) {
      printRow([name, node, `${seconds.toFixed(1)} s`, `${kilobytes} KB`, `${all.toFixed(1)} s`]);
    } else {
      printRow([name, node, note]);
    }
    return true;
  } catch (error) {
    printRow([name, node, 'FAILED']);
    console.error(error.message);
    return false;
  }
}

async function main(words) {
  await ensureTools();
  const tarball = findTarball();
  const context = { tarball, majors: MAJORS, nodes: await findNodes(), npm: await npmFile() };
  console.log(`${path.basename(tarball)}: ${Math.ceil(fs.statSync(tarball).size / 1000)} KB`);
  printRow(['installed by, and tried with', 'Node', 'installed in', 'size', 'all']);
  let failures = 0;
  const cases = FILES.flatMap((file) => require(`../test/package/cases/${file}`).cases(context));
  const chosen = cases.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  for (const one of chosen) if (!await runCase(one, context)) failures += 1;
  console.log(`${chosen.length - failures} passed, ${failures} failed`);
  if (failures > 0 || chosen.length === 0) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
