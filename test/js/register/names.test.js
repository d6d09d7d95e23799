'use strict';

const assert = require('node:assert');
const { OUR_CONNECT, runApplication } = require('../../support/application');
const { builtin } = require('../../support/oracle');

// With IMPL=builtin the programs run without the hook, and find the builtin.
const ours = !builtin;

const HOOKS = [
  ['--require', 'native-http2/register'],
  ['--import', 'native-http2/register'],
  ['--require', 'native-http2/register-esm'],
  ['--import', 'native-http2/register-esm'],
];

// All ways to ask for the module, in the main thread and in a worker.
const REQUIRING = `
  const { createRequire } = require('node:module');
  const vm = require('node:vm');
  const { isMainThread, parentPort, Worker } = require('node:worker_threads');
  const { connect } = ${OUR_CONNECT.replace('.connect', '')};
  async function main() {
    const modules = [
      require('http2'), require('node:http2'), createRequire(__filename)('http2'),
      process.getBuiltinModule('http2'), process.getBuiltinModule('node:http2'),
      vm.runInNewContext('require("http2")', { require }),
      vm.runInThisContext('process').getBuiltinModule('http2'),
      await import('http2'), (await import('node:http2')).default,
    ];
    const found = modules.map((module) => module.connect === connect);
    if (!isMainThread) return parentPort.postMessage(found);
    new Worker(__filename)
      .on('message', (inWorker) => console.log(JSON.stringify({ found, inWorker })));
  }
  main();`;

const IMPORTING = `
  import { createRequire } from 'node:module';
  import { isMainThread, parentPort, Worker } from 'node:worker_threads';
  import http2, { connect } from 'http2';
  import * as namespace from 'node:http2';
  const require = createRequire(import.meta.url);
  const functions = [http2.connect, connect, namespace.connect, namespace.default.connect,
    require('node:http2').connect, process.getBuiltinModule('http2').connect,
    (await import('node:http2')).connect, (await import('http2')).default.connect,
    (await import('data:text/javascript,export * from "node:http2"')).connect];
  const found = functions.map((found) => found === ${OUR_CONNECT});
  if (isMainThread) {
    new Worker(new URL(import.meta.url))
      .on('message', (inWorker) => console.log(JSON.stringify({ found, inWorker })));
  } else {
    parentPort.postMessage(found);
  }`;

async function assertFound(name, text, hook) {
  const { found, inWorker } = await runApplication(name, text, { hook });
  assert.deepStrictEqual(found, Array(9).fill(ours));
  assert.deepStrictEqual(inWorker, found);
}

describe('A program that asks for node:http2', () => {
  for (const hook of HOOKS) {
    it(`finds this package by require() and in workers with ${hook.join(' ')}`, () =>
      assertFound('app.js', REQUIRING, hook));

    it(`finds this package by import and in workers with ${hook.join(' ')}`, () =>
      assertFound('app.mjs', IMPORTING, hook));
  }

  it('finds one module by both names, and by that of this package', async () => {
    assert.deepStrictEqual(await runApplication('app.mjs', `
      import { createRequire } from 'node:module';
      import http2 from 'http2';
      import imported from 'native-http2';
      const require = createRequire(import.meta.url);
      console.log(JSON.stringify([
        require('http2') === http2, require('node:http2') === http2,
        process.getBuiltinModule('http2') === http2,
        imported === http2, require('native-http2') === http2,
      ]));`), [true, true, true, ours, ours]);
  });

  it('gets every name that the module exports', async () => {
    const names = await runApplication('app.mjs', `
      import * as http2 from 'node:http2';
      console.log(JSON.stringify(Object.keys(http2).filter((name) => name !== 'module.exports')));`);
    const required = Object.keys(require('../../support/impl'));
    assert.deepStrictEqual(names.sort(), [...required, 'default'].sort());
  });

  it('finds plain properties, which can be written and deleted', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const properties = Object.values(Object.getOwnPropertyDescriptors(require('http2')));
      console.log(JSON.stringify(properties.every(({ writable, enumerable, configurable }) =>
        writable && enumerable && configurable)));`), true);
  });

  it('finds other modules as before', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const names = Object.keys(require('node:http')).includes('createServer');
      let code;
      try { require('http2/none'); } catch (error) { code = error.code; }
      console.log(JSON.stringify([names, code]));`), [true, 'MODULE_NOT_FOUND']);
  });

  it('finds the builtin when it loads this package without the hook', async () => {
    assert.strictEqual(await runApplication('app.js', `
      const { connect } = require('native-http2');
      console.log(JSON.stringify(require('http2').connect === connect));`, { hook: [] }), false);
  });

  it('finds this package in what ES modules require', async () => {
    assert.deepStrictEqual(await runApplication('app.mjs', `
      import { createRequire } from 'node:module';
      import fastify from 'fastify';
      const require = createRequire(import.meta.url);
      const server = require('native-http2').createServer();
      console.log(JSON.stringify(fastify({ http2: true }).server.constructor === server.constructor));
    `, { packages: ['fastify'] }), ours);
  });

  it('finds this package in child processes by NODE_OPTIONS', async () => {
    const options = builtin ? '' : '--require native-http2/register';
    assert.strictEqual(await runApplication('app.js', `
      const { execFileSync } = require('node:child_process');
      const ours = 'require("http2").connect === ' + ${JSON.stringify(OUR_CONNECT)};
      const env = { ...process.env, NODE_OPTIONS: '${options}' };
      console.log(execFileSync(process.execPath, ['-p', ours], { env, encoding: 'utf8' }));
    `, { hook: [] }), ours);
  });

  it('ends in order when it terminates workers at once', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const { Worker } = require('node:worker_threads');
      const workers = Array.from({ length: 4 }, () =>
        new Worker('require("http2").createServer().listen(0)', { eval: true }));
      Promise.all(workers.map((worker) => worker.terminate()))
        .then((codes) => console.log(JSON.stringify(codes.length)));`), 4);
  });
});
