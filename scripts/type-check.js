'use strict';

// Compiles test/types against a copy of the declarations, as in a project that has installed this package,
// with a given @types/node and TypeScript.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { ROOT } = require('./run-quietly');

const SOURCES = path.join(ROOT, 'test', 'types');
const CACHE = path.join(ROOT, 'node_modules', '.cache', 'types');
const DECLARATIONS = fs.readdirSync(ROOT).filter((file) => file.endsWith('.d.ts'));

const COMMON = { lib: ['esnext'], noEmit: true, strict: true, target: 'es2022', types: ['node'] };

const PROGRAMS = ['api.ts', 'builtin.ts', 'program.ts', 'changed.ts'];

/**
 * Ways to compile: compiler options, and files for a folder of CommonJS modules and one of ES modules.
 * `program.ts` is there a second time as `changed.ts`, with its import of `node:http2` changed to ours.
 */
const WAYS = {
  // All declarations are checked, ours and those of Node.
  node: {
    options: { module: 'node16', esModuleInterop: true, skipLibCheck: false },
    commonjs: [...PROGRAMS, 'imports.cts', 'interop.cts'],
    module: [...PROGRAMS, 'imports.mts'],
  },
  bundler: {
    options: { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true },
    module: ['api.ts', 'imports.mts', 'changed.ts'],
  },
  // What TypeScript 7 no longer has.
  'no interop': {
    options: { module: 'commonjs', moduleResolution: 'node10', esModuleInterop: false, skipLibCheck: true },
    commonjs: ['api.ts', 'changed.ts'],
  },
  // For an @types/node that does not support the compiler: its own mistakes are left out.
  unsupported: {
    options: { module: 'node16', esModuleInterop: true, skipLibCheck: false },
    commonjs: ['imports.cts', 'interop.cts'],
    module: ['imports.mts'],
    onlyOurs: true,
  },
  // The declarations of other packages are not ours to check.
  beside: {
    options: { module: 'node16', esModuleInterop: true, skipLibCheck: true },
    commonjs: ['beside.ts', 'websocket.ts'],
  },
};

/** @returns {string} a folder with our declarations as an installed package */
function project(name) {
  const folder = path.join(CACHE, name);
  const installed = path.join(folder, 'node_modules', 'native-http2');
  fs.rmSync(installed, { recursive: true, force: true });
  fs.mkdirSync(installed, { recursive: true });
  for (const file of ['package.json', ...DECLARATIONS]) {
    fs.copyFileSync(path.join(ROOT, file), path.join(installed, file));
  }
  return folder;
}

function changedProgram() {
  const text = fs.readFileSync(path.join(SOURCES, 'program.ts'), 'utf8');
  return text.replaceAll("from 'node:http2'", "from 'native-http2'");
}

/** @returns {string[]} the paths of the files, within the folder */
function writeSources(folder, way) {
  fs.rmSync(folder, { recursive: true, force: true });
  const written = [];
  for (const type of ['commonjs', 'module']) {
    if (way[type] === undefined) continue;
    fs.mkdirSync(path.join(folder, type), { recursive: true });
    fs.writeFileSync(path.join(folder, type, 'package.json'), JSON.stringify({ type }));
    for (const file of way[type]) {
      writeSource(path.join(folder, type, file), file);
      written.push(`${type}/${file}`);
    }
  }
  return written;
}

function writeSource(target, file) {
  if (file === 'changed.ts') fs.writeFileSync(target, changedProgram());
  else fs.copyFileSync(path.join(SOURCES, file), target);
}

function optionsFor({ options }, version) {
  const deprecated = version >= 6 && version < 7 ? { ignoreDeprecations: '6.0' } : {};
  return { ...COMMON, ...options, ...deprecated };
}

/** @returns {Promise<string>} what the compiler complains about */
function compile(compiler, folder) {
  const child = spawn(process.execPath, [compiler, '--pretty', 'false', '-p', folder]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output += chunk; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve(status === 0 ? '' : output || `status ${status}`));
  });
}

/**
 * @param {string} folder of `project()`
 * @param {object} typescript `compiler`, a path, and `version`, a number
 * @param {string} name of one of `WAYS`
 * @returns {Promise<string>} the complaints; empty if there are none
 */
async function checkTypes(folder, { compiler, version }, name) {
  const way = WAYS[name];
  const sources = path.join(folder, `${name.replace(' ', '-')}-${version}`);
  const files = writeSources(sources, way);
  const config = { compilerOptions: optionsFor(way, version), files };
  fs.writeFileSync(path.join(sources, 'tsconfig.json'), JSON.stringify(config, null, 2));
  const complaints = await compile(compiler, sources);
  return way.onlyOurs ? withoutNode(complaints) : complaints;
}

/** A complaint is a line with a place, and indented ones that explain it. */
function withoutNode(complaints) {
  return complaints.split(/\n(?! )/).filter((text) => !text.includes('/@types/node/')).join('\n').trim();
}

module.exports = { CACHE, WAYS, checkTypes, project };
