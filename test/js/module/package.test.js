'use strict';

// The package as users get it, with the addon of this build in it. `npm run test:package` tries it with
// all Nodes, package managers and bundlers, and with the addons that are published.

const assert = require('node:assert');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { layOutPackage } = require('../../../scripts/lay-out-package');
const { PROGRAMS } = require('../../package/programs');

const ADDON = path.join(__dirname, '../../../build/native_http2.node');
const PREPACK = path.join(__dirname, '../../../scripts/prepack.js');
const PLATFORM = `${process.platform}-${process.arch}`;

/** Runs what npm runs before it packs this folder, and before `npm run pack`. */
function prepackFor(command) {
  return spawnSync(process.execPath, [PREPACK], {
    encoding: 'utf8',
    env: { ...process.env, npm_command: command },
  });
}

describe('The package', function () {
  // npm takes its time on a busy machine.
  this.timeout(60_000);

  let root;
  let program;
  let contents;

  const run = (command, ...args) => execFileSync(command, args, { cwd: program, encoding: 'utf8' });

  /** The links of a page to files that the package does not have. */
  function deadLinks(page) {
    const file = path.join(root, 'package', page);
    return [...fs.readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map(([, link]) => path.join(path.dirname(file), link))
      .filter((target) => !fs.existsSync(target))
      .map((target) => `${page}: ${path.relative(path.join(root, 'package'), target)}`);
  }

  before(async () => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'package-')));
    program = path.join(root, 'program');
    fs.mkdirSync(program);
    fs.writeFileSync(path.join(program, 'package.json'), '{ "name": "program" }');
    await layOutPackage(path.join(root, 'package'), { [PLATFORM]: ADDON });
    const [{ filename, files }] = JSON.parse(run('npm', 'pack', '../package', '--json', '--loglevel=error'));
    contents = files.map((file) => file.path);
    run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  });

  after(() => fs.rmSync(root, { recursive: true }));

  it('has the library in two files, with its entries and what its command needs', () => {
    assert.deepStrictEqual(contents.filter((file) => file.startsWith('lib/')).sort(), [
      'lib/engine/library.js', 'lib/engine/nghttp2-version.js', 'lib/engine/platform-facts.js',
      'lib/engine/sessions.js', 'lib/express/index.js', 'lib/http2.js', 'lib/index.js',
      'lib/legacy/index.js', 'lib/register.js', 'lib/websocket/index.js',
    ]);
  });

  it('has a module of its own for each other entry, which loads', () => {
    const modules = { express: 'enableHttp2', legacy: 'createServer', websocket: 'acceptWebSockets' };
    for (const [name, member] of Object.entries(modules)) {
      const text = `console.log(typeof require('native-http2/${name}').${member})`;
      assert.strictEqual(run(process.execPath, '-e', text), 'function\n');
    }
    const both = "require('native-http2/websocket').acceptWebSockets(require('native-http2').createServer())";
    assert.strictEqual(run(process.execPath, '-e', both), '');
  });

  it('has nothing that only developers can use, and runs no script when it is installed', () => {
    const own = /^(test|benchmark|node_modules|build)\/|eslint|mocharc|package-lock|clang/;
    assert.deepStrictEqual(contents.filter((file) => own.test(file)), []);
    const file = path.join(program, 'node_modules/native-http2/package.json');
    const { scripts, dependencies } = JSON.parse(fs.readFileSync(file, 'utf8'));
    assert.deepStrictEqual(scripts, { build: 'node scripts/setup.js build' });
    assert.strictEqual(dependencies, undefined);
  });

  for (const [title, { file, text, before: hook = [] }] of Object.entries(PROGRAMS)) {
    it(`works for a program with ${title}`, () => {
      fs.writeFileSync(path.join(program, file), text);
      assert.strictEqual(run(process.execPath, ...hook, file), 'works\n');
    });
  }

  it('works for its command', () => {
    const output = run(process.execPath, 'node_modules/.bin/native-http2', 'check');
    assert.ok(output.includes(path.join('node_modules/native-http2/prebuilds', PLATFORM)), output);
    assert.match(output, /^Everything works\.$/m);
  });

  it('has what its guides and its reference link to', () => {
    const pages = contents.filter((file) => file.startsWith('docs/'));
    assert.deepStrictEqual(pages.flatMap(deadLinks), []);
  });

  it('has examples that run', () => {
    const output = run(process.execPath, 'node_modules/native-http2/examples/trailers.js');
    assert.match(output, /^the checksum is right$/m);
  });

  it('names its functions in the stack of an error', () => {
    const stack = run(process.execPath, '-e', `
      try { require('native-http2').connect('ftp://localhost'); } catch ({ stack }) { console.log(stack); }`);
    assert.match(stack, /at openSocket \(.*native-http2\/lib\/engine\/sessions\.js:\d+:\d+\)/);
  });

  it('cannot be made by npm pack of the checkout, which would leave the addons out', () => {
    const { prepack } = require('../../../package.json').scripts;
    assert.strictEqual(prepack, 'node scripts/prepack.js');
    const { status, stderr } = prepackFor('pack');
    assert.strictEqual(status, 1);
    assert.match(stderr, /Use `npm run pack`/);
  });

  for (const command of ['run', 'run-script']) {
    it(`can be made by npm run pack, before which npm runs the same script (npm_command=${command})`, () => {
      const { status, stderr } = prepackFor(command);
      assert.deepStrictEqual([status, stderr], [0, '']);
    });
  }
});
