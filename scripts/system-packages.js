'use strict';

// The Debian packages that a purpose needs, found by what they bring (a command, a header) because
// asking dpkg takes longer than all the rest of the set-up.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { runQuietly } = require('./run-quietly');

// /usr/sbin holds nghttpd, and is not on the path of everybody.
const COMMAND_FOLDERS = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin'];
const HEADER_FOLDERS = ['/usr/include', '/usr/local/include'];
const APT_LISTS = '/var/lib/apt/lists';

const BUILD = [
  { name: 'cmake', commands: ['cmake'] },
  { name: 'g++', commands: ['c++', 'g++', 'clang++'] },
  { name: 'ninja-build', commands: ['ninja', 'make'] },
  { name: 'pkg-config', commands: ['pkg-config'] },
  { name: 'libnghttp2-dev', header: 'nghttp2/nghttp2.h', module: 'libnghttp2' },
  { name: 'libuv1-dev', header: 'uv.h', module: 'libuv' },
];
const GOOGLE_TEST = { name: 'libgtest-dev', header: 'gtest/gtest.h', module: 'gtest' };
const OPENSSL = { name: 'openssl', commands: ['openssl'] };
const PEERS = [
  { name: 'nghttp2-client', commands: ['h2load'] },
  { name: 'nghttp2-server', commands: ['nghttpd'] },
];

// npm brings the compiler.
const PREBUILD = [
  ...BUILD.filter(({ name }) => name !== 'g++'),
  { name: 'binutils', commands: ['readelf'] },
  { name: 'ninja-build', commands: ['ninja'] },
];
const ARM64 = [
  { name: 'qemu-user-static', commands: ['qemu-aarch64-static'] },
  { name: 'libatomic1-arm64-cross', file: '/usr/aarch64-linux-gnu/lib/libatomic.so.1' },
  { name: 'libstdc++6-arm64-cross', file: '/usr/aarch64-linux-gnu/lib/libstdc++.so.6' },
];

const TEST = [
  ...BUILD,
  GOOGLE_TEST,
  OPENSSL,
  ...PEERS,
  { name: 'chromium', commands: ['chromium'] },
  { name: 'curl', commands: ['curl'] },
  { name: 'python3', commands: ['python3'] },
];

const PACKAGES_BY_PURPOSE = {
  build: BUILD,
  prebuild: PREBUILD,
  package: [...BUILD, ...PREBUILD, ...ARM64],
  start: [...BUILD, OPENSSL],
  bench: [...BUILD, OPENSSL, ...PEERS],
  test: TEST,
  coverage: [...TEST, { name: 'gcovr', commands: ['gcovr'] }],
  fuzz: [
    ...BUILD,
    { name: 'clang', commands: ['clang++'] },
    { name: 'libclang-rt-dev', library: 'libclang_rt.fuzzer' },
  ],
  lint: [
    ...BUILD,
    GOOGLE_TEST,
    { name: 'clang-format', commands: ['clang-format'] },
    { name: 'clang-tidy', commands: ['clang-tidy'] },
  ],
};

function hasCommand(command) {
  return COMMAND_FOLDERS.some((folder) => fs.existsSync(path.join(folder, command)));
}

function hasHeader(header, module) {
  if (HEADER_FOLDERS.some((folder) => fs.existsSync(path.join(folder, header)))) return true;
  return spawnSync('pkg-config', ['--exists', module]).status === 0;
}

function hasClangLibrary(library) {
  const file = `${library}-${process.arch === 'x64' ? 'x86_64' : 'aarch64'}.a`;
  const { stdout } = spawnSync('clang++', [`-print-file-name=${file}`], { encoding: 'utf8' });
  return stdout !== null && fs.existsSync(stdout.trim());
}

function isPresent({ commands, file, header, library, module }) {
  if (file) return fs.existsSync(file);
  if (library) return hasClangLibrary(library);
  return commands ? commands.some(hasCommand) : hasHeader(header, module);
}

function missingPackages(purpose) {
  const missing = PACKAGES_BY_PURPOSE[purpose].filter((entry) => !isPresent(entry));
  return [...new Set(missing.map(({ name }) => name))];
}

function hasAptLists() {
  try {
    return fs.readdirSync(APT_LISTS).some((name) => name.includes('_Packages'));
  } catch {
    return false;
  }
}

function aptGet(title, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return runQuietly(title, 'apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', ...args], { env });
}

async function install(names) {
  const update = () => aptGet('Fetching the package lists', 'update');
  const add = () =>
    aptGet(`Installing ${names.join(', ')}`, 'install', '--no-install-recommends', ...names);
  if (!hasAptLists()) {
    await update();
    return add();
  }
  // Old lists name package versions that the mirror no longer has.
  return add().catch(async () => {
    await update();
    return add();
  });
}

function howToInstall(names) {
  return (
    `These packages are missing: ${names.join(', ')}\n` +
    'On Debian and Ubuntu, install them and run the command again:\n' +
    `  sudo apt-get update && sudo apt-get install ${names.join(' ')}\n` +
    'Elsewhere, install what your system calls them; on Alpine Linux:\n' +
    '  apk add cmake g++ make pkgconf nghttp2-dev libuv-dev'
  );
}

/**
 * Installs what is missing when this process is root and apt-get is there.
 * @param {'build'|'prebuild'|'package'|'start'|'test'|'coverage'|'bench'|'fuzz'|'lint'} purpose
 * @throws {Error} whose message lists the missing packages and how to get them
 */
async function ensureSystemPackages(purpose) {
  const missing = missingPackages(purpose);
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && hasCommand('apt-get');
  if (!canInstall) throw new Error(howToInstall(missing));
  await install(missing);
  const stillMissing = missingPackages(purpose);
  if (stillMissing.length > 0) throw new Error(howToInstall(stillMissing));
}

module.exports = { PURPOSES: Object.keys(PACKAGES_BY_PURPOSE), ensureSystemPackages, hasCommand };
