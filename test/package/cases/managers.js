'use strict';

// The other package managers, on the running Node.

const { Installation } = require('../installation');
const { PROGRAMS } = require('../programs');
const { fileOf, versionOf } = require('../tools');

const MANAGERS = {
  pnpm: { file: 'bin/pnpm.cjs', args: ['add', '--offline'] },
  yarn: { file: 'bin/yarn.js', args: ['add', '--offline', '--no-lockfile', '--non-interactive'] },
};

async function install(manager, context) {
  const { file, args } = MANAGERS[manager];
  const installation = new Installation({ ...context, node: process.execPath });
  try {
    const measures = await installation.install(() =>
      installation.runNode(fileOf(manager, file), ...args, `file:${context.tarball}`));
    for (const program of Object.values(PROGRAMS)) await installation.works(program);
    return measures;
  } finally {
    installation.remove();
  }
}

function cases() {
  return Object.keys(MANAGERS).map((manager) => ({
    name: `${manager} ${versionOf(manager)}`,
    node: process.versions.node,
    run: (context) => install(manager, context),
  }));
}

module.exports = { cases };
