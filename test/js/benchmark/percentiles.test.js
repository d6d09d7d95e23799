'use strict';

const assert = require('node:assert');
const { percentilesOf } = require('../../../benchmark/percentiles');

describe('percentiles of the benchmark', () => {
  it('are values that so large a share is not above', () => {
    const values = Array.from({ length: 1000 }, (_, index) => 1000 - index);
    assert.deepStrictEqual(percentilesOf(values), { 'p50': 500, 'p99': 990, 'p99.9': 999 });
  });

  it('are the largest value when there are few', () => {
    assert.deepStrictEqual(percentilesOf([3, 1]), { 'p50': 1, 'p99': 3, 'p99.9': 3 });
  });
});
