'use strict';

const assert = require('node:assert');
const { restartRolling } = require('../support/rolling-restarts');

describe('100 rolling restarts of two processes under load', function rolling() {
  this.timeout(1_800_000);

  it('fail no request that may not be made again', async () => {
    const { answered, retried, cut, failed } = await restartRolling(100);
    console.log(`      ${answered} were answered, ${retried} were made again`);
    assert.deepStrictEqual([failed, cut], [[], 0]);
  });
});
