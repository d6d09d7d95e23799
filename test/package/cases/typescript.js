'use strict';

// A program in TypeScript, as CommonJS and as an ES module, with the declarations checked as well.

const fs = require('node:fs');
const path = require('node:path');
const { Installation } = require('../installation');
const { TYPESCRIPT } = require('../programs');
const { CACHE, fileOf, versionOf } = require('../tools');
const { byNpm } = require('./npm');

const OPTIONS = [
  '--strict', '--skipLibCheck', 'false', '--module', 'nodenext', '--target', 'es2022', '--types', 'node',
];

async function compile(context, extension) {
  const installation = new Installation({ ...context, node: process.execPath });
  try {
    const measures = await installation.install(byNpm(context));
    const types = path.join(installation.folder, 'node_modules', '@types');
    fs.mkdirSync(types);
    fs.symlinkSync(path.join(CACHE, 'node_modules', '@types', 'node'), path.join(types, 'node'));
    installation.write(`program.${extension}`, TYPESCRIPT);
    await installation.runNode(fileOf('typescript', 'bin/tsc'), ...OPTIONS, `program.${extension}`);
    const output = await installation.runNode(`program.${extension.replace('ts', 'js')}`);
    if (output !== 'works\n') throw new Error(`The program printed ${JSON.stringify(output)}`);
    return measures;
  } finally {
    installation.remove();
  }
}

function cases() {
  const versions = `TypeScript ${versionOf('typescript')}, @types/node ${versionOf('@types/node')}`;
  return ['cts', 'mts'].map((extension) => ({
    name: `${versions}: .${extension}`,
    node: process.versions.node,
    run: (context) => compile(context, extension),
  }));
}

module.exports = { cases };
