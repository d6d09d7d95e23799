'use strict';

const assert = require('node:assert');
const { runApplication } = require('../../support/application');
const { builtin } = require('../../support/oracle');

const ours = !builtin;

const REQUIRING = `
  const { createRequire } = require('node:module');
  const { isMainThread, parentPort, Worker } = require('node:worker_threads');
  const http2 = require('native-http2');
  const found = [require('http2'), require('node:http2'), createRequire(__filename)('http2')]
    .map((module) => module === http2);
  if (isMainThread) {
    new Worker(__filename)
      .on('message', (inWorker) => console.log(JSON.stringify({ found, inWorker })));
  } else {
    parentPort.postMessage(found);
  }`;

const IMPORTING = `
  import { createRequire } from 'node:module';
  import { isMainThread, parentPort, Worker } from 'node:worker_threads';
  import ours from 'native-http2';
  import http2, { connect } from 'http2';
  import * as namespace from 'node:http2';
  const required = createRequire(import.meta.url)('node:http2');
  const imported = await import('node:http2');
  const found = [http2 === ours, connect === ours.connect, namespace.default === ours,
    namespace.constants === ours.constants, required === ours, imported.default === ours];
  if (isMainThread) {
    new Worker(new URL(import.meta.url))
      .on('message', (inWorker) => console.log(JSON.stringify({ found, inWorker })));
  } else {
    parentPort.postMessage(found);
  }`;

// With IMPL=builtin the programs run without the option, and find the builtin.
describe('A program that requires or imports node:http2', () => {
  it('finds this package by both names with --require, in workers too', async () => {
    const { found, inWorker } = await runApplication('app.js', REQUIRING);
    assert.deepStrictEqual(found, Array(3).fill(ours));
    assert.deepStrictEqual(inWorker, found);
  });

  it('finds this package by both names with --import, in workers too', async () => {
    const { found, inWorker } = await runApplication('app.mjs', IMPORTING);
    assert.deepStrictEqual(found, Array(6).fill(ours));
    assert.deepStrictEqual(inWorker, found);
  });

  it('gets every name that the module exports', async () => {
    const names = await runApplication('app.mjs', `
      import * as http2 from 'node:http2';
      console.log(JSON.stringify(Object.keys(http2).filter((name) => name !== 'module.exports')));`);
    const required = Object.keys(require('../../support/impl'));
    assert.deepStrictEqual(names.sort(), [...required, 'default'].sort());
  });

  it('finds other modules as before', async () => {
    assert.deepStrictEqual(await runApplication('app.js', `
      const names = Object.keys(require('node:http')).includes('createServer');
      let code;
      try { require('http2/none'); } catch (error) { code = error.code; }
      console.log(JSON.stringify([names, code]));`), [true, 'MODULE_NOT_FOUND']);
  });

  it('still gets the builtin from process.getBuiltinModule()', async () => {
    assert.strictEqual(await runApplication('app.js', `
      const builtin = process.getBuiltinModule('node:http2');
      console.log(JSON.stringify(builtin !== require('native-http2')));`), true);
  });

  it('finds this package in what ES modules require', async () => {
    assert.deepStrictEqual(await runApplication('app.mjs', `
      import fastify from 'fastify';
      import ours from 'native-http2';
      const app = fastify({ http2: true });
      console.log(JSON.stringify(app.server.constructor === ours.createServer().constructor));
    `, ['fastify']), ours);
  });
});
