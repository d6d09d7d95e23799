'use strict';

// Measures one row: rounds of trials, the implementations taking turns, medians at the end.

const { BUILTIN, HTTP1, NEWEST_BUILTIN, NGHTTPD, OURS } = require('./implementations');
const trials = require('./trials');

/** Below this share of a core the measured process was waiting for somebody else. */
const BUSY_ENOUGH = 0.9;

/** Processor time is in seconds. */
const MICROSECONDS = 1e6;

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

// Each round starts with another one: what warms up or wears out favours nobody.
function turnsOf(items, round) {
  return items.map((_, index) => items[(index + round) % items.length]);
}

async function addSample(cell, trial) {
  if (cell.failure) return;
  try {
    cell.samples.push(await trial());
  } catch (error) {
    cell.failure = error.message;
  }
}

function wasIdle({ busy }) {
  return busy < BUSY_ENOUGH;
}

// A trial that the rest of the machine disturbed says nothing as long as there is one without.
function finish(cell) {
  if (cell.failure) return;
  const undisturbed = cell.samples.filter((sample) => !wasIdle(sample));
  cell.idle = undisturbed.length === 0;
  const counted = cell.idle ? cell.samples : undisturbed;
  cell.value = median(counted.map(({ value }) => value));
  const costs = cell.samples.map(({ value, busy }) => busy / value * MICROSECONDS);
  if (costs.every((cost) => cost > 0)) cell.cost = median(costs);
}

/** How many times as good ours is: by processor time, where there is one, or else by value. */
function ratio(cells, to) {
  const [ours, other] = [OURS, to].map((column) => cells.find(({ name }) => name === column));
  if (ours?.cost !== undefined) return other?.cost / ours.cost || undefined;
  return ours?.value / other?.value || undefined;
}

/**
 * @param {object} scenario
 * @param {{name: string, module?: string}[]} implementations
 * @param {{rounds: number, seconds: number}} options
 * @param {string} folder the fixtures
 * @returns {Promise<object>} the row: id, title, unit, how many times as good ours is as the others,
 *   and a cell for each implementation: name, samples (value and busy share of each trial), cost
 *   (median of the processor time for a request, in microseconds), value (median of the busy
 *   trials), idle (there was none), or else failure (a message)
 */
async function measureRow(scenario, implementations, options, folder) {
  const cells = implementations.map(({ name }) => ({ name, samples: [] }));
  for (let round = 0; round < options.rounds; round++) {
    for (const index of turnsOf([...cells.keys()], round)) {
      const run = { implementation: implementations[index], seconds: options.seconds, folder };
      await addSample(cells[index], () => trials[scenario.kind](scenario, run));
    }
  }
  cells.forEach(finish);
  const { id, title, unit } = scenario;
  const ratios = {
    toBuiltin: ratio(cells, BUILTIN),
    toNewestBuiltin: ratio(cells, NEWEST_BUILTIN),
    toReference: ratio(cells, NGHTTPD) ?? ratio(cells, HTTP1),
  };
  return { id, title, unit, cells, ...ratios };
}

module.exports = { measureRow };
