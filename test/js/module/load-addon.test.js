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
const ENGINE = path.join('lib', 'engine');
const LOADER = path.join(ROOT, ENGINE, 'load-addon.js');
// The files that load the addon, or explain why it can't be loaded.
const FILES = ['binding-error.js', 'load-addon.js', 'load-failure.js', 'platform-facts.js'];
const ADDON = path.join(ROOT, 'build', 'native_http2.node');

const PLATFORM = `${process.platform}-${process.arch}`;
const PREBUILDS = path.join('prebuilds', PLATFORM);
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission') ?
  '--permission' : '--experimental-permission';

const CUT_SIZE = 100_000; // bytes
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
    root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'native-http2-loader-')));
    fs.mkdirSync(path.join(root, ENGINE), { recursive: true });
    for (const file of FILES) {
      fs.copyFileSync(path.join(ROOT, ENGINE, file), path.join(root, ENGINE, file));
    }
  });

  afterEach(() => fs.rmSync(root, { recursive: true }));

  function writeAddon(content, folder = 'build') {
    fs.mkdirSync(path.join(root, folder), { recursive: true });
    fs.writeFileSync(path.join(root, folder, 'native_http2.node'), content);
  }

  // What a process that catches the error sees of it. A crash of the child makes this throw.
  function load(before = '') {
    const args = ['-e', before + REPORT, path.join(root, ENGINE, 'load-addon.js')];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }

  function assertNamesTheBuild({ message }, platform = PLATFORM) {
    assert.ok(message.includes('`npm run build`'), message);
    assert.ok(message.includes(root), message);
    assert.ok(message.includes(platform), message);
  }

  it('says how to build an addon that is missing', () => {
    const seen = load();
    assert.strictEqual(seen.isError, true);
    assert.strictEqual(seen.name, 'BindingError');
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_MISSING');
    assertNamesTheBuild(seen);
  });

  const unloadable = {
    'that is not a library': {
      content: () => 'This is text, and not short enough to be refused for that.',
      diagnosis: /the file is damaged or no addon/,
    },
    'that is empty': { content: () => '', diagnosis: /the file is damaged or no addon/ },
    'of another word size': {
      content: () => {
        const addon = fs.readFileSync(ADDON);
        addon[ELF_CLASS_OFFSET] = ELF_CLASS_32;
        return addon;
      },
      diagnosis: /it was made for \w+ of 32 bits/,
    },
    'for another processor': {
      content: () => {
        const addon = fs.readFileSync(ADDON);
        addon.writeUInt16LE(ELF_MACHINE_S390, ELF_MACHINE_OFFSET);
        return addon;
      },
      diagnosis: /it was made for s390x/,
    },
  };

  for (const [kind, { content, diagnosis }] of Object.entries(unloadable)) {
    it(`says how to replace an addon ${kind}`, () => {
      writeAddon(content());
      const seen = load();
      assert.strictEqual(seen.isError, true);
      assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE');
      assert.strictEqual(seen.cause, 'ERR_DLOPEN_FAILED');
      assert.match(seen.message, diagnosis);
      assertNamesTheBuild(seen);
    });
  }

  // Loading such a file would end the process.
  it('says how to replace an addon that was cut short', () => {
    writeAddon(fs.readFileSync(ADDON).subarray(0, CUT_SIZE));
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE');
    assert.match(seen.message, /is damaged: its end is missing\. Delete it/);
    assertNamesTheBuild(seen, '');
  });

  it('asks for a new installation when the addon of the package is damaged', () => {
    writeAddon('no addon', PREBUILDS);
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDON_INCOMPATIBLE');
    assert.match(seen.message, /Reinstall native-http2/);
    assertNamesTheBuild(seen);
  });

  /** The addon with a text of it replaced by another of the same length. */
  function changedAddon(text, replacement) {
    const addon = fs.readFileSync(ADDON).toString('latin1');
    const changed = addon.replaceAll(text, replacement);
    assert.notStrictEqual(changed, addon);
    assert.strictEqual(changed.length, addon.length);
    return Buffer.from(changed, 'latin1');
  }

  it('knows an addon for musl from one that is damaged', () => {
    writeAddon(changedAddon('\0libc.so.6\0', '\0libc.so\0\0\0'));
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_LIBC_MISMATCH');
    assert.match(seen.message, /was made for musl, and Node [\d.]+ uses glibc\. Delete it/);
    assertNamesTheBuild(seen, '');
  });

  it('knows a Node on musl from a damaged addon', () => {
    // A report of a Node on musl has no version of glibc.
    const pretence = `const report = process.report.getReport();
      delete report.header.glibcVersionRuntime;
      Object.defineProperty(process.report, 'getReport', { value: () => report });`;
    writeAddon(changedAddon('libstdc++.so.6\0', 'libstdc--.so.6\0'));
    const seen = load(pretence);
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_LIBC_MISMATCH');
    assert.match(seen.message, /was made for glibc, and Node [\d.]+ uses musl, as on Alpine Linux/);
    assertNamesTheBuild(seen, '');
  });

  it('names the glibc that the addon needs when the system has an older one', () => {
    const [needed] = /GLIBC_2\.\d+(?=\0)/.exec(fs.readFileSync(ADDON).toString('latin1'));
    const newer = needed.replace('GLIBC_2', 'GLIBC_9');
    writeAddon(changedAddon(`${needed}\0`, `${newer}\0`));
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_LIBC_TOO_OLD');
    const { glibcVersionRuntime: running } = process.report.getReport().header;
    const versions = `needs glibc ${newer.slice('GLIBC_'.length)}, and this system has glibc ${running}`;
    assert.ok(seen.message.includes(versions), seen.message);
    assertNamesTheBuild(seen, '');
  });

  it('names the right to read files under the permission model', () => {
    writeAddon(fs.readFileSync(ADDON), PREBUILDS);
    const engine = path.join(root, ENGINE);
    const args = ['--no-warnings', PERMISSION, '--allow-addons', `--allow-fs-read=${engine}${path.sep}*`,
      '-e', REPORT, path.join(engine, 'load-addon.js')];
    const seen = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_ADDONS_DISABLED');
    assert.ok(seen.message.endsWith(`Add --allow-addons and --allow-fs-read=${root}`), seen.message);
  });

  it('asks for another Node when this one lacks a function of nghttp2', () => {
    writeAddon(changedAddon('nghttp2_submit_settings\0', 'nghttp2_submit_nonsense\0'));
    const seen = load();
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_NODE_INCOMPATIBLE');
    assert.match(seen.message, /nghttp2_submit_nonsense.*https:\/\/nodejs\.org\//);
  });

  it('asks for another Node when this one is too old', () => {
    writeAddon(fs.readFileSync(ADDON));
    const pretence = `Object.defineProperty(process, 'versions', { value: { node: '18.20.8' } });`;
    const seen = load(pretence);
    assert.strictEqual(seen.code, 'ERR_NATIVE_HTTP2_NODE_TOO_OLD');
    assert.match(seen.message, /needs Node 20\.9 or newer, and this is Node 18\.20\.8/);
  });

  it('takes the addon that the package brought when none was built', () => {
    writeAddon(fs.readFileSync(ADDON), PREBUILDS);
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
    const names = Object.keys(require(LOADER).loadAddon());
    assert.ok(names.length > 0);
    const runWorker = () =>
      new Promise((resolve, reject) => {
        const worker = new Worker(source, { eval: true, workerData: LOADER });
        let exported;
        worker.on('message', (message) => (exported = message));
        worker.on('error', reject);
        worker.on('exit', () => resolve(exported));
      });
    assert.deepStrictEqual(await Promise.all([runWorker(), runWorker()]), [names, names]);
    assert.deepStrictEqual(await runWorker(), names);
  });
});
