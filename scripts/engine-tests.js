'use strict';

// Runs the engine's own tests and prints their summary, or everything when one fails.

const { BUILD } = require('./addon');
const { runQuietly } = require('./run-quietly');

const ARGS = ['--test-dir', BUILD, '--output-on-failure', '--no-tests=error', '--parallel', '2'];

async function main() {
  const output = await runQuietly('Testing the engine', 'ctest', ARGS);
  console.log(`Engine: ${/^\d+% tests passed.*$/m.exec(output)[0]}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
