'use strict';

const assert = require('node:assert');
const { builtin } = require('../../support/oracle');

/** Numbers that look random and are the same each time. */
function* numbers(seed) {
  for (let n = seed; ;) yield n = (Math.imul(n, 1664525) + 1013904223) >>> 0;
}

// A part of our implementation.
if (!builtin) {
  describe('The map of a session\'s streams', () => {
    it('holds what a Map holds while it grows to thousands and shrinks again', () => {
      const { StreamMap } = require('../../../lib/session/stream-map');
      const map = new StreamMap();
      const model = new Map();
      const random = numbers(1);
      for (let i = 0; i < 60_000; i++) {
        const grows = Math.floor(i / 10_000) % 2 === 0;
        const id = (random.next().value % 20_000) + 1;
        if (model.has(id) || (!grows && model.size > 0)) {
          const gone = model.has(id) ? id : model.keys().next().value;
          model.delete(gone);
          map.delete(gone);
        } else {
          model.set(id, { id });
          map.set(id, model.get(id));
        }
        assert.strictEqual(map.size, model.size);
        assert.strictEqual(map.get(id), model.get(id));
      }
      for (let id = 1; id <= 20_000; id++) assert.strictEqual(map.get(id), model.get(id));
      assert.deepStrictEqual(map.values().map(({ id }) => id), [...model.keys()].sort((a, b) => a - b));
    });
  });
}
