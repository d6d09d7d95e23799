'use strict';

// Lays the package out in a folder, as users get it: the library in few files, the addons, and what a build
// from source needs.

const fs = require('node:fs');
const path = require('node:path');
const { bundleLibrary } = require('./bundle-library');
const { ROOT } = require('./run-quietly');

const WHOLE = require('../package.json');

// npm packs these whether they are listed or not.
const ALWAYS = ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'];
// The library and the addons are not copied as they are here.
const MADE = ['lib/', 'prebuilds/'];

// Fields that a user's npm reads, and the versions of the headers that a build from source installs.
const FIELDS = [
  'name', 'version', 'description', 'keywords', 'homepage', 'bugs', 'repository', 'license', 'author',
  'main', 'types', 'bin', 'exports', 'engines', 'peerDependencies', 'peerDependenciesMeta', 'dependencies',
];
const HEADERS = ['node-addon-api', 'node-api-headers'];

function pick(from, names) {
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

function writeManifest(folder) {
  const manifest = {
    ...pick(WHOLE, FIELDS),
    scripts: pick(WHOLE.scripts, ['build']),
    devDependencies: pick(WHOLE.devDependencies, HEADERS),
  };
  fs.writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The files that a package.json names, however deep. */
function filesOf(value) {
  if (typeof value === 'string') return [value];
  return value === undefined ? [] : Object.values(value).flatMap(filesOf);
}

function checkFiles(folder) {
  const { main, types, bin, exports: entries } = WHOLE;
  const missing = [main, types, ...filesOf(bin), ...filesOf(entries)]
    .filter((name) => !fs.existsSync(path.join(folder, name)));
  if (missing.length > 0) throw new Error(`The package lacks ${missing.join(', ')}.`);
}

/**
 * @param {string} folder is emptied first
 * @param {object} addons paths by platforms
 */
async function layOutPackage(folder, addons) {
  fs.rmSync(folder, { recursive: true, force: true });
  for (const name of [...ALWAYS, ...WHOLE.files.filter((one) => !MADE.includes(one))]) {
    const from = path.join(ROOT, name);
    if (fs.existsSync(from)) fs.cpSync(from, path.join(folder, name), { recursive: true });
  }
  for (const [platform, file] of Object.entries(addons)) {
    fs.cpSync(file, path.join(folder, 'prebuilds', platform, 'native_http2.node'));
  }
  writeManifest(folder);
  await bundleLibrary(path.join(folder, 'lib'));
  checkFiles(folder);
}

module.exports = { layOutPackage };
