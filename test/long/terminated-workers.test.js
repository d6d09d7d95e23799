'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');

const PROGRAM = path.join(__dirname, '..', 'support', 'terminated-workers.js');
const TIMES = Number(process.env.TIMES ?? 500);

describe('Workers under load', function () {
  this.timeout(1_800_000);

  it(`that are terminated at random moments, ${TIMES} times, take nothing along`, async () => {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [PROGRAM, TIMES, 1]);
    assert.deepStrictEqual([stdout, stderr], ['survived\n', '']);
  });
});
