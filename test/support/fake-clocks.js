'use strict';

const FakeTimers = require('@sinonjs/fake-timers');
const { mock } = require('node:test');

// Node's own streams look `process.nextTick` up whenever they need it: with a fake of it no socket works.
const REAL = ['nextTick'];

/** By the tool that stops the clocks: each stops them at 1970 and returns `{ tick, restore }`. */
const fakeClocks = {
  'sinon, vitest and jest': () => {
    const clock = FakeTimers.install({ now: 0, toNotFake: REAL });
    return { tick: (msecs) => clock.tick(msecs), restore: () => clock.uninstall() };
  },
  'node:test': () => {
    mock.timers.enable({ apis: ['setInterval', 'setTimeout', 'setImmediate', 'Date'], now: 0 });
    return { tick: (msecs) => mock.timers.tick(msecs), restore: () => mock.timers.reset() };
  },
};

module.exports = { fakeClocks };
