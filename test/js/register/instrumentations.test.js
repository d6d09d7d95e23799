'use strict';

const assert = require('node:assert');
const { registerHooks } = require('node:module');
const { OUR_CONNECT, runApplication } = require('../../support/application');
const { builtin } = require('../../support/oracle');

const ours = !builtin;

/** Wraps `connect` of every module that a Hook reports, and keeps what it reported. */
const WRAP = `
  globalThis.reported = [];
  function wrap(exports, name) {
    const { connect } = exports;
    reported.push({ name, isOurs: connect === ${OUR_CONNECT} });
    exports.connect = function wrapped(...args) { return connect.apply(this, args); };
    return exports;
  }`;

const IMPORT_IN_THE_MIDDLE = `
  import module, { createRequire } from 'node:module';
  const require = createRequire(import.meta.url);
  const { Hook } = require('import-in-the-middle');
  ${WRAP}
  new Hook(['http2'], wrap);`;

const FILES = {
  'asynchronous.mjs': `${IMPORT_IN_THE_MIDDLE}
    module.register('import-in-the-middle/hook.mjs', import.meta.url);`,
  'synchronous.mjs': `import { register } from 'import-in-the-middle/register-hooks.mjs';
    ${IMPORT_IN_THE_MIDDLE}
    register();`,
  'requiring.js': `${WRAP} new (require('require-in-the-middle').Hook)(['http2'], wrap);`,
  // Other people's hooks, which have nothing to do with http2.
  'loader.mjs': `import module from 'node:module';
    module.register('./source.mjs', import.meta.url);
    module.registerHooks?.({ resolve: (specifier, context, next) => next(specifier, context) });`,
  // From then on Node gives every imported CommonJS module a require() of another kind.
  'source.mjs': `import { readFileSync } from 'node:fs';
    export async function load(url, context, next) {
      const loaded = await next(url, context);
      if (loaded.format !== 'commonjs') return loaded;
      return { ...loaded, source: loaded.source ?? readFileSync(new URL(url)) };
    }`,
};

/** A request with every `connect` of the program, and the names of these functions. */
const ASK = `
  async function ask(functions) {
    const server = http2.createServer((request, response) => response.end('hello'));
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const answers = [];
    for (const connect of functions) {
      const session = connect('http://127.0.0.1:' + server.address().port);
      answers.push(connect.name + ' ' + await text(session.request()));
      session.close();
    }
    server.close();
    console.log(JSON.stringify({ reported, answers }));
  }`;

const IMPORTING = `
  import { text } from 'node:stream/consumers';
  import http2, { connect } from 'node:http2';
  import * as namespace from 'http2';
  ${ASK}
  await ask([connect, namespace.connect, (await import('http2')).connect]);`;

const REQUIRING = `
  const { text } = require('node:stream/consumers');
  const http2 = require('node:http2');
  ${ASK}
  ask([http2.connect, require('http2').connect, process.getBuiltinModule('http2').connect]);`;

const PACKAGES = ['import-in-the-middle', 'require-in-the-middle'];

/** Runs the program with the instrumentation loaded first, then with the hook loaded first. */
function itSees(title, name, text, instrument, hook) {
  const expected = {
    reported: [{ name: 'http2', isOurs: ours }], answers: Array(3).fill('wrapped hello'),
  };
  const run = async (order) => {
    const { reported, answers } = await runApplication(name, text, {
      ...order, hook, files: FILES, packages: PACKAGES,
    });
    // import-in-the-middle reports the module by each of its names.
    assert.deepStrictEqual({ reported: reported.slice(0, 1), answers }, expected);
  };
  it(`${title} that is loaded before the hook sees this package`, () => run({ before: instrument }));
  it(`${title} that is loaded after the hook sees this package`, () => run({ after: instrument }));
}

describe('An instrumentation', () => {
  const hook = ['--import', 'native-http2/register'];

  itSees('with import-in-the-middle', 'app.mjs', IMPORTING,
    ['--no-warnings', '--import', './asynchronous.mjs'], hook);

  if (registerHooks) {
    itSees('with import-in-the-middle and synchronous hooks', 'app.mjs', IMPORTING,
      ['--import', './synchronous.mjs'], hook);
  }

  itSees('with require-in-the-middle', 'app.js', REQUIRING,
    ['--require', './requiring.js'], ['--require', 'native-http2/register']);
});

describe("Other people's module hooks", () => {
  for (const order of ['before', 'after']) {
    it(`that were installed ${order} ours find this package`, async () => {
      const found = await runApplication('app.mjs', `
        import { createRequire } from 'node:module';
        import http2, { connect } from 'http2';
        const require = createRequire(import.meta.url);
        const functions = [connect, http2.connect, require('http2').connect];
        console.log(JSON.stringify(functions.map((found) => found === ${OUR_CONNECT})));
      `, { files: FILES, [order]: ['--no-warnings', '--import', './loader.mjs'] });
      assert.deepStrictEqual(found, [ours, ours, ours]);
    });
  }
});
