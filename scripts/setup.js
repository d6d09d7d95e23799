'use strict';

// Makes sure that everything a purpose needs is there: `node scripts/setup.js <purpose>`. Depends on
// nothing but Node, because it runs before anything is installed.

const { ensureBuilt, ensureConfigured } = require('./addon');
const { ensureDependencies } = require('./dependencies');
const { PURPOSES, ensureSystemPackages } = require('./system-packages');

const OLDEST_NODE = '20.9';

function checkNode() {
  if (Number.parseInt(process.versions.node, 10) >= Number.parseInt(OLDEST_NODE, 10)) return;
  throw new Error(
    `native-http2 needs Node ${OLDEST_NODE} or newer, and this is ${process.version}: ` +
      'install a newer one from https://nodejs.org/ and run the command again.',
  );
}

async function setUp(purpose) {
  if (!PURPOSES.includes(purpose)) {
    throw new Error(`Usage: node scripts/setup.js ${PURPOSES.join('|')}`);
  }
  checkNode();
  await ensureSystemPackages(purpose);
  await ensureDependencies();
  // Their own scripts build what they need.
  if (['prebuild', 'package', 'fuzz', 'coverage'].includes(purpose)) return;
  if (purpose === 'lint') await ensureConfigured({ withTests: true });
  else await ensureBuilt({ withTests: purpose === 'test' });
}

setUp(process.argv[2]).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
