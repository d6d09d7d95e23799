'use strict';

// Brings our C++ into its format; ESLint corrects what it can in JavaScript.

const path = require('node:path');
const { cppSources } = require('./cpp-sources');
const { ROOT, runQuietly } = require('./run-quietly');

const ESLINT = path.join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');

async function main() {
  const files = cppSources('.cc', '.h');
  if (files.length > 0) await runQuietly('Formatting C++', 'clang-format', ['-i', ...files]);
  await runQuietly('ESLint', process.execPath, [ESLINT, '--fix', '.']);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
