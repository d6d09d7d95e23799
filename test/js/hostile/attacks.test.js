'use strict';

const assert = require('node:assert');
const { ATTACKS } = require('../../attacks/attacks');
const { measure } = require('../../attacks/measure');

// MiB, for two connections; `npm run test:attacks` measures more.
const MAX_GROWTH = 128;

describe('The memory of a server', function () {
  this.timeout(60_000);
  before(function () {
    // A sanitizer has memory of its own.
    if (process.env.INSTRUMENTED_ADDON) this.skip();
  });

  for (const title of Object.keys(ATTACKS)) {
    it(`stays within bounds in the attack of ${title}`, async () => {
      const { peak } = await measure(title, 2);
      assert.ok(peak < MAX_GROWTH, `it grew by ${peak} MiB`);
    });
  }
});
