'use strict';

const assert = require('node:assert');
const { BUILTIN, BUN, OURS, implementationsOf } = require('../../../benchmark/implementations');
const { textsOf, titles } = require('../../../benchmark/figures');
const { notesOf } = require('../../../benchmark/notes');
const { rowsOf } = require('../../../benchmark/row');
const scenarios = require('../../../benchmark/scenarios');

const scenario = { id: 'row', group: 'group', title: 'title', unit: 'requests/s' };

function cell(name, ...samples) {
  return { name, samples };
}

function textOf(row, title) {
  return textsOf(row)[titles().indexOf(title)];
}

describe('rows of the benchmark', () => {
  it('show the processor time for a request and compare it', () => {
    const [row] = rowsOf(scenario, [
      cell(OURS, { value: 100_000, busy: 1 }), cell(BUILTIN, { value: 25_000, busy: 1 }),
    ]);
    assert.strictEqual(textOf(row, OURS), '10');
    assert.strictEqual(textOf(row, BUILTIN), '40');
    assert.strictEqual(textOf(row, `${BUILTIN} / ours`), '4.00');
    assert.strictEqual(textOf(row, 'ours, per s'), '100,000');
  });

  it('compare times and memory the other way than rates', () => {
    for (const [unit, ratio] of [['µs', 2], ['KB', 2], ['MB/s', 0.5]]) {
      const cells = [cell(OURS, { value: 10 }), cell(BUILTIN, { value: 20 })];
      assert.strictEqual(rowsOf({ ...scenario, unit }, cells)[0].ratios[BUILTIN], ratio, unit);
    }
  });

  it('are several when a trial has several parts', () => {
    const samples = [1, 2, 3].map((value) => ({ p50: { value }, p99: { value: 10 * value, late: value } }));
    const rows = rowsOf({ ...scenario, unit: 'µs', parts: ['p50', 'p99'] }, [cell(OURS, ...samples)]);
    assert.deepStrictEqual(rows.map(({ id, title }) => [id, title]),
      [['row-p50', 'p50 title'], ['row-p99', 'p99 title']]);
    assert.deepStrictEqual(rows.map(({ cells: [{ value, late }] }) => [value, late]),
      [[2, undefined], [20, 2]]);
  });

  it('mark a rate as less than all only when the machine had more to give', () => {
    const textOfSample = (sample) => textOf(rowsOf(scenario, [cell(OURS, sample)])[0], 'ours, per s');
    assert.strictEqual(textOfSample({ value: 10, busy: 0.5 }), '10*');
    assert.strictEqual(textOfSample({ value: 10, busy: 1.4, full: 0.95 }), '10');
    assert.strictEqual(textOfSample({ value: 10, busy: 1.4, full: 0.8 }), '10*');
  });

  it('have a dash and a footnote for what Bun can\'t do, and a failure for what ours can\'t', () => {
    const cells = [
      { ...cell(OURS), failure: 'ours is broken' },
      { ...cell(BUN), failure: 'not supported', isForeign: true },
    ];
    const rows = rowsOf(scenario, cells);
    assert.strictEqual(textOf(rows[0], OURS), 'failed');
    assert.strictEqual(textOf(rows[0], BUN), '–†');
    assert.strictEqual(textOf(rows[0], `${BUN} / ours`), '–');
    assert.deepStrictEqual(notesOf(rows),
      ['row, native-http2, failed: ours is broken', '† row, Bun: not supported']);
  });

  it('say when the load was late itself', () => {
    const samples = { p99: { value: 10, late: 6 } };
    const rows = rowsOf({ ...scenario, unit: 'µs', parts: ['p99'] }, [cell(OURS, samples)]);
    assert.match(notesOf(rows).join('\n'), /row-p99, native-http2: the load itself was 6 µs late/);
  });
});

describe('scenarios of the benchmark', () => {
  it('have each its own name', () => {
    const ids = scenarios.map(({ id }) => id);
    assert.deepStrictEqual(ids, [...new Set(ids)]);
  });

  it('are measured with Bun where there is one and no distance', () => {
    const withBun = { module: OURS, bun: '/bun' };
    for (const one of scenarios) {
      const names = implementationsOf(one, withBun).map(({ name }) => name);
      assert.strictEqual(names.includes(BUN), one.kind !== 'distance', one.id);
    }
    assert.ok(!implementationsOf(scenarios[0], { module: OURS }).some(({ name }) => name === BUN));
  });
});
