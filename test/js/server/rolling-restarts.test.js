'use strict';

const assert = require('node:assert');
const { builtin } = require('../../support/oracle');
const { restartRolling } = require('../../support/rolling-restarts');

describe('Rolling restarts of two processes under load', function rolling() {
  this.timeout(60_000);
  before(function skip() { if (builtin) this.skip(); });

  it('fail no request that may not be made again', async () => {
    const { answered, cut, failed } = await restartRolling(3);
    assert.deepStrictEqual([failed, cut], [[], 0]);
    assert.ok(answered > 100, `only ${answered} were answered`);
  });
});
