'use strict';

// The variables of the environment that roll the hook out and back.

const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { copyPackage } = require('../../support/application');

const ROOT = path.join(__dirname, '../../..');
const HOOK = path.join(ROOT, 'lib/register.js');

// Prints whether node:http2 is ours, seen by require() and by import, and the warnings so far.
const PROGRAM = `
  const warnings = [];
  process.on('warning', ({ code, message }) => warnings.push({ code, message }));
  const http2 = require('http2');
  import('node:http2').then((imported) => setImmediate(() => console.log(JSON.stringify({
    same: imported.connect === http2.connect,
    loaded: Object.keys(require.cache).filter((file) => file.endsWith('.node')).length,
    warnings,
  }))));`;

function run(hook, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath,
    ['--no-warnings', '--require', hook, '-e', PROGRAM],
    { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stderr, seen: stdout && JSON.parse(stdout) };
}

describe('The hook in an environment with', () => {
  let broken;

  before(() => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'copy-')));
    const lib = copyPackage(folder);
    fs.rmSync(path.join(folder, 'build'), { recursive: true });
    broken = path.join(lib, 'register.js');
  });

  after(() => fs.rmSync(path.dirname(path.dirname(broken)), { recursive: true }));

  it('neither variable loads the addon', () => {
    const { seen } = run(HOOK);
    assert.deepStrictEqual(seen, {
      same: true, loaded: 1, warnings: [],
    });
  });

  it('NATIVE_HTTP2=off does nothing', () => {
    const { seen } = run(HOOK, { NATIVE_HTTP2: 'off' });
    assert.deepStrictEqual([seen.same, seen.loaded, seen.warnings], [true, 0, []]);
  });

  it('NATIVE_HTTP2=off does not miss an addon', () => {
    const { status, seen } = run(broken, { NATIVE_HTTP2: 'off' });
    assert.deepStrictEqual([status, seen.warnings], [0, []]);
  });

  it('another value of NATIVE_HTTP2 says so and works', () => {
    const { seen } = run(HOOK, { NATIVE_HTTP2: 'false' });
    assert.strictEqual(seen.loaded, 1);
    assert.deepStrictEqual(seen.warnings.map(({ code }) => code), ['NATIVE_HTTP2_UNKNOWN_VALUE']);
  });

  it('NATIVE_HTTP2_FALLBACK=1 leaves the builtin with one warning when there is no addon', () => {
    const { status, seen } = run(broken, { NATIVE_HTTP2_FALLBACK: '1' });
    assert.deepStrictEqual([status, seen.same, seen.loaded], [0, true, 0]);
    assert.deepStrictEqual(seen.warnings.map(({ code }) => code), ['NATIVE_HTTP2_FALLBACK']);
    assert.match(seen.warnings[0].message, /node:http2 stays as it is\. .*`npm run build`/);
  });

  it('NATIVE_HTTP2_FALLBACK=1 changes nothing when there is an addon', () => {
    const { seen } = run(HOOK, { NATIVE_HTTP2_FALLBACK: '1' });
    assert.deepStrictEqual([seen.loaded, seen.warnings], [1, []]);
  });

  it('no NATIVE_HTTP2_FALLBACK ends a program without an addon', () => {
    for (const value of [undefined, '', '0']) {
      const { status, stderr } = run(broken, value === undefined ? {} : { NATIVE_HTTP2_FALLBACK: value });
      assert.strictEqual(status, 1);
      assert.match(stderr, /ERR_NATIVE_HTTP2_ADDON_MISSING/);
    }
  });
});
