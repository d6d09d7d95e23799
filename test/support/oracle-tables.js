'use strict';

// `npm run record-oracle` records what the builtin does in each situation, as a line of JSON. Beside each
// file of lines lies the code of its situations.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { closeEverything } = require('./listening');
const { namedMisuse, outcomeOfMisuse } = require('./misuse');
const { builtin, expectedOf, wanted } = require('./oracle');
const { expectWarnings } = require('./process-events');

const ROOT = path.join(__dirname, '..', 'js', 'oracle');

const FOLDERS = ['headers', 'misuse', 'order'];

/** The situations of a table, each as a function that resolves to its outcome. */
function situationsOf(folder, contents) {
  if (folder !== 'misuse') return new Map(Object.entries(contents));
  return new Map(contents.misuses.map((misuse) => {
    const [name, commit] = namedMisuse(misuse);
    return [name, () => outcomeOfMisuse(contents.place, commit)];
  }));
}

/**
 * @param {string} folder of `FOLDERS`
 * @returns {Array<{ name: string, file: string, situations: Map<string, () => Promise<*>> }>}
 *   a situation resolves to its outcome
 */
function tablesOf(folder) {
  const directory = path.join(ROOT, folder);
  const modules = fs.readdirSync(directory).filter((name) => name.endsWith('.js')).sort();
  return modules.flatMap((module) =>
    Object.entries(require(path.join(directory, module))).map(([name, contents]) => ({
      name, file: path.join(directory, `${name}.jsonl`), situations: situationsOf(folder, contents),
    })));
}

/**
 * @returns {Map<string, object>} by the name of the situation: `expected` on Node 26, `before` for
 *   older ones as in `expectedOf()`, and `wanted`, our difference with its section of
 *   docs/compatibility.md; null for what never ends there
 */
function readLines(file) {
  if (!fs.existsSync(file)) return new Map();
  const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
  return new Map(lines.map((line) => [line.situation, line]));
}

function writeLines(file, lines) {
  fs.writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** The outcome that the implementation under test has to show. */
function expectedOfLine({ expected, before, wanted: difference }) {
  if (builtin) return expectedOf(expected, before);
  if (!difference) return expected;
  const ours = wanted(difference.section, difference.ours);
  return typeof expected === 'string' ? ours : { ...expected, ...ours };
}

/**
 * A test for each situation of the folder: its outcome has to be the recorded one.
 * @param {string[]} warnings what some of them warn of
 */
function testTables(folder, titleOf, warnings = []) {
  for (const { name, file, situations } of tablesOf(folder)) {
    const lines = readLines(file);
    describe(titleOf(name), () => {
      expectWarnings(...warnings);
      afterEach(closeEverything);
      for (const [situation, run] of situations) testSituation(situation, run, lines.get(situation));

      it('has a situation for each recorded line', () => {
        assert.deepStrictEqual([...lines.keys()], [...situations.keys()]);
      });
    });
  }
}

function testSituation(situation, run, line) {
  if (line && expectedOfLine(line) === null) return;
  it(situation, async () => {
    assert.ok(line, 'no outcome of this situation is recorded: npm run record-oracle');
    assert.deepStrictEqual(await run(), expectedOfLine(line));
  });
}

module.exports = { FOLDERS, readLines, tablesOf, testTables, writeLines };
