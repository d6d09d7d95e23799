'use strict';

// A failing test is found by its file's name: each is there once, and is named for what is tested,
// not numbered.

const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./run-quietly');

const TESTS = path.join(ROOT, 'test', 'js');

function main() {
  const places = new Map();
  const complaints = [];
  for (const file of fs.readdirSync(TESTS, { recursive: true })) {
    if (!file.endsWith('.test.js')) continue;
    const name = path.basename(file);
    if (!file.includes(path.sep)) complaints.push(`${file} is in no folder`);
    if (/^\d/.test(name)) complaints.push(`${file} has a number for a name`);
    if (places.has(name)) complaints.push(`${file} and ${places.get(name)} have one name`);
    places.set(name, file);
  }
  if (complaints.length === 0) return;
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}

main();
