'use strict';

// Records what the builtin of each supported Node does in the situations of test/js/oracle, a file
// of lines for each table. The differences that we want stay as they are.

const path = require('node:path');
const { readLines, writeLines } = require('../test/support/oracle-tables');
const { MAJORS, nodeOf } = require('./nodes');
const { ROOT, runQuietly } = require('./run-quietly');

const OBSERVE = path.join(ROOT, 'test', 'support', 'observe.js');

/** @returns {Promise<object>} what test/support/observe.js prints with the builtin of this Node */
async function observe(major) {
  const node = await nodeOf(major);
  const env = { ...process.env, IMPL: 'builtin', NODE_NO_WARNINGS: '1' };
  return JSON.parse(await runQuietly(`Observing Node ${major}`, node, [OBSERVE], { env }));
}

/** The line of a situation, from its outcome on each of the `MAJORS`. */
function lineOf(situation, outcomes, wanted) {
  const line = { situation, expected: outcomes.at(-1) };
  for (let newer = outcomes.length - 1; newer > 0; newer--) {
    if (same(outcomes[newer - 1], outcomes[newer])) continue;
    line.before = { [MAJORS[newer]]: outcomes[newer - 1], ...line.before };
  }
  return wanted ? { ...line, wanted } : line;
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function main() {
  const observed = [];
  for (const major of MAJORS) observed.push(await observe(major));
  for (const [file, situations] of Object.entries(observed.at(-1))) {
    const recorded = readLines(file);
    writeLines(file, Object.keys(situations).map((situation) =>
      lineOf(situation, observed.map((ofNode) => ofNode[file][situation]), recorded.get(situation)?.wanted)));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
