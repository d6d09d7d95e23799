'use strict';

/**
 * Runs `work` without the listeners of a process event: mocha's for `'uncaughtException'`, which
 * would fail the test, and Node's own for `'warning'`, which prints.
 */
async function withoutListeners(event, work) {
  const listeners = process.listeners(event);
  process.removeAllListeners(event);
  try {
    return await work();
  } finally {
    process.removeAllListeners(event);
    for (const listener of listeners) process.on(event, listener);
  }
}

/**
 * For a describe(): warnings that have one of these `texts` in their name, code or message are what
 * its tests are about, and are not printed. All others are.
 */
function expectWarnings(...texts) {
  let printers;

  const note = (warning) => {
    const text = `${warning.code} ${warning.name} ${warning.message}`;
    if (texts.some((expected) => text.includes(expected))) return;
    for (const print of printers) print.call(process, warning);
  };

  before(() => {
    printers = process.listeners('warning');
    process.removeAllListeners('warning');
    process.on('warning', note);
  });

  after(async () => {
    // Warnings come in a tick of their own.
    await new Promise(setImmediate);
    process.off('warning', note);
    for (const print of printers) process.on('warning', print);
  });
}

module.exports = { expectWarnings, withoutListeners };
