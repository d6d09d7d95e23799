'use strict';

const { performance } = require('node:perf_hooks');
const timers = require('node:timers');

/**
 * Timers, ticks and clocks, taken when the package is loaded, as node:http2 takes them. Test tools
 * replace the globals by fakes that stand still (sinon, jest, vitest, `mock.timers` of node:test);
 * a connection must live on meanwhile. All of lib/ takes them from here: ESLint sees to it.
 *
 * jest runs modules in a context of their own, whose `process` and `Date` may be fakes from the
 * start. The process's own are those of the main context.
 */
const { process: { nextTick, hrtime }, Date, Promise } = isMainContext() ? globalThis : mainGlobals();

const settled = Promise.resolve();
const { then } = Promise.prototype;

const { clearInterval, clearTimeout, setImmediate, setInterval, setTimeout } = timers;

// Node's own functions are of the main context.
function isMainContext() {
  return timers.setTimeout instanceof Function;
}

// Compiling a script takes half a millisecond, so this is for other contexts only.
function mainGlobals() {
  return require('node:vm').runInThisContext('globalThis');
}

module.exports = {
  clearInterval,
  clearTimeout,
  Date,
  /** Milliseconds since 1970. */
  dateNow: Date.now,
  nextTick,
  /** Milliseconds since the process started. */
  now: performance.now.bind(performance),
  /** Calls back in a microtask, with the asynchronous context of now. */
  afterMicrotasks: (callback) => { Reflect.apply(then, settled, [callback]); },
  setImmediate,
  setInterval,
  setTimeout,
  /** Nanoseconds on the engine's clock, a BigInt. */
  ticks: hrtime.bigint,
};
