'use strict';

// Which lines the tests run: `npm run coverage [-- arguments of mocha]`. gcovr counts those of `src/` and
// `binding/`, which the engine's tests and the JavaScript tests run, c8 those of `lib/`. Prints the files
// below the mark, and fails when a folder is below it.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { buildInstrumented } = require('./instrumented-build');
const { ROOT, runQuietly } = require('./run-quietly');

const MARK = 95;
const MOCHA = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
const C8 = path.join(ROOT, 'node_modules', 'c8', 'bin', 'c8.js');
// Those of `module/` load copies of the library with addons of their own making.
const TESTS = 'test/js/!(module)/**/*.test.js';

/** What fails here for want of speed or memory is for `npm test` to judge: resolves to the exit status. */
function runMocha(args, env) {
  const mochaArguments = ['--no-config', '--exit', '--reporter', 'dot', '--timeout', '60000'];
  const child = spawn(process.execPath, ['--expose-gc', MOCHA, ...mochaArguments, ...args],
    { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** Both kinds of counts are written when a process ends, into the folder of the build. */
async function runTests(build, counts, args) {
  for (const old of fs.readdirSync(build, { recursive: true })) {
    if (old.endsWith('.gcda')) fs.unlinkSync(path.join(build, old));
  }
  fs.rmSync(counts, { recursive: true, force: true });
  await runQuietly('Testing the engine', path.join(build, 'engine_tests'), ['--gtest_brief=1']);
  return runMocha(args.length > 0 ? args : [TESTS], {
    NODE_V8_COVERAGE: counts,
    NODE_OPTIONS: `--require=${path.join(__dirname, 'instrumented-addon.js')}`,
    INSTRUMENTED_ADDON: path.join(build, 'native_http2.node'),
  });
}

/** @returns {Promise<object[]>} `{ file, covered, total }` of C++ */
async function countCpp(build) {
  const output = path.join(build, 'cpp.json');
  await runQuietly('Counting the lines of C++', 'gcovr', ['--root', ROOT, '--filter', 'src/',
    '--filter', 'binding/', '--object-directory', build, '--json-summary', output, build]);
  return JSON.parse(fs.readFileSync(output, 'utf8')).files.map((file) => (
    { file: file.filename, covered: file.line_covered, total: file.line_total }));
}

/** @returns {Promise<object[]>} the same of JavaScript; c8 counts lines of comments too */
async function countJavaScript(build, counts) {
  await runQuietly('Counting the lines of JavaScript', process.execPath, [C8, 'report',
    '--temp-directory', counts, '--reports-dir', build, '--reporter', 'json-summary',
    '--all', '--src', 'lib', '--include', 'lib/**/*.js']);
  const summary = JSON.parse(fs.readFileSync(path.join(build, 'coverage-summary.json'), 'utf8'));
  return Object.entries(summary).filter(([name]) => name !== 'total').map(([name, { lines }]) => (
    { file: path.relative(ROOT, name), covered: lines.covered, total: lines.total }));
}

const percentOf = ({ covered, total }) => (total === 0 ? 100 : 100 * covered / total);

function print(name, count) {
  const lines = `${count.covered} of ${count.total}`;
  console.log(`${percentOf(count).toFixed(1).padStart(6)}  ${lines.padStart(15)}  ${name}`);
}

/** @returns {boolean} whether every folder reaches the mark */
function report(files) {
  const folders = {};
  for (const { file, covered, total } of files) {
    const folder = folders[file.split('/')[0]] ??= { covered: 0, total: 0 };
    folder.covered += covered;
    folder.total += total;
  }
  console.log('\n     %            lines  folder');
  for (const [name, count] of Object.entries(folders)) print(`${name}/`, count);
  console.log(`\nFiles below ${MARK} %:`);
  for (const file of files) if (percentOf(file) < MARK) print(file.file, file);
  return Object.values(folders).every((count) => percentOf(count) >= MARK);
}

async function main(args) {
  const build = await buildInstrumented('coverage', {
    options: ['COVERAGE', 'BUILD_TESTING=ON', 'CMAKE_BUILD_TYPE=Debug'],
    targets: ['engine_tests', 'native_http2'],
    title: 'the addon and the engine tests with --coverage',
  });
  const counts = path.join(build, 'v8');
  const status = await runTests(build, counts, args);
  const files = [...await countCpp(build), ...await countJavaScript(build, counts)];
  if (!report(files)) process.exitCode = 1;
  if (status !== 0) console.log('\nSome tests failed in this build: see above.');
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
