'use strict';

const assert = require('node:assert');
const { MEBI, download } = require('../support/downloads');
const { makeSparse, useFiles } = require('../support/files');

describe('Large downloads', () => {
  useFiles();

  it('of 10 MB, 200 at once, take less than 150 MB', async () => {
    const { bytes, peak } = await download(makeSparse('ten', 10 * MEBI, []), 200, 20);
    assert.strictEqual(bytes, 2000 * MEBI);
    assert.ok(peak < 150, `${peak} MiB`);
  });

  it('of 4 GiB take no more than those of 10 MB', async () => {
    const small = await download(makeSparse('ten', 10 * MEBI, []), 1, 1);
    const size = 4096 * MEBI + 12345;
    const { bytes, peak } = await download(makeSparse('huge', size, []), 1, 1);
    assert.strictEqual(bytes, size);
    assert.ok(peak < small.peak + 20, `${small.peak} MiB, then ${peak} MiB`);
  });
});
