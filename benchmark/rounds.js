'use strict';

// Measures one scenario: rounds of trials, the implementations taking turns.

const { rowsOf } = require('./row');
const trials = require('./trials');

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

/**
 * @param {object} scenario
 * @param {{name: string, module?: string, isForeign?: boolean}[]} implementations
 * @param {{rounds: number, seconds: number}} options
 * @param {string} folder the fixtures
 * @returns {Promise<object[]>} the rows of rowsOf(), each with what prepare() of its trial found out
 */
async function measureRows(scenario, implementations, { rounds, seconds }, folder) {
  const { prepare, trial } = trials[scenario.kind];
  const cells = implementations.map(({ name, isForeign }) => ({ name, isForeign, samples: [] }));
  let given;
  try {
    given = await prepare?.(scenario, { rounds, seconds, folder });
  } catch (error) {
    for (const cell of cells) cell.failure = `nothing to go by: ${error.message}`;
  }
  for (let round = 0; round < rounds; round++) {
    for (const index of turnsOf([...cells.keys()], round)) {
      const run = { implementation: implementations[index], seconds, folder, ...given };
      await addSample(cells[index], () => trial(scenario, run));
    }
  }
  return rowsOf(scenario, cells).map((row) => ({ ...row, given }));
}

module.exports = { measureRows };
