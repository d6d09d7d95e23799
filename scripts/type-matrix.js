'use strict';

// Type-checks test/types with each @types/node and each TypeScript that is supported, and prints the times
// as a table. `node scripts/type-matrix.js [@types/node ...] [-- TypeScript ...]`; both are installed into
// node_modules/.cache, and stay there. "Ours alone": that @types/node needs a newer TypeScript, and only our
// own declarations are expected to compile.

const fs = require('node:fs');
const path = require('node:path');
const { MAJORS } = require('./nodes');
const { runQuietly } = require('./run-quietly');
const { CACHE, checkTypes, project } = require('./type-check');

const TYPESCRIPTS = ['5.4', '5.6', '5.9', '6.0', '7.0'];

// Packages that use node:http2, and what their declarations need.
const PACKAGES = ['@grpc/grpc-js', '@types/koa', '@types/ws', 'fastify', 'koa', 'undici', 'ws'];

async function install(folder, packages) {
  const mark = path.join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return;
  fs.mkdirSync(folder, { recursive: true });
  await runQuietly(`Fetching ${packages.join(' ')}`, 'npm', [
    'install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...packages,
  ]);
  fs.writeFileSync(mark, wanted);
}

async function typescriptOf(version) {
  const folder = path.join(CACHE, `typescript-${version}`);
  await install(folder, [`typescript@~${version}.0`]);
  const compiler = path.join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
  return { compiler, version: Number(version) };
}

async function nodeTypesOf(major) {
  const name = `node-${major}`;
  await install(path.join(CACHE, name), [`@types/node@${major}`, ...PACKAGES]);
  return project(name);
}

/** @returns {number} the oldest TypeScript that this @types/node works with */
function oldestTypescript(folder) {
  const file = path.join(folder, 'node_modules', '@types', 'node', 'package.json');
  return Number(JSON.parse(fs.readFileSync(file, 'utf8')).typeScriptVersion);
}

function waysOf(folder, { version }) {
  if (version < oldestTypescript(folder)) return ['unsupported'];
  return ['node', 'bundler', ...(version < 7 ? ['no interop'] : []), 'beside'];
}

/** @returns {Promise<string>} a cell of the table: the time, and what is special */
async function cell(folder, typescript, complaints, title) {
  const start = performance.now();
  const ways = waysOf(folder, typescript);
  const notes = ways[0] === 'unsupported' ? ['ours alone'] : [];
  for (const way of ways) {
    const text = await checkTypes(folder, typescript, way);
    if (text === '') continue;
    complaints.push(`${title}, ${way}:\n${text}`);
    if (!notes.includes('FAILS')) notes.push('FAILS');
  }
  return [`${((performance.now() - start) / 1000).toFixed(1)} s`, ...notes].join(', ');
}

function parse(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const typescripts = args.slice(end + 1);
  return {
    majors: end > 0 ? args.slice(0, end) : MAJORS,
    versions: typescripts.length > 0 ? typescripts : TYPESCRIPTS,
  };
}

async function main(args) {
  const { majors, versions } = parse(args);
  const complaints = [];
  const compilers = [];
  for (const version of versions) compilers.push(await typescriptOf(version));
  const row = (cells) => console.log(`| ${cells.join(' | ')} |`);
  const folders = [];
  for (const major of majors) folders.push(await nodeTypesOf(major));
  row(['@types/node', ...versions.map((version) => `TypeScript ${version}`)]);
  row(['---', ...versions.map(() => '---')]);
  for (const [index, major] of majors.entries()) {
    const cells = [];
    for (const typescript of compilers) {
      const title = `@types/node ${major}, TypeScript ${typescript.version}`;
      cells.push(await cell(folders[index], typescript, complaints, title));
    }
    row([major, ...cells]);
  }
  if (complaints.length === 0) return;
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
