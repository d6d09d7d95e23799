'use strict';

// Makes rows of what the trials of a scenario returned: medians, costs and ratios.

const { OURS } = require('./implementations');

/** Below this share of a core the measured process was waiting for somebody else. */
const BUSY_ENOUGH = 0.9;

/** Processor time is in seconds. */
const MICROSECONDS = 1e6;

/** Units of which less is better. */
const COSTS = new Set(['KB', 'µs']);

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function wasIdle({ busy, full = busy }) {
  return full < BUSY_ENOUGH;
}

// A trial that the rest of the machine disturbed says nothing as long as there is one without.
function finish(cell) {
  if (cell.failure) return cell;
  const undisturbed = cell.samples.filter((sample) => !wasIdle(sample));
  const idle = undisturbed.length === 0;
  const value = median((idle ? cell.samples : undisturbed).map((sample) => sample.value));
  const costs = cell.samples.map((sample) => sample.busy / sample.value * MICROSECONDS);
  const lates = cell.samples.flatMap(({ late }) => late ?? []);
  return {
    ...cell, idle, value,
    ...(costs.every((cost) => cost > 0) ? { cost: median(costs) } : {}),
    ...(lates.length > 0 ? { late: median(lates) } : {}),
  };
}

/** How many times as good ours is: by processor time, where there is one, or else by value. */
function ratio(ours, other, unit) {
  if (ours.cost !== undefined) return other.cost / ours.cost || undefined;
  return (COSTS.has(unit) ? other.value / ours.value : ours.value / other.value) || undefined;
}

function ratiosOf(cells, unit) {
  const ours = cells.find(({ name }) => name === OURS);
  if (ours === undefined) return {};
  const others = cells.filter((cell) => cell !== ours);
  return Object.fromEntries(others.map((other) => [other.name, ratio(ours, other, unit)]));
}

// A trial of several parts returns a sample for each.
function samplesOf(cell, part) {
  return part === undefined ? cell.samples : cell.samples.map((sample) => sample[part]);
}

function rowOf({ id, group, title, unit, mark }, cells, part) {
  const finished = cells.map((cell) => finish({ ...cell, samples: samplesOf(cell, part) }));
  return {
    id: part === undefined ? id : `${id}-${part}`,
    title: part === undefined ? title : `${part} ${title}`,
    group, unit, mark, cells: finished, ratios: ratiosOf(finished, unit),
  };
}

/**
 * @param {object} scenario
 * @param {{name: string, isForeign?: boolean, samples: object[], failure?: string}[]} cells what the trials
 *   of each implementation returned: value, and busy (processor time for each second), full (share of what
 *   was to be had, where that is no single core) and late (of the load itself), where there are such
 * @returns {object[]} a row for each part of the scenario: id, group, title, unit, mark, the ratios of how
 *   many times as good ours is as each of the others, and the cells with cost (median of the processor time
 *   for a request, in microseconds), value (median of the busy trials), idle (there was none) and late
 */
function rowsOf(scenario, cells) {
  return (scenario.parts ?? [undefined]).map((part) => rowOf(scenario, cells, part));
}

module.exports = { rowsOf };
