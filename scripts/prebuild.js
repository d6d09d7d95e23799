'use strict';

// Makes the addons that the package contains, in prebuilds/: one for each platform, for every Node.
// `npm run prebuild`. npm would run a script of that name before each `npm run build` as well, so the
// work is that of `postprebuild`, which it runs only after the first.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('./addon');
const { engineHeaders } = require('./engine-headers');
const { PLATFORMS, PREBUILDS, addonOf } = require('./platforms');
const { ROOT, runQuietly } = require('./run-quietly');
const { verifyPrebuilds } = require('./verify-prebuilds');
const { zigTools } = require('./zig');

async function configure(folder, { processor, target }) {
  const { compiler, ar, ranlib } = await zigTools(target, path.join(folder, 'tools'));
  await runQuietly(`Configuring the addon for ${target}`, 'cmake', [
    '-S', ROOT, '-B', folder, '-G', 'Ninja',
    '-DCMAKE_BUILD_TYPE=Release',
    '-DBUILD_TESTING=OFF',
    // Its compiler warns of more than the one that we develop with.
    '-DCMAKE_COMPILE_WARNING_AS_ERROR=OFF',
    '-DCMAKE_SYSTEM_NAME=Linux', `-DCMAKE_SYSTEM_PROCESSOR=${processor}`,
    `-DCMAKE_CXX_COMPILER=${compiler}`,
    `-DCMAKE_AR=${ar}`, `-DCMAKE_CXX_COMPILER_AR=${ar}`,
    `-DCMAKE_RANLIB=${ranlib}`, `-DCMAKE_CXX_COMPILER_RANLIB=${ranlib}`,
    `-DNATIVE_HTTP2_ENGINE_HEADERS=${await engineHeaders()}`,
    // Nobody debugs with the symbols of a release, and they are most of its size.
    '-DCMAKE_MODULE_LINKER_FLAGS=-s',
  ]);
}

async function build(platform) {
  const folder = path.join(BUILD, 'prebuild', platform);
  const title = `Building the addon for ${platform} (some minutes for the first time)`;
  await configure(folder, PLATFORMS[platform]);
  await runQuietly(title, 'cmake', ['--build', folder, '--parallel']);
  const addon = addonOf(platform);
  fs.mkdirSync(path.dirname(addon), { recursive: true });
  fs.copyFileSync(path.join(folder, 'native_http2.node'), addon);
}

async function main() {
  fs.rmSync(PREBUILDS, { recursive: true, force: true });
  for (const platform of Object.keys(PLATFORMS)) await build(platform);
  for (const line of await verifyPrebuilds()) console.log(line);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
