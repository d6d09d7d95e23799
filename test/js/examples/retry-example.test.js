'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { builtin } = require('../../support/oracle');

const EXAMPLE = path.join(__dirname, '../../../examples/retry.js');

describe('examples/retry.js', () => {
  before(function skip() { if (builtin) this.skip(); });

  it('asks again what the server has refused', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, '0']);
    assert.deepStrictEqual(stdout.split('\n'), [
      'attempt 1: Stream closed with error code NGHTTP2_REFUSED_STREAM, rstCode 7', 'hello', '',
    ]);
  });
});
