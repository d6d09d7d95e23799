'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { flawsOf } = require('../../../lib/engine/nghttp2-version');

const LIBRARY = path.join(__dirname, '../../../lib/index.js');

describe('The version of nghttp2 that Node brings', () => {
  for (const version of ['1.52.0', '1.58.0', '1.60.9']) {
    it(`is named with its flaw when it is ${version}`, () => {
      const flaws = flawsOf(version);
      assert.strictEqual(flaws.length, 1);
      assert.match(flaws[0], new RegExp(`${version.replaceAll('.', '\\.')} of this Node has CVE-2024-28182`));
      assert.match(flaws[0], /Use Node 20\.12\.1 or newer$/);
    });
  }

  for (const version of ['1.61.0', '1.61.1', '1.100.0', '2.0.0']) {
    it(`is taken for safe when it is ${version}`, () => assert.deepStrictEqual(flawsOf(version), []));
  }

  it('is warned of once, when the package is loaded', () => {
    const warnings = (version) => JSON.parse(execFileSync(process.execPath, ['--no-warnings', '-e', `
      const versions = { ...process.versions, nghttp2: ${JSON.stringify(version)} };
      Object.defineProperty(process, 'versions', { value: versions });
      const warnings = [];
      process.on('warning', ({ name, code }) => warnings.push([name, code]));
      require(${JSON.stringify(LIBRARY)});
      setImmediate(() => console.log(JSON.stringify(warnings)));`], { encoding: 'utf8' }));
    assert.deepStrictEqual(warnings('1.58.0'), [['SecurityWarning', 'NATIVE_HTTP2_UNSAFE_NGHTTP2']]);
    assert.deepStrictEqual(warnings('1.61.0'), []);
  });
});
