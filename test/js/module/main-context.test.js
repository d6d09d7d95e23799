'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { createRequire } = require('node:module');
const { compileFunction, createContext } = require('node:vm');

const CLOCK = require.resolve('../../../lib/clock');

/** What the module exports in a context of its own, as jest makes one. */
function clockIn(context) {
  const module = { exports: {} };
  const text = fs.readFileSync(CLOCK, 'utf8');
  const run = compileFunction(text, ['module', 'require'], { filename: CLOCK, parsingContext: context });
  run(module, createRequire(CLOCK));
  return module.exports;
}

describe('Loaded in a context with fakes', () => {
  it('the clocks are those of the main context', () => {
    const fakes = { process: { nextTick: () => {}, hrtime: { bigint: () => 0n } }, Date: { now: () => 0 } };
    const clock = clockIn(createContext(fakes));
    assert.strictEqual(clock.nextTick, process.nextTick);
    assert.strictEqual(clock.ticks, process.hrtime.bigint);
    assert.strictEqual(clock.Date, Date);
    assert.strictEqual(clock.dateNow, Date.now);
  });
});
