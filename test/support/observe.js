'use strict';

// Prints the outcome of every situation of the oracle's tables with the implementation under test:
// `{ [file]: { [situation]: outcome } }`, where null is a situation that never ends.

const { closeEverything } = require('./listening');
const { FOLDERS, tablesOf } = require('./oracle-tables');

const NEVER_MS = 5000;

async function outcomeOf(run) {
  let timer;
  const never = new Promise((resolve) => { timer = setTimeout(resolve, NEVER_MS, null); });
  const outcome = await Promise.race([run(), never]);
  clearTimeout(timer);
  await closeEverything();
  return outcome;
}

async function main() {
  const observed = {};
  for (const { file, situations } of FOLDERS.flatMap(tablesOf)) {
    observed[file] = {};
    for (const [situation, run] of situations) observed[file][situation] = await outcomeOf(run);
  }
  process.stdout.write(JSON.stringify(observed), () => process.exit());
}

main();
