'use strict';

const assert = require('node:assert');
const { execFile } = require('node:child_process');
const path = require('node:path');
const { promisify } = require('node:util');
const { builtin } = require('../../support/oracle');

const EXAMPLE = path.join(__dirname, '../../../examples/keep-alive.js');

describe('examples/keep-alive.js', () => {
  before(function skip() { if (builtin) this.skip(); });

  it('notices that the server is gone', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [EXAMPLE, '0']);
    assert.deepStrictEqual(stdout.split('\n'), [
      'hello', 'ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT: The peer has not answered a PING for 100 ms', '',
    ]);
  });
});
