'use strict';

// Entry of `npm run bench`: reads the command line, measures row by row, prints the table.

const { readArguments, USAGE } = require('./arguments');
const { start: startFixtures } = require('./fixtures');
const { describeMachine } = require('./machine');
const { NEWEST, implementationsOf } = require('./implementations');
const { officialBun } = require('../scripts/bun');
const { nodeOf } = require('../scripts/nodes');
const { judge } = require('./marks');
const { measureRows } = require('./rounds');
const scenarios = require('./scenarios');
const table = require('./table');
const { checkModule, checkTools } = require('./checks');

/** @returns {Promise<string|undefined>} the newest Node's path, unless it is this one */
async function newestNode() {
  const node = await nodeOf(NEWEST);
  return node === process.execPath ? undefined : node;
}

async function measureAll(given) {
  const options = { ...given, newest: await newestNode(), bun: await officialBun() };
  const fixtures = startFixtures();
  const machine = describeMachine(options);
  const rows = [];
  if (!options.json) table.printHead(machine, options);
  for (const scenario of options.scenarios) {
    const found = await measureRows(scenario, implementationsOf(scenario, options), options, fixtures);
    rows.push(...found);
    if (!options.json) found.forEach((row) => table.printRow(row, options));
  }
  if (options.json) console.log(JSON.stringify({ machine, rows, marks: judge(rows) }, null, 2));
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
  const isBroken = rows.some(({ cells }) => cells.some(({ failure, isForeign }) => failure && !isForeign));
  if (isBroken || judge(rows).some(({ isMet }) => !isMet)) process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`benchmark: ${error.message}`);
  if (error.code?.startsWith('ERR_PARSE_ARGS')) console.error('`npm run bench -- --help` lists the options.');
  process.exit(1);
});
