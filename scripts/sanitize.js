'use strict';

// Runs tests under sanitizers: `npm run test:sanitizers [-- part ...]`, parts as below. Arguments after
// a second `--` are mocha's, in the place of all JavaScript tests.

const { spawn } = require('node:child_process');
const path = require('node:path');
const { buildInstrumented } = require('./instrumented-build');
const { ROOT, runQuietly } = require('./run-quietly');

const MOCHA = path.join(ROOT, 'node_modules', 'mocha', 'bin', 'mocha.js');
// Tests that start programs which can't have a sanitizer preloaded, or that measure time or memory.
const UNFIT = ['peers', 'frameworks', 'memory', 'module', 'register', 'observe', 'destroyed'];
// A sanitizer keeps what was freed for a while.
const WITHOUT_MEASURES = ['--fgrep', 'in constant memory', '--invert'];
const FIT = `test/js/!(${UNFIT.join('|')})/**/*.test.js`;

function run(command, args, env) {
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      if (status === 0) resolve();
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? `status ${status}`}`));
    });
  });
}

async function testEngine(name, options) {
  const folder = await buildInstrumented(name, {
    options: [...options, 'NATIVE_HTTP2_ADDON=OFF', 'BUILD_TESTING=ON'],
    targets: ['engine_tests'],
    title: `the engine tests with ${options.join(' and ')}`,
  });
  await run(path.join(folder, 'engine_tests'), ['--gtest_brief=1'], {});
}

async function libraryOf(name) {
  return (await runQuietly(`Looking for ${name}`, 'c++', [`-print-file-name=${name}`])).trim();
}

/** @returns {Promise<object>} the environment in which Node loads an addon with ASan and UBSan */
async function instrumentedAddon() {
  const folder = await buildInstrumented('asan-addon', {
    options: ['ASAN', 'UBSAN', 'BUILD_TESTING=OFF'],
    targets: ['native_http2'],
    title: 'the addon with ASAN and UBSAN',
  });
  const libraries = await Promise.all(['libasan.so', 'libubsan.so'].map(libraryOf));
  return {
    LD_PRELOAD: libraries.join(' '),
    // Node itself leaves memory to the end of the process.
    ASAN_OPTIONS: 'detect_leaks=0',
    UBSAN_OPTIONS: 'print_stacktrace=1',
    NODE_OPTIONS: `--require=${path.join(__dirname, 'instrumented-addon.js')}`,
    INSTRUMENTED_ADDON: path.join(folder, 'native_http2.node'),
  };
}

async function testJavaScript(mochaArguments) {
  await run(process.execPath, ['--expose-gc', MOCHA, '--no-config', '--exit', '--reporter', 'dot',
    '--timeout', '60000', ...WITHOUT_MEASURES, ...(mochaArguments.length > 0 ? mochaArguments : [FIT])],
  await instrumentedAddon());
}

const PARTS = {
  'asan': () => testEngine('asan', ['ASAN', 'UBSAN']),
  'tsan': () => testEngine('tsan', ['TSAN']),
  'js': testJavaScript,
  'workers': () => testJavaScript(['test/long/terminated-workers.test.js']),
};

async function main(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const parts = end > 0 ? args.slice(0, end) : ['asan', 'tsan', 'js'];
  for (const part of parts) {
    if (!Object.hasOwn(PARTS, part)) throw new Error(`The parts are ${Object.keys(PARTS).join(', ')}`);
    await PARTS[part](args.slice(end + 1));
    console.log(`${part}: no report`);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
