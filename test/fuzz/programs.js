'use strict';

// Random programs against the JavaScript interface, for some seconds: `node programs.js SECONDS [SEED]`.

const { closeEverything } = require('../support/listening');
const { check, runProgram } = require('../support/random-program');

// One program takes milliseconds.
const PATIENCE = 10_000;

function fail(seed, reason) {
  console.error(`program ${seed}: ${reason}`);
  process.exit(1);
}

async function main(seconds, seed) {
  const end = performance.now() + 1000 * seconds;
  let timer;
  process.on('uncaughtException', (error) => {
    try {
      check(error);
    } catch {
      fail(seed, error.stack);
    }
  });
  process.on('warning', () => {});
  const first = seed;
  for (; performance.now() < end; seed++) {
    timer = setTimeout(fail, PATIENCE, seed, 'something never closes');
    await runProgram(seed).catch((error) => fail(seed, error.stack));
    clearTimeout(timer);
    await closeEverything();
  }
  console.log(`programs: ${seed - first} in ${seconds} s, no finding`);
  process.exit();
}

main(Number(process.argv[2]), Number(process.argv[3] ?? 1));
