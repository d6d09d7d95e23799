'use strict';

/**
 * Performance entries: a `PerformanceObserver` on the type `'http2'` receives an entry for each
 * session and each stream that has ended, as with node:http2.
 *
 * Node offers no way to add entries of other types than 'mark' and 'measure'. So we make a measure while
 * the getter of `entryType` answers 'http2': Node buffers and delivers it to observers of that type, and to
 * no others. `observe()` and `disconnect()` of PerformanceObserver are wrapped to learn whether anybody
 * observes: otherwise nothing is timed.
 */

const { performance, PerformanceEntry, PerformanceObserver } = require('node:perf_hooks');
const { inspect } = require('node:util');
const { setTiming } = require('../engine/addon.js');

const TYPE = 'http2';

const measure = performance.measure.bind(performance);
const honest = Object.getOwnPropertyDescriptor(PerformanceEntry.prototype, 'entryType');
const disguised = { ...honest, get: () => TYPE };

/** The details of entries; a measure's own are a clone. */
const details = new WeakMap();

/** Named like the class of such entries in Node. Measures are given this prototype. */
class PerformanceNodeEntry {
  get entryType() {
    return TYPE;
  }

  get detail() {
    return details.get(this);
  }

  toJSON() {
    const { name, entryType, startTime, duration, detail } = this;
    return { name, entryType, startTime, duration, detail };
  }

  [inspect.custom](depth, options) {
    if (depth < 0) return this;
    const shown = { ...options, depth: options.depth == null ? null : options.depth - 1 };
    return `${this.constructor.name} ${inspect(this.toJSON(), shown)}`;
  }
}

Object.setPrototypeOf(PerformanceNodeEntry.prototype, PerformanceEntry.prototype);

/**
 * Delivers an entry to the observers.
 * @param {string} name
 * @param {number} start in milliseconds on the clock of `performance.now()`
 * @param {number} duration in milliseconds
 * @param {object} detail
 */
function enqueue(name, start, duration, detail) {
  if (!Reflect.defineProperty(PerformanceEntry.prototype, 'entryType', disguised)) return;
  try {
    const entry = measure(name, { start, duration });
    details.set(entry, detail);
    Object.setPrototypeOf(entry, PerformanceNodeEntry.prototype);
  } finally {
    Object.defineProperty(PerformanceEntry.prototype, 'entryType', honest);
  }
}

/** `active`: somebody observes. Callers look at it before they make an entry. */
const observation = { active: false };

const observers = new Set();

function observed(observer, options) {
  const { entryTypes, type } = options;
  if (type === TYPE || entryTypes?.includes(TYPE)) observers.add(observer);
  else if (entryTypes !== undefined) observers.delete(observer);
  update();
}

function update() {
  observation.active = observers.size > 0;
  setTiming(observation.active);
}

function wrap(name, afterCall) {
  const descriptor = Object.getOwnPropertyDescriptor(PerformanceObserver.prototype, name);
  const original = descriptor.value;
  const { [name]: value } = {
    [name](...args) {
      const result = Reflect.apply(original, this, args);
      afterCall(this, ...args);
      return result;
    },
  };
  Reflect.defineProperty(PerformanceObserver.prototype, name, { ...descriptor, value });
}

wrap('observe', observed);
wrap('disconnect', (observer) => {
  observers.delete(observer);
  update();
});

module.exports = { enqueue, observation };
