'use strict';

// Verifies the addons in prebuilds/ by what they import: nothing that an old glibc lacks, no library but
// glibc, and no function that one of the official Nodes doesn't export.

const fs = require('node:fs');
const { MAJORS, officialNode } = require('./nodes');
const { GLIBC, PLATFORMS, addonOf } = require('./platforms');
const { runQuietly } = require('./run-quietly');

const MAX_TOTAL_SIZE = 1_000_000; // bytes
const GLIBC_LIBRARIES = /^(lib(c|m|dl|rt|pthread)|ld-linux[\w-]*)\.so\.\d$/;
const OWN_EXPORTS = /^(napi_register_module_v\d+|node_api_module_get_api_version_v\d+)$/;

function readElf(file, ...args) {
  return runQuietly(`Reading ${file}`, 'readelf', ['--wide', ...args, file]);
}

/** @returns {Promise<{ name: string, version?: string, isWeak: boolean, isDefined: boolean }[]>} */
async function symbolsOf(file) {
  const text = await readElf(file, '--dyn-syms');
  const line = /^\s*\d+: \S+\s+\d+ \S+\s+(\S+)\s+\S+\s+(\S+) ([^\s@]+)(?:@@?(\S+))?/gm;
  return [...text.matchAll(line)].map(([, binding, section, name, version]) =>
    ({ name, version, isWeak: binding === 'WEAK', isDefined: section !== 'UND' }));
}

async function exportsOf(major, platform) {
  const symbols = await symbolsOf(await officialNode(major, platform));
  return new Set(symbols.filter(({ isDefined }) => isDefined).map(({ name }) => name));
}

function isNewer(version, than) {
  const number = (text) => Number.parseInt(text.split('.')[1], 10);
  return number(version) > number(than);
}

function glibcVersions(symbols) {
  return symbols.map(({ version = '' }) => /^GLIBC_(2\.\d+)/.exec(version)?.[1]).filter(Boolean);
}

function verifyVersions(symbols, complain) {
  for (const { name, version, isDefined } of symbols) {
    if (isDefined || version === undefined) continue;
    const [, glibc] = /^GLIBC_(2\.\d+)/.exec(version) ?? [];
    if (glibc === undefined) complain(`it needs ${name}@${version}, which is not of glibc`);
    else if (isNewer(glibc, GLIBC)) complain(`it needs ${name} of glibc ${glibc}, newer than ${GLIBC}`);
  }
}

async function verifyImports(platform, symbols, complain) {
  const imported = symbols.filter(({ version, isWeak, isDefined }) =>
    !isDefined && !isWeak && version === undefined);
  for (const major of MAJORS) {
    const exported = await exportsOf(major, platform);
    for (const { name } of imported) {
      if (!exported.has(name)) complain(`Node ${major} does not export ${name}`);
    }
  }
  return imported.length;
}

async function verify(platform) {
  const file = addonOf(platform);
  const complaints = [];
  const complain = (text) => complaints.push(`${file}: ${text}`);
  if (!PLATFORMS[platform].machine.test(await readElf(file, '--file-header'))) {
    complain(`it is not for ${platform}`);
  }
  for (const [, library] of (await readElf(file, '--dynamic')).matchAll(/\(NEEDED\).*\[(.+)\]/g)) {
    if (!GLIBC_LIBRARIES.test(library)) complain(`it needs ${library}`);
  }
  const symbols = await symbolsOf(file);
  verifyVersions(symbols, complain);
  for (const { name, isDefined } of symbols) {
    if (isDefined && !OWN_EXPORTS.test(name)) complain(`it exports ${name}`);
  }
  const imports = await verifyImports(platform, symbols, complain);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
  const glibc = glibcVersions(symbols).reduce((max, version) => isNewer(version, max) ? version : max);
  return { platform, size: fs.statSync(file).size, glibc, imports };
}

/**
 * @returns {Promise<string[]>} a line for each addon
 * @throws {Error} that lists what is wrong
 */
async function verifyPrebuilds() {
  const verified = [];
  for (const platform of Object.keys(PLATFORMS)) verified.push(await verify(platform));
  const total = verified.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_TOTAL_SIZE) throw new Error(`The addons have ${total} bytes, more than ${MAX_TOTAL_SIZE}.`);
  return verified.map(({ platform, size, glibc, imports }) =>
    `${platform}: ${Math.ceil(size / 1000)} KB, glibc ${glibc} or newer, ` +
    `${imports} functions of Node ${MAJORS.join(', ')}`);
}

module.exports = { verifyPrebuilds };
