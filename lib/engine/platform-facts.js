'use strict';

// Learns which C library and processor an addon was made for, and which C library this Node uses.

const fs = require('node:fs');

const ELF_MAGIC = '\x7fELF';
const ELF_CLASS_OFFSET = 4;
const ELF_CLASS_64 = 2;
const ELF_MACHINE_OFFSET = 18;
const ELF_HEADER_SIZE = 64;
const ELF_MACHINES = new Map([[22, 's390x'], [62, 'x64'], [183, 'arm64'], [243, 'riscv64']]);

/**
 * @param {string} file
 * @returns {{ isElf: boolean, arch?: string, libc?: 'glibc' | 'musl' }} as far as the file says so
 */
function fileFacts(file) {
  const bytes = read(file);
  if (bytes.length < ELF_HEADER_SIZE || bytes.toString('latin1', 0, ELF_MAGIC.length) !== ELF_MAGIC) {
    return { isElf: false };
  }
  const is64 = bytes[ELF_CLASS_OFFSET] === ELF_CLASS_64;
  const arch = ELF_MACHINES.get(bytes.readUInt16LE(ELF_MACHINE_OFFSET)) ?? 'another processor';
  return { isElf: true, arch: is64 ? arch : `${arch} of 32 bits`, libc: libcOf(bytes) };
}

function read(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

// The names of the libraries that a file needs are strings in it: "libc.so.6" is that of glibc, and
// musl's are "libc.musl-<arch>.so.1" on Alpine Linux and "libc.so" elsewhere.
function libcOf(bytes) {
  if (bytes.includes('\0libc.so.6\0')) return 'glibc';
  if (bytes.includes('\0libc.musl-') || bytes.includes('\0libc.so\0')) return 'musl';
  return undefined;
}

/** @returns {{ name?: 'glibc' | 'musl', version?: string }} nothing outside Linux */
function runningLibc() {
  if (process.platform !== 'linux') return {};
  const version = reportHeader().glibcVersionRuntime;
  return version === undefined ? { name: 'musl' } : { name: 'glibc', version };
}

// Without excludeNetwork, a report resolves the names of the addresses of all open sockets.
function reportHeader() {
  const { excludeNetwork } = process.report;
  try {
    process.report.excludeNetwork = true;
    return process.report.getReport().header;
  } finally {
    process.report.excludeNetwork = excludeNetwork;
  }
}

module.exports = { fileFacts, runningLibc };
