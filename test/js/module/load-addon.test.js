'use strict';

// How the addon is found and loaded, in child processes: a failed load must be an error that can be
// caught, never the end of the process.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Worker } = require('node:worker_threads');

const ROOT = path.join(__dirname, '..', '..', '..');
const BINDING = path.join(ROOT, 'lib', 'engine', 'load-addon.js');
const ADDON = path.join(ROOT, 'build', 'native_http2.node');

const ELF_CLASS_OFFSET = 4;
const ELF_CLASS_32 = 1;
const ELF_MACHINE_OFFSET = 18;
const ELF_MACHINE_S390 = 22;

const REPORT = `
  const seen = {};
  try {
    require(process.argv[1]).loadAddon();
  } catch (error) {
    const { name, code, message, cause } = error;
    Object.assign(seen, { isError: error instanceof Error, name, code, message, cause: cause?.code });
  }
  setImmediate(() => console.log(JSON.stringify(seen)));
`;

describe('Loading the addon', () => {
  let root;

  beforeEach(() => {
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'native-http2-binding-')));
    fs.mkdirSync(path.join(root, 'lib', 'engine'), { recursive: true });
    fs.mkdirSync(path.join(root, 'build'));
    fs.copyFileSync(BINDING, path.join(root, 'lib', 'engine', 'load-addon.js'));
  });

  afterEach(() => fs.rmSync(root, { recursive: true }));

  function writeAddon(content, folder = 'build') {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
    fs.writeFileSync(path.join(root, folder, 'native_http2.node'), content);
  }

  // What a process that catches the error sees of it. A crash of the child makes this throw.
  function load(before = '') {
    const args = ['-e', before + REPORT, path.join(root, 'lib', 'engine', 'load-addon.js')];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }

  function assertNamesTheBuild({ message }) {
    assert.ok(message.includes('`npm run build`'), message);
    assert.ok(message.includes(root), message);
    assert.ok(message.includes(`${process.platform}-${process.arch}`), message);
  }

  it('says how to build an addon that is missing', () => {
    const seen = load();
    assert.strictEqual(seen.isError, true);
    assert.strictEqual(seen.name, 'BindingError');
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_MISSING');
    assertNamesTheBuild(seen);
  });

  const unloadable = {
    'that is not a library': () => 'This is text, and not short enough to be refused for that.',
    'that is empty': () => '',
    'of another word size': () => {
      const addon = fs.readFileSync(ADDON);
      addon[ELF_CLASS_OFFSET] = ELF_CLASS_32;
      return addon;
    },
    'for another processor': () => {
      const addon = fs.readFileSync(ADDON);
      addon.writeUInt16LE(ELF_MACHINE_S390, ELF_MACHINE_OFFSET);
      return addon;
    },
  };

  for (const [what, content] of Object.entries(unloadable)) {
    it(`says how to replace an addon ${what}`, () => {
      writeAddon(content());
      const seen = load();
      assert.strictEqual(seen.isError, true);
      assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE');
      assert.strictEqual(seen.cause, 'ERR_DLOPEN_FAILED');
      assertNamesTheBuild(seen);
    });
  }

  it('asks for another Node when this one lacks a function of nghttp2', () => {
    const addon = fs.readFileSync(ADDON).toString('latin1');
    const lacking = addon.replaceAll('nghttp2_submit_settings\0', 'nghttp2_submit_nonsense\0');
    assert.notStrictEqual(lacking, addon);
    writeAddon(Buffer.from(lacking, 'latin1'));
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE');
    assert.match(seen.message, /nghttp2_submit_nonsense.*https:\/\/nodejs\.org\//);
  });

  it('asks for another Node when this one is too old', () => {
    writeAddon(fs.readFileSync(ADDON));
    const pretence = `Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } });`;
    const seen = load(pretence);
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_NODE_TOO_OLD');
    assert.match(seen.message, /needs Node 20 or newer, and this is Node 18\.20\.8/);
  });

  it('takes the addon that the package brought when none was built', () => {
    writeAddon(fs.readFileSync(ADDON), path.join('prebuilds', `${process.platform}-${process.arch}`));
    assert.deepStrictEqual(load(), {});
  });

  it('works several times in one process', () => {
    const again = `for (let i = 0; i < 3; i += 1) {
      require(process.argv[1]).loadAddon();
      for (const file of Object.keys(require.cache)) delete require.cache[file];
    }`;
    writeAddon(fs.readFileSync(ADDON));
    assert.deepStrictEqual(load(again), {});
  });

  it('works in worker threads, beside each other and one after the other', async () => {
    const source = `
      const { parentPort, workerData } = require('node:worker_threads');
      parentPort.postMessage(Object.keys(require(workerData).loadAddon()));
    `;
    const names = Object.keys(require(BINDING).loadAddon());
    assert.ok(names.length > 0);
    const runWorker = () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(source, { eval: true, workerData: BINDING });
        let exported;
        worker.on('message', (message) => (exported = message));
        worker.on('error', reject);
        worker.on('exit', () => resolve(exported));
      });
    assert.deepStrictEqual(await Promise.all([runWorker(), runWorker()]), [names, names]);
    assert.deepStrictEqual(await runWorker(), names);
  });
});
