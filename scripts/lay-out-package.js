'use strict';

// Lays the package out in a folder, as users get it: the library in few files, the addons, and what a build
// from source needs.

const fs = require('node:fs');
const path = require('node:path');
const { bundleLibrary } = require('./bundle-library');
const { ROOT } = require('./run-quietly');

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

function pick(from, names) {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

function writeManifest(folder) {
  const whole = require('../package.json');
  const manifest = {
    ...pick(whole, FIELDS),
    scripts: pick(whole.scripts, ['build']),
    devDependencies: pick(whole.devDependencies, HEADERS),
  };
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/**
 * @param {string} folder is emptied first
 * @param {object} addons paths by platforms
 */
async function layOutPackage(folder, addons) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of CONTENTS) {
    const from = path.join(ROOT, name);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(folder, name), { recursive: true });
  }
  for (const [platform, file] of Object.entries(addons)) {
    fs.cpSync(file, path.join(folder, 'prebuilds', platform, 'native_http2.node'));
  }
  writeManifest(folder);
  await bundleLibrary(path.join(folder, 'lib'));
}

module.exports = { layOutPackage };
