'use strict';

// Finds and loads the addon. Every failure ends in a BindingError whose message names the next step.

const fs = require('node:fs');
const path = require('node:path');

const OLDEST_NODE = '20.9';
const ROOT = path.join(__dirname, '..', '..');
const PLATFORM = `${process.platform}-${process.arch}`;

const ELF_MAGIC = 0x7f454c46;
const ELF_HEADER_SIZE = 64; // bytes
const ELF_CLASS_OFFSET = 4;
const ELF_CLASS_64 = 2;
const ELF_SECTIONS_OFFSET = 40; // bytes: e_shoff

// An addon that was built in this folder is newer than the one that the package contains.
const CANDIDATES = [
  path.join(ROOT, 'build', 'native_http2.node'),
  path.join(ROOT, 'prebuilds', PLATFORM, 'native_http2.node'),
];

// The explanations are loaded only when they are needed.
function failure(name, ...args) {
  return require('./load-failure.js')[name](...args);
}

function isTooOld() {
  return Number.parseInt(process.versions.node, 10) < Number.parseInt(OLDEST_NODE, 10);
}

// Under Node's permission model this throws for what may not be read.
function isThere(file) {
  try {
    return fs.existsSync(file);
  } catch {
    return false;
  }
}

// Loading a library that was cut short, by a full disk for example, ends the process with SIGBUS. An ELF
// file of 64 bits ends with its table of sections, which its header locates.
function isCutShort(file) {
  let descriptor;
  try {
    descriptor = fs.openSync(file);
    const header = Buffer.alloc(ELF_HEADER_SIZE);
    if (fs.readSync(descriptor, header) < ELF_HEADER_SIZE || !isElf64(header)) return false;
    // Asking for the size of the file would take longer.
    return fs.readSync(descriptor, header, 0, 1, header.readBigUInt64LE(ELF_SECTIONS_OFFSET)) === 0;
  } catch {
    return false;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

function isElf64(header) {
  return header.readUInt32BE() === ELF_MAGIC && header[ELF_CLASS_OFFSET] === ELF_CLASS_64;
}

/**
 * @returns {object} the exports of the addon
 * @throws {BindingError}
 */
function loadAddon() {
  if (isTooOld()) throw failure('nodeTooOld');
  const file = CANDIDATES.find(isThere);
  if (file === undefined) throw failure('addonMissing');
  if (isCutShort(file)) throw failure('addonCutShort', file);
  try {
    return require(file);
  } catch (error) {
    throw failure('addonUnloadable', file, error);
  }
}

module.exports = { CANDIDATES, OLDEST_NODE, PLATFORM, ROOT, loadAddon };
