'use strict';

// npm on every Node: the programs, the command, and the users who may write nothing.

const fs = require('node:fs');
const path = require('node:path');
const { Installation } = require('../installation');
const { PROGRAMS } = require('../programs');

const NOBODY = { uid: 65534, gid: 65534 };

const INSTALL = ['install', '--offline', '--no-audit', '--no-fund'];

function byNpm({ npm, tarball }) {
  return (installation) => installation.runNode(npm, ...INSTALL, tarball);
}

async function check(installation) {
  const command = path.join(installation.package, 'bin', 'native-http2.js');
  const output = await installation.runNode(command, 'check');
  if (!output.includes('Everything works.')) throw new Error(output);
  if (!output.includes(path.join('prebuilds', ''))) throw new Error(`Another addon was loaded:\n${output}`);
}

async function everyProgram(installation) {
  for (const program of Object.values(PROGRAMS)) await installation.works(program);
}

async function npx(installation, { npm }) {
  const npxFile = path.join(path.dirname(npm), 'npx-cli.js');
  const output = await installation.runNode(npxFile, '--offline', 'native-http2', 'check');
  if (!output.includes('Everything works.')) throw new Error(output);
}

function makeReadOnly(folder) {
  for (const entry of fs.readdirSync(folder, { recursive: true })) {
    const file = path.join(folder, entry);
    const stat = fs.lstatSync(file);
    if (!stat.isSymbolicLink()) fs.chmodSync(file, stat.isDirectory() ? 0o555 : 0o444);
  }
}

async function asRoot(context) {
  const installation = new Installation(context);
  try {
    const measures = await installation.install(byNpm(context));
    await everyProgram(installation);
    await check(installation);
    await npx(installation, context);
    return measures;
  } finally {
    installation.remove();
  }
}

async function asNobody(context) {
  const installation = new Installation({ ...context, user: NOBODY });
  try {
    const measures = await installation.install(byNpm(context));
    await everyProgram(installation);
    makeReadOnly(path.join(installation.folder, 'node_modules'));
    await installation.works(PROGRAMS['require()']);
    await check(installation);
    return measures;
  } finally {
    installation.remove();
  }
}

function cases({ nodes }) {
  const isRoot = process.getuid() === 0;
  return Object.entries(nodes).flatMap(([major, node]) => [
    {
      name: `npm: ${Object.keys(PROGRAMS).join(', ')}, check`,
      node: major,
      run: (context) => asRoot({ ...context, node }),
    },
    ...isRoot ? [{
      name: 'npm as another user, then read-only',
      node: major,
      run: (context) => asNobody({ ...context, node }),
    }] : [],
  ]);
}

module.exports = { byNpm, cases, check };
