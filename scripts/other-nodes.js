'use strict';

// Runs the JavaScript tests on every supported Node, with the addon that is built: Node-API is the
// same for all of them. `node scripts/other-nodes.js [major ...] [-- arguments of mocha]`; with
// IMPL=builtin on the `node:http2` of each.

const { spawn } = require('node:child_process');
const path = require('node:path');
const { MAJORS, nodeOf } = require('./nodes');
const { ROOT } = require('./run-quietly');

const MOCHA = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');

/** @returns {Promise<boolean>} whether all tests passed */
function passes(node, mochaArguments) {
  // Tests that start `node` by its name get the same one.
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
