'use strict';

// Makes the package: `npm run pack`. It is laid out in build/package, and npm packs that folder.

const fs = require('node:fs');
const path = require('node:path');
const { BUILD } = require('./addon');
const { layOutPackage } = require('./lay-out-package');
const { PLATFORMS, addonOf } = require('./platforms');
const { ROOT, runQuietly } = require('./run-quietly');

const PACKAGE = path.join(BUILD, 'package');

function findAddons() {
  const addons = Object.fromEntries(Object.keys(PLATFORMS).map((platform) => [platform, addonOf(platform)]));
  const missing = Object.values(addons).filter((file) => !fs.existsSync(file));
  if (missing.length === 0) return addons;
  throw new Error(`${missing.join(' and ')} is missing: use \`npm run pack\`, which builds it.`);
}

async function main() {
  await layOutPackage(PACKAGE, findAddons());
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
