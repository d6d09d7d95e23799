'use strict';

const assert = require('node:assert');
const { MEBI, download } = require('../../support/downloads');
const { makeSparse, useFiles } = require('../../support/files');

describe('Many downloads at once', () => {
  useFiles();

  it('take little memory', async () => {
    const before = process.memoryUsage.rss() / MEBI;
    const { bytes, peak } = await download(makeSparse('big', 4 * MEBI, []), 100, 10);
    assert.strictEqual(bytes, 400 * MEBI);
    assert.ok(peak - before < 100, `grew from ${before} to ${peak} MiB`);
  });
});
