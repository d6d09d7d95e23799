'use strict';

// A build from source in the installed package: it installs two packages of headers and nothing else.

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const { Installation } = require('../installation');
const { run } = require('../processes');
const { PROGRAMS } = require('../programs');
const { byNpm } = require('./npm');

const HEADERS = ['node-addon-api', 'node-api-headers'];

async function build(context) {
  const installation = new Installation({ ...context, node: process.execPath });
  try {
    const { kilobytes } = await installation.install(byNpm(context));
    const folder = installation.package;
    fs.rmSync(path.join(folder, 'prebuilds'), { recursive: true });
    const start = performance.now();
    await run(process.execPath, [context.npm, 'run', 'build'], { cwd: folder });
    const seconds = (performance.now() - start) / 1000;
    await installation.works(PROGRAMS['require()']);
    const installed = fs.readdirSync(path.join(folder, 'build', 'headers', 'node_modules'));
    assert.deepStrictEqual(installed.filter((name) => !name.startsWith('.')).sort(), HEADERS);
    assert.ok(!fs.existsSync(path.join(folder, 'node_modules')), 'other packages were installed');
    return { seconds, kilobytes };
  } finally {
    installation.remove();
  }
}

function cases() {
  return [{ name: 'a build from source', node: process.versions.node, run: build }];
}

module.exports = { cases };
