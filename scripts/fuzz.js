'use strict';

// Fuzzes the engine with libFuzzer: `npm run fuzz [-- --seconds=N] [target ...]`. A finding is left
// in build-fuzz/findings, and `--merge` adds to the corpus what covers more than what is there.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { buildInstrumented } = require('./instrumented-build');
const { ROOT } = require('./run-quietly');

const SOURCES = path.join(ROOT, 'test', 'fuzz');
const CORPUS = path.join(SOURCES, 'corpus');
const TARGETS = fs.readdirSync(SOURCES).filter((name) => name.endsWith('_fuzz.cc'))
  .map((name) => path.basename(name, '_fuzz.cc'));
const PROGRAMS = 'programs';
// Longer inputs say nothing that shorter ones don't.
const MAX_LENGTH = 4096;

/** Runs a program to its end; resolves to what it printed, and fails with it. */
function run(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) => {
      const text = Buffer.concat(chunks).toString();
      if (status === 0) resolve(text);
      else reject(new Error(text));
    });
  });
}

function folder(...names) {
  const name = path.join(...names);
  fs.mkdirSync(name, { recursive: true });
  return name;
}

async function fuzz(build, target, seconds) {
  const found = folder(build, 'corpus', target);
  const findings = folder(build, 'findings', target);
  const output = await run(path.join(build, `${target}_fuzz`), [
    found, folder(CORPUS, target), `-artifact_prefix=${findings}${path.sep}`,
    `-max_total_time=${seconds}`, `-max_len=${MAX_LENGTH}`, '-timeout=20', '-rss_limit_mb=1024',
    '-print_final_stats=1',
  ]);
  const runs = /stat::number_of_executed_units:\s*(\d+)/.exec(output)?.[1];
  console.log(`${target}: ${runs} inputs in ${seconds} s, no finding`);
}

async function fuzzPrograms(seconds) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const args = ['--no-warnings', path.join(SOURCES, 'programs.js'), String(seconds), String(seed)];
  process.stdout.write(await run(process.execPath, args));
}

async function merge(build, target) {
  const merged = folder(build, 'merged', target);
  await run(path.join(build, `${target}_fuzz`), ['-merge=1', merged, folder(CORPUS, target),
    folder(build, 'corpus', target), `-max_len=${MAX_LENGTH}`]);
  const smallest = fs.readdirSync(merged).map((name) => path.join(merged, name))
    .sort((a, b) => fs.statSync(a).size - fs.statSync(b).size);
  fs.rmSync(folder(CORPUS, target), { recursive: true });
  for (const file of smallest) {
    fs.copyFileSync(file, path.join(folder(CORPUS, target), path.basename(file)));
  }
  console.log(`${target}: ${smallest.length} inputs in the corpus`);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '60' }, merge: { type: 'boolean', default: false } },
  });
  const chosen = positionals.length > 0 ? positionals : [...TARGETS, PROGRAMS];
  if (chosen.includes(PROGRAMS) && !values.merge) await fuzzPrograms(Number(values.seconds));
  const targets = chosen.filter((target) => target !== PROGRAMS);
  if (targets.length === 0) return;
  const build = await buildInstrumented('fuzz', {
    clang: true,
    options: ['FUZZ', 'ASAN', 'UBSAN', 'NATIVE_HTTP2_ADDON=OFF', 'BUILD_TESTING=OFF'],
    targets: targets.map((target) => `${target}_fuzz`),
    title: 'the fuzz targets',
  });
  for (const target of targets) {
    if (values.merge) await merge(build, target);
    else await fuzz(build, target, Number(values.seconds));
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
