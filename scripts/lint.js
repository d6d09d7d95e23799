'use strict';

// clang-format, ESLint, the names of tests, the owners of state, TypeScript and clang-tidy, all even when one
// complains.

const os = require('node:os');
const path = require('node:path');
const { BUILD } = require('./addon');
const { cppSources } = require('./cpp-sources');
const { ROOT, runQuietly } = require('./run-quietly');

const ESLINT = path.join(ROOT, 'node_modules', 'eslint', 'bin', 'eslint.js');
const STATE_OWNERS = path.join(__dirname, 'check-state-owners.js');
const TEST_NAMES = path.join(__dirname, 'test-names.js');
const TYPESCRIPT = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
// Flags in the compile commands of GCC that clang doesn't know.
const TIDY_ARGS = ['-p', BUILD, '--quiet', '--extra-arg=-Wno-ignored-optimization-argument'];

let failures = 0;

async function check(title, command, args) {
  try {
    await runQuietly(title, command, args);
  } catch (error) {
    failures += 1;
    console.error(error.message);
  }
}

async function checkFormat() {
  const files = cppSources('.cc', '.h');
  if (files.length === 0) return;
  await check('Checking the format of C++', 'clang-format', ['--dry-run', '--Werror', ...files]);
}

// One process per file: clang-tidy uses a single core.
async function checkTidiness() {
  const files = cppSources('.cc');
  const takeNext = async () => {
    while (files.length > 0) {
      const file = files.shift();
      await check(`clang-tidy ${file}`, 'clang-tidy', [...TIDY_ARGS, file]);
    }
  };
  await Promise.all(Array.from({ length: os.availableParallelism() }, takeNext));
}

async function main() {
  await checkFormat();
  await check('ESLint', process.execPath, [ESLINT, '--max-warnings', '0', '.']);
  await check('Names of tests', process.execPath, [TEST_NAMES]);
  await check('Owners of state', process.execPath, [STATE_OWNERS]);
  await check('TypeScript', process.execPath, [TYPESCRIPT, '-p', path.join(ROOT, 'test', 'types')]);
  await checkTidiness();
  if (failures > 0) process.exitCode = 1;
}

main();
