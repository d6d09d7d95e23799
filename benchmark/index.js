'use strict';

// Entry of `npm run bench`: reads the command line, measures row by row, prints the table.

const { readArguments, USAGE } = require('./arguments');
const { start: startFixtures } = require('./fixtures');
const { describeMachine } = require('./machine');
const { implementationsOf } = require('./implementations');
const { measureRow } = require('./rounds');
const scenarios = require('./scenarios');
const table = require('./table');
const { checkModule, checkTools } = require('./checks');

async function measureAll(options) {
  const fixtures = startFixtures();
  const machine = describeMachine(options);
  const rows = [];
  if (!options.json) table.printHead(machine, options);
  for (const scenario of options.scenarios) {
    const row = await measureRow(scenario, implementationsOf(scenario, options), options, fixtures);
    rows.push(row);
    if (!options.json) table.printRow(row);
  }
  if (options.json) console.log(JSON.stringify({ machine, rows }, null, 2));
  else table.printNotes(rows);
  return rows;
}

async function main(argv) {
  const options = readArguments(argv, scenarios);
  if (options.help) return console.log(USAGE);
  if (options.list) return console.log(scenarios.map(({ id }) => id).join('\n'));
  checkTools();
  checkModule(options.module);
  const rows = await measureAll(options);
  const failed = rows.some((row) => row.cells.some(({ failure }) => failure));
  if (failed) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`benchmark: ${error.message}`);
  if (error.code?.startsWith('ERR_PARSE_ARGS')) console.error('`npm run bench -- --help` lists the options.');
  process.exit(1);
});
