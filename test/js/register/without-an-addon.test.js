'use strict';

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { copyPackage, runApplication } = require('../../support/application');
const { itIsWanted } = require('../../support/oracle');

const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission') ?
  '--permission' : '--experimental-permission';

/** Loads the hook, and prints what that threw and whether node:http2 is still the builtin. */
const TRY = (register) => `
  const { connect } = require('http2');
  let code;
  let message;
  try { require(${JSON.stringify(register)}); } catch (error) { ({ code, message } = error); }
  console.log(JSON.stringify({ code, message, builtin: require('http2').connect === connect }));`;

describe('A hook that cannot load the addon', () => {
  itIsWanted('The register hook', 'leaves the builtin in its place when there is none', async () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'copy-')));
    try {
      const lib = copyPackage(folder);
      fs.rmSync(path.join(folder, 'build'), { recursive: true });
      const text = TRY(path.join(lib, 'register.js'));
      const { code, message, builtin } = await runApplication('app.js', text, { hook: [] });
      assert.strictEqual(code, 'ERR_NATIVE_HTTP2_ADDON_MISSING');
      assert.match(message, /`npm run build` in /);
      assert.strictEqual(builtin, true);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  for (const flags of [[PERMISSION, '--allow-fs-read=*'], ['--no-addons']]) {
    itIsWanted('The register hook', `asks for the right to with ${flags[0]}`, async () => {
      const { code, message, builtin } = await runApplication('app.js', TRY('native-http2/register'),
        { hook: [], before: ['--no-warnings', ...flags] });
      assert.strictEqual(code, 'ERR_NATIVE_HTTP2_ADDONS_DISABLED');
      assert.match(message, /--allow-addons.*--no-addons/);
      assert.strictEqual(builtin, true);
    });
  }

  itIsWanted('The register hook', 'works with that right', async () => {
    const { code, builtin } = await runApplication('app.js', TRY('native-http2/register'),
      { hook: [], before: ['--no-warnings', PERMISSION, '--allow-fs-read=*', '--allow-addons'] });
    assert.deepStrictEqual({ code, builtin }, { code: undefined, builtin: false });
  });

  itIsWanted('The register hook', 'ends the program', () => {
    const register = path.join(__dirname, '../../../lib/register.js');
    assert.throws(() => execFileSync(process.execPath,
      ['--no-addons', '--require', register, '-e', '0'], { stdio: 'pipe', encoding: 'utf8' }),
    ({ status, stderr }) => status === 1 && stderr.includes('ERR_NATIVE_HTTP2_ADDONS_DISABLED'));
  });
});
