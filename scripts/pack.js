'use strict';

// Makes the package: `npm run pack`. It is laid out in build/package, and npm packs that folder.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('./addon');
const { bundleLibrary } = require('./bundle-library');
const { PLATFORMS, PREBUILDS, addonOf } = require('./platforms');
const { ROOT, runQuietly } = require('./run-quietly');

const PACKAGE = path.join(BUILD, 'package');

// A build from source needs those of scripts/, and CMake the C++.
const CONTENTS = [
  'CHANGELOG.md', 'CMakeLists.txt', 'LICENSE', 'README.md', 'SECURITY.md',
  'bin', 'binding', 'docs/api', 'docs/compatibility.md', 'docs/guides', 'index.d.ts', 'src',
  'scripts/addon.js', 'scripts/dependencies.js', 'scripts/run-quietly.js', 'scripts/setup.js',
  'scripts/system-packages.js',
];

// What a user's npm reads, and the versions of the headers that a build from source installs.
const FIELDS = [
  'name', 'version', 'description', 'keywords', 'homepage', 'bugs', 'repository', 'license', 'author',
  'main', 'types', 'bin', 'exports', 'engines', 'peerDependencies', 'peerDependenciesMeta', 'dependencies',
];
const HEADERS = ['node-addon-api', 'node-api-headers'];

function checkPrebuilds() {
  const missing = Object.keys(PLATFORMS).filter((platform) => !fs.existsSync(addonOf(platform)));
  if (missing.length === 0) return;
  throw new Error(`Run \`npm run pack\`, which builds the missing addon for ${missing.join(' and ')}.`);
}

function copyContents() {
  fs.rmSync(PACKAGE, { recursive: true, force: true });
  for (const name of CONTENTS) {
    const from = path.join(ROOT, name);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(PACKAGE, name), { recursive: true });
  }
  fs.cpSync(PREBUILDS, path.join(PACKAGE, 'prebuilds'), { recursive: true });
}

function writeManifest() {
  const whole = require('../package.json');
  const pick = (from, names) =>
    Object.fromEntries(names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]));
  const manifest = {
    ...pick(whole, FIELDS),
    scripts: pick(whole.scripts, ['build']),
    devDependencies: pick(whole.devDependencies, HEADERS),
  };
  fs.writeFileSync(path.join(PACKAGE, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

async function main() {
  checkPrebuilds();
  copyContents();
  writeManifest();
  await bundleLibrary(path.join(PACKAGE, 'lib'));
  const output = await runQuietly('Packing', 'npm',
    ['pack', PACKAGE, '--pack-destination', ROOT, '--json', '--loglevel=error']);
  const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(output);
  const kilobytes = (bytes) => `${Math.ceil(bytes / 1000)} KB`;
  console.log(`${filename}: ${kilobytes(size)}, ${kilobytes(unpackedSize)} in ${entryCount} files`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
