'use strict';

const assert = require('node:assert');
const { HTTP1, OURS } = require('../../../benchmark/implementations');
const { judge } = require('../../../benchmark/marks');
const { rowsOf } = require('../../../benchmark/row');
const scenarios = require('../../../benchmark/scenarios');

function cell(name, ...samples) {
  return { name, samples };
}

describe('marks of the benchmark', () => {
  const find = (id) => scenarios.find((candidate) => candidate.id === id);
  const rowFor = (id, cells) => rowsOf(find(id), cells)[0];

  it('are 80 % of what HTTP/1.1 carries, for 200 MB over a distance', () => {
    const http1 = cell(HTTP1, { value: 100 });
    const measured = (value) => rowFor('distance-50ms-200mb-1', [cell(OURS, { value }), http1]);
    assert.deepStrictEqual(judge([measured(79), measured(80)]).map(({ isMet }) => isMet), [false, true]);
  });

  it('compare two processes with one, when both were measured', () => {
    const one = rowFor('cluster-1', [cell(OURS, { value: 1000, busy: 1 })]);
    const two = (busy) => rowFor('cluster-2', [cell(OURS, { value: 1500, busy })]);
    assert.deepStrictEqual(judge([two(1.5)]), []);
    assert.strictEqual(judge([one, two(1.5)])[0].figure.toFixed(3), '1.000');
    assert.strictEqual(judge([one, two(2)])[0].isMet, false);
  });

  it('say nothing of what failed', () => {
    const failed = { ...cell(HTTP1), failure: 'it broke' };
    assert.deepStrictEqual(judge([rowFor('distance-50ms-200mb-1', [cell(OURS, { value: 1 }), failed])]), []);
  });
});
