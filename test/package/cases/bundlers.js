'use strict';

// Bundlers, with the package declared external: the option that docs/guides/installing.md names.

const fs = require('node:fs');
const path = require('node:path');
const { Installation } = require('../installation');
const { PROGRAMS } = require('../programs');
const { fileOf, versionOf } = require('../tools');
const { byNpm } = require('./npm');

const OUTPUT = path.join('dist', 'index.js');
const { file: SOURCE, text: PROGRAM } = PROGRAMS['require()'];

const WEBPACK_OPTIONS = `
  module.exports = {
    mode: 'production',
    target: 'node',
    entry: './${SOURCE}',
    output: { filename: 'index.js' },
    externals: { 'native-http2': 'commonjs native-http2' },
  };`;

const BUNDLERS = {
  esbuild: {
    file: 'bin/esbuild',
    args: [SOURCE, '--bundle', '--platform=node', '--external:native-http2', `--outfile=${OUTPUT}`],
  },
  webpack: { file: 'bin/webpack.js', args: ['--config', 'webpack.config.js'] },
  '@vercel/ncc': {
    file: 'dist/ncc/cli.js',
    args: ['build', SOURCE, '--external', 'native-http2', '--out', 'dist', '--no-cache'],
  },
};

// esbuild's file is the compiler itself once its script of installation has run.
function runBundler(installation, bundler) {
  const { file, args } = BUNDLERS[bundler];
  const tool = fileOf(bundler, file);
  const isScript = fs.readFileSync(tool).subarray(0, 2).toString() === '#!';
  return isScript ? installation.runNode(tool, ...args) : installation.run(tool, args);
}

async function bundle(bundler, context) {
  const installation = new Installation({ ...context, node: process.execPath });
  try {
    const measures = await installation.install(byNpm(context));
    installation.write(SOURCE, PROGRAM);
    installation.write('webpack.config.js', WEBPACK_OPTIONS);
    await runBundler(installation, bundler);
    const output = await installation.runNode(OUTPUT);
    if (output !== 'works\n') throw new Error(`The bundle printed ${JSON.stringify(output)}`);
    return measures;
  } finally {
    installation.remove();
  }
}

function cases() {
  return Object.keys(BUNDLERS).map((bundler) => ({
    name: `${bundler} ${versionOf(bundler)}, external`,
    node: process.versions.node,
    run: (context) => bundle(bundler, context),
  }));
}

module.exports = { cases };
