'use strict';

// The addon for arm64 on every Node, by emulation.

const fs = require('node:fs');
const path = require('node:path');
const { officialNode } = require('../../../scripts/nodes');
const { Installation } = require('../installation');
const { PROGRAMS } = require('../programs');
const { byNpm } = require('./npm');

const EMULATOR = '/usr/bin/qemu-aarch64-static';
const LIBRARIES = '/usr/aarch64-linux-gnu';
const PROGRAM = PROGRAMS['require()'];

async function emulate(major, context) {
  const node = await officialNode(major, 'linux-arm64');
  const installation = new Installation({ ...context, node: process.execPath });
  const runEmulated = (...args) => installation.run(EMULATOR, ['-L', LIBRARIES, node, ...args]);
  try {
    const measures = await installation.install(byNpm(context));
    installation.write(PROGRAM.file, PROGRAM.text);
    const output = await runEmulated(PROGRAM.file);
    if (output !== 'works\n') throw new Error(`The program printed ${JSON.stringify(output)}`);
    const facts = await runEmulated(path.join(installation.package, 'bin', 'native-http2.js'), 'check');
    if (!facts.includes('linux-arm64') || !facts.includes('Everything works.')) throw new Error(facts);
    return measures;
  } finally {
    installation.remove();
  }
}

function cases({ majors }) {
  if (process.arch !== 'x64' || !fs.existsSync(EMULATOR)) return [];
  return majors.map((major) => ({
    name: 'arm64 by emulation: require(), check',
    node: major,
    run: (context) => emulate(major, context),
  }));
}

module.exports = { cases };
