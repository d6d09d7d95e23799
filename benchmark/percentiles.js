'use strict';

/** The percentiles of a latency row, by their names. */
const SHARES = { 'p50': 0.5, 'p99': 0.99, 'p99.9': 0.999 };

/**
 * @param {number[]|Float64Array} values not empty
 * @returns {Record<string, number>} for each name of SHARES the smallest value that so large a share of
 *   the values is not above
 */
function percentilesOf(values) {
  const sorted = Float64Array.from(values).sort();
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1];
  return Object.fromEntries(Object.entries(SHARES).map(([name, share]) => [name, at(share)]));
}

module.exports = { NAMES: Object.keys(SHARES), percentilesOf };
