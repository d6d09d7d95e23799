'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.join(__dirname, '..', '..', '..');
const PAGE = path.join(ROOT, 'docs', 'architecture.md');

/** The columns of the tables of nouns, after the noun itself. */
const COLUMNS = ['src', 'binding', 'lib', 'test'];

const page = fs.readFileSync(PAGE, 'utf8');

/** @returns {string[]} paths of the files below a folder of the repository */
function filesBelow(folder) {
  return fs.readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join('/'));
}

const files = Object.fromEntries(COLUMNS.map((column) => [column, filesBelow(column)]));

/** @returns {string[]} the files that a name in a column stands for */
function filesOf(column, name) {
  const whole = `${column}/${name}`;
  if (name.endsWith('/')) return files[column].filter((file) => file.startsWith(whole));
  if (column === 'lib') return files.lib.filter((file) => file === `${whole}.js`);
  if (column === 'test') return files.test.filter((file) => file === whole);
  return files[column].filter((file) => file.replace(/\.[a-z]+$/, '') === whole);
}

/** @returns {{ column: string, name: string, found: string[] }[]} what the tables of nouns name */
function entriesOfTables() {
  const rows = page.split('\n').filter((line) => /^\|([^|]*\|){5}$/.test(line) && !/^\| noun |^\|-/.test(line));
  return rows.flatMap((row) => {
    const cells = row.split('|').slice(2, -1);
    return COLUMNS.flatMap((column, i) => [...cells[i].matchAll(/`([^`]+)`/g)]
      .map(([, name]) => ({ column, name, found: filesOf(column, name) })));
  });
}

describe('docs/architecture.md', () => {
  const entries = entriesOfTables();

  it('names only files and tests that exist in its tables of nouns', () => {
    assert.ok(entries.length > 100, 'the tables were not found');
    const lost = entries.filter(({ found }) => found.length === 0);
    assert.deepStrictEqual(lost.map(({ column, name }) => `${column}/${name}`), []);
  });

  it('has each source file of the three layers in its tables of nouns once', () => {
    const listed = entries.filter(({ column }) => column !== 'test').flatMap(({ found }) => found);
    const sources = ['src', 'binding', 'lib'].flatMap((layer) => files[layer]);
    const missing = sources.filter((file) => !listed.includes(file));
    const repeated = listed.filter((file, i) => listed.indexOf(file) !== i);
    assert.deepStrictEqual({ missing, repeated }, { missing: [], repeated: [] });
  });

  it('names only files that exist in its text and its links', () => {
    const inText = [...page.matchAll(/`((?:src|binding|lib|scripts|test)\/[\w./-]+)`/g)].map(([, file]) => file);
    const inLinks = [...page.matchAll(/\]\(\.\.\/([^)#]+)/g)].map(([, file]) => file);
    const lost = [...inText, ...inLinks].filter((file) => !fs.existsSync(path.join(ROOT, file)));
    assert.deepStrictEqual(lost, []);
  });
});
