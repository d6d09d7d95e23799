'use strict';

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const ROOT = path.join(__dirname, '../../..');
const COMMAND = path.join(ROOT, 'bin/native-http2.js');

function run(command, ...args) {
  return spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
}

describe('The command native-http2', () => {
  it('check names what it runs on and makes a request over h2c and one over TLS', () => {
    const { status, stdout, stderr } = run(COMMAND, 'check');
    assert.strictEqual(stderr, '');
    const { version } = require('../../../package.json');
    assert.ok(stdout.startsWith(`native-http2 ${version} in ${ROOT}\n`), stdout);
    assert.ok(stdout.includes(`Node ${process.versions.node} (${process.execPath})`), stdout);
    const { nghttp2, openssl } = process.versions;
    assert.ok(stdout.includes(`nghttp2 ${nghttp2}, OpenSSL ${openssl}`), stdout);
    assert.match(stdout, /^Addon .*native_http2\.node$/m);
    assert.match(stdout, /^Request over h2c: status 200, h2c, [\d.]+ ms$/m);
    assert.match(stdout, /^Request over TLS: status 200, h2 over TLSv1\.\d, [\d.]+ ms$/m);
    assert.match(stdout, /^Everything works\.$/m);
    assert.strictEqual(status, 0);
  });

  it('check ends with status 1 and the reason when there is no addon', () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'check-')));
    try {
      for (const name of ['bin', 'lib', 'package.json']) {
        fs.cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
      }
      const { status, stdout } = run(path.join(folder, 'bin/native-http2.js'), 'check');
      assert.match(stdout, /^Problem: native-http2 has no addon for /m);
      assert.doesNotMatch(stdout, /Everything works/);
      assert.strictEqual(status, 1);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('explains itself when it is used in another way', () => {
    assert.deepStrictEqual([run(COMMAND).status, run(COMMAND, 'chek').status], [2, 2]);
    const { status, stdout } = run(COMMAND, '--help');
    assert.strictEqual(status, 0);
    assert.match(stdout, /^Usage: native-http2 check/);
  });
});
