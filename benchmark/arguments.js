'use strict';

const path = require('node:path');
const { parseArgs } = require('node:util');

const USAGE = `Usage: npm run bench [-- NAMES] [options]

Measures native-http2, node:http2 of this Node, of the newest one and of Bun,
and nghttpd in rotation, and prints the medians with their ratios: first the
processor time for a request, which other work on the machine changes least.
NAMES select rows: a group (hello, compat, headers, post, writes, client,
files, connections, cluster, latency, distance, memory) or the start of a row's name
(files-1mb); without names every row is measured. Some rows have a mark that
ours has to reach: the last lines say whether it did, and the status is 1 if not.

  --rounds N      trials of each implementation per row (default 3)
  --seconds N     measured time of one trial in seconds (default 2)
  --json          print one JSON document with every sample, no table
  --markdown      print the table as the README has it
  --module NAME   module measured as native-http2 (default: this package);
                  with node:http2 the table shows the machine's noise
  --list          print the names of all rows
  --help          print this text`;

const OPTIONS = {
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '2' },
  json: { type: 'boolean', default: false },
  markdown: { type: 'boolean', default: false },
  module: { type: 'string', default: path.resolve(__dirname, '..') },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

function number(name, text, low, high) {
  const value = Number(text);
  if (text.trim() !== '' && value >= low && value <= high) return value;
  throw new Error(`--${name} must be a number from ${low} to ${high}, not '${text}'`);
}

function count(name, text, low, high) {
  const value = number(name, text, low, high);
  if (Number.isInteger(value)) return value;
  throw new Error(`--${name} must be a whole number, not '${text}'`);
}

function select(names, scenarios) {
  if (names.length === 0) return scenarios;
  const chosen = new Set();
  for (const name of names) {
    const found = scenarios.filter(({ group, id }) => group === name || id.startsWith(name));
    if (found.length === 0) throw new Error(unknownName(name, scenarios));
    for (const scenario of found) chosen.add(scenario);
  }
  return scenarios.filter((scenario) => chosen.has(scenario));
}

function unknownName(name, scenarios) {
  const groups = [...new Set(scenarios.map(({ group }) => group))];
  return `no row is called '${name}'; groups are ${groups.join(', ')}, rows are listed by --list`;
}

/**
 * Reads the command line.
 *
 * @param {string[]} argv arguments after the script's name
 * @param {object[]} scenarios every scenario there is
 * @returns {{rounds: number, seconds: number, json: boolean, form: string, module: string, list: boolean,
 *   help: boolean, scenarios: object[]}} the chosen options and scenarios
 * @throws {Error} for an unknown option or name, or a number out of range
 */
function readArguments(argv, scenarios) {
  const config = { args: argv, options: OPTIONS, allowPositionals: true };
  const { values, positionals } = parseArgs(config);
  return {
    ...values,
    form: values.markdown ? 'markdown' : 'text',
    rounds: count('rounds', values.rounds, 1, 100),
    seconds: number('seconds', values.seconds, 0.2, 60),
    scenarios: select(positionals, scenarios),
  };
}

module.exports = { readArguments, USAGE };
