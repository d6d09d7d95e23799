'use strict';

// Runs the JavaScript tests on every supported Node, with the addon that is built: Node-API is the
// same for all of them. `node scripts/other-nodes.js [major ...] [-- arguments of mocha]`; with
// IMPL=builtin on the `node:http2` of each.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT, runQuietly } = require('./run-quietly');

const MAJORS = ['20', '22', '24', '26'];
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'nodes');
const MOCHA = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
const RUNNING = process.versions.node.split('.')[0];

function binaryOf(major) {
  const name = `node-linux-${process.arch}`;
  return path.join(CACHE, major, 'node_modules', name, 'bin', 'node');
}

/** The Node of this major version: the running one, or npm's newest. */
async function nodeOf(major) {
  if (major === RUNNING) return process.execPath;
  const binary = binaryOf(major);
  if (fs.existsSync(binary)) return binary;
  const prefix = path.join(CACHE, major);
  fs.mkdirSync(prefix, { recursive: true });
  await runQuietly(`Fetching Node ${major}`, 'npm', [
    'install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund',
    `node-linux-${process.arch}@${major}`,
  ]);
  return binary;
}

/** @returns {Promise<boolean>} whether all tests passed */
function passes(node, mochaArguments) {
  // What the tests start by the name of node is the same one.
  const env = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
  const args = [MOCHA, '--exit', ...mochaArguments];
  const child = spawn(node, args, { cwd: ROOT, env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status === 0));
  });
}

async function main(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const majors = end > 0 ? args.slice(0, end) : MAJORS;
  const failed = [];
  for (const major of majors) {
    const node = await nodeOf(major);
    console.log(`Node ${major}: ${node}`);
    if (!await passes(node, args.slice(end + 1))) failed.push(major);
  }
  if (failed.length === 0) return;
  console.error(`The tests fail on Node ${failed.join(', ')}.`);
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
