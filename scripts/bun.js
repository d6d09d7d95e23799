'use strict';

// Bun, which has a node:http2 of its own: npm's newest of the major version that we measure.

const path = require('node:path');
const { fetchProgram } = require('./npm-program');

const MAJOR = '1';

/** Bun's names of the processors that there is a Bun for, on Linux with glibc. */
const PROCESSORS = new Map([['x64', 'x64'], ['arm64', 'aarch64']]);

/** @returns {Promise<string|undefined>} Bun's path; undefined where there is none for this machine */
async function officialBun() {
  const processor = PROCESSORS.get(process.arch);
  const isGlibc = process.report.getReport().header.glibcVersionRuntime !== undefined;
  if (process.platform !== 'linux' || !isGlibc || processor === undefined) return undefined;
  return fetchProgram({
    title: `Bun ${MAJOR}`,
    package: `@oven/bun-linux-${processor}`,
    version: MAJOR,
    program: path.join('bin', 'bun'),
    folder: 'bun',
    platform: { os: process.platform, cpu: process.arch },
  });
}

module.exports = { officialBun };
