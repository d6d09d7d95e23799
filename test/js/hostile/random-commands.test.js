'use strict';

const { closeEverything } = require('../../support/listening');
const { expectWarnings, withoutListeners } = require('../../support/process-events');
const { check, runProgram } = require('../../support/random-program');
const { builtin } = require('../../support/oracle');

const PROGRAMS = 150;

// The builtin does not survive them.
(builtin ? describe.skip : describe)('Random commands', function () {
  this.timeout(60_000);
  afterEach(closeEverything);
  expectWarnings('DEP0194', 'MaxListenersExceededWarning', 'TimeoutOverflowWarning',
    'TimeoutNegativeWarning', 'TimeoutNaNWarning');

  it(`of ${PROGRAMS} programs end in documented errors, and everything closes`, async () => {
    await withoutListeners('uncaughtException', async () => {
      let failure;
      process.on('uncaughtException', (error) => {
        try { check(error); } catch { failure ??= error; }
      });
      for (let seed = 1; seed <= PROGRAMS; seed++) {
        await runProgram(seed);
        await closeEverything();
        if (failure) throw new Error(`program ${seed}: ${failure.message}`, { cause: failure });
      }
    });
  });
});
