'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const path = require('node:path');
const http2 = require('../../support/impl');
const { FOLDER, apiPages } = require('../../support/api-pages');
const { declarationFiles, declarations } = require('../../support/declarations');
const { engineDefaults, libraryModuleOf, librarySyntax } = require('../../support/library-syntax');
const { builtin } = require('../../support/oracle');
const { publicMembers } = require('../../support/public-members');

/** Read by the library, and documented by Node alone. */
const OF_NODE = ['ALPNCallback', 'ALPNProtocols', 'depth', 'entryTypes', 'hasRange', 'type'];
/** Of `http1Options`, which has one row. */
const OF_HTTP1 = ['IncomingMessage', 'ServerResponse'];
/** Codes of Node's loader, which ours are made from. */
const OF_LOADER = ['ERR_DLOPEN_DISABLED', 'ERR_DLOPEN_FAILED'];
/** Members of Node's classes whose pages say what they mean for ours. */
const INHERITED = { Http2Stream: ['destroyed'], ServerHttp2Stream: ['headersSent'] };

const { NGHTTP2_SESSION_SERVER: SERVER } = http2.constants;
const sorted = (names) => [...new Set(names)].sort();
const without = (names, others) => sorted(names).filter((name) => !others.includes(name));

(builtin ? describe.skip : describe)('docs/api', () => {
  const pages = apiPages();
  const page = (name) => pages.get(`${name}.md`);
  const found = declarations();
  let classes;
  let syntax;
  before(async () => {
    classes = await publicMembers();
    syntax = librarySyntax();
  });

  it('describes every export, and nothing else', () => {
    const exported = Object.keys(http2);
    const functions = exported.filter((name) => typeof http2[name] === 'function' && !/^[A-Z]/.test(name));
    assert.deepStrictEqual(sorted(page('http2').methods()), sorted(functions));
    assert.deepStrictEqual(sorted(page('http2').names('Other exports')), without(exported, functions));
  });

  it('describes every function of the further entry points, each on a page of its own', () => {
    for (const { entry } of declarationFiles()) {
      if (entry === '.' || entry.startsWith('./register')) continue;
      const exported = Object.keys(require(`native-http2/${entry.slice(2)}`));
      assert.deepStrictEqual(sorted(page(entry.slice(2)).functions()), sorted(exported), entry);
    }
  });

  it('describes every setting', () => {
    const settings = [...Object.keys(http2.getDefaultSettings()), 'customSettings'];
    assert.deepStrictEqual(sorted(page('http2').names('Settings objects')), sorted(settings));
  });

  it('has a page for each class, with every member of its own and no other', () => {
    for (const [name, { members }] of Object.entries(classes)) {
      const documented = [...page(name).methods(), ...page(name).names('Properties')];
      const expected = [...members, ...INHERITED[name] ?? []];
      assert.deepStrictEqual(sorted(documented), sorted(expected), name);
    }
  });

  it('names the numbers of a state', () => {
    for (const [name, { state }] of Object.entries(classes)) {
      if (state !== undefined) assert.deepStrictEqual(sorted(page(name).names('State')), sorted(state), name);
    }
  });

  it('names every event of each class', () => {
    for (const name of Object.keys(classes)) {
      const own = [...found.get(`${name}EventMap`)?.members.keys() ?? []];
      if (own.length > 0) assert.deepStrictEqual(without(own, page(name).names('Events')), [], name);
    }
  });

  it('names no event that the class does not emit', () => {
    for (const name of Object.keys(classes)) {
      assert.deepStrictEqual(without(page(name).names('Events'), eventsOf(`${name}EventMap`)), [], name);
    }
  });

  function eventsOf(map) {
    const { heritage = [], members = new Map() } = found.get(map) ?? {};
    return [...members.keys(), ...heritage.flatMap(eventsOf)];
  }

  it('names every event that the library emits', () => {
    const documented = [...pages.values()].flatMap((each) => each.names('Events'));
    assert.deepStrictEqual(without(syntax.events, documented), []);
  });

  it('has a row for each option that the library reads, and for no other', () => {
    const documented = page('options').names();
    const elsewhere = [...pages.values()].flatMap((each) => each.items());
    const known = [...documented, ...elsewhere, ...OF_NODE, ...OF_HTTP1];
    assert.deepStrictEqual(without(syntax.options, known), []);
    assert.deepStrictEqual(without(documented, [...syntax.options]), []);
  });

  it('has the defaults and limits that the engine gets', () => {
    const { engineOptions } = libraryModuleOf('engineOptions');
    // The one has no effect without the other.
    const pair = { streamResetBurst: 1000, streamResetRate: 33 };
    let compared = 0;
    const rows = [...page('options').rows('Sessions'), ...page('options').rows('connect')];
    for (const [name, , unit, initial, range] of rows) {
      const option = name.replaceAll('`', '');
      const valueOf = (value) => [...engineOptions(SERVER, { ...pair, [option]: value })];
      const place = valueOf(7).findIndex((value, at) => !Object.is(value, valueOf(8)[at]));
      const [, least] = /^(\d+) to 2\^32-1/.exec(range) ?? [];
      if (place < 0 || least === undefined) continue;
      const factor = unit.startsWith('10^6') ? 1e6 : 1;
      assert.strictEqual(defaultOf(option), Number.parseInt(initial, 10) * factor, option);
      assert.strictEqual(valueOf(0)[place], Number(least) * factor, option);
      assert.strictEqual(valueOf(1e99)[place], (2 ** 32 - 1) * factor, option);
      compared++;
    }
    assert.ok(compared >= 11, compared);
  });

  /** The engine knows of no "session" or "dynamic" in its names: all of it is about a session. */
  function defaultOf(option) {
    const name = option.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const names = [name, name.replace('session_', ''), name.replace('dynamic_', '')];
    return engineDefaults().get(names.find((each) => engineDefaults().has(each)));
  }

  it('says of each option its type, the version that brought it, and what it does', () => {
    for (const row of page('options').rows()) {
      const [name, type, , , , since] = row;
      assert.strictEqual(row.length, 8, name);
      assert.ok(type && row.at(-1), name);
      assert.match(since, /^\d+\.\d+\.\d+$/, name);
    }
  });

  it('has a row for each error code of the library, and for no other', () => {
    const codes = without(syntax.codes, OF_LOADER);
    assert.deepStrictEqual(sorted(page('errors').names()), codes);
    for (const row of page('errors').rows()) assert.ok(row.length === 3 && row.every(Boolean), row[0]);
  });

  it('names no error that there is not', () => {
    const known = [...page('errors').names(), 'ERR_SERVER_NOT_RUNNING', 'ERR_INVALID_URL'];
    for (const { file, text } of pages.values()) {
      assert.deepStrictEqual(without(text.match(/\bERR_[A-Z0-9_]+\b/g) ?? [], known), [], file);
    }
    for (const { entry, text } of declarationFiles()) {
      assert.deepStrictEqual(without(text.match(/\bERR_[A-Z0-9_]+\b/g) ?? [], known), [], entry);
    }
  });

  it('has every constant with its value', () => {
    const rows = page('constants').rows();
    const values = rows.map(([name, value]) => [name.replaceAll('`', ''), value.replace(/^`'|'`$/g, '')]);
    const expected = Reflect.ownKeys(http2.constants).map((name) => [name, String(http2.constants[name])]);
    assert.deepStrictEqual(Object.fromEntries(values), Object.fromEntries(expected));
    assert.strictEqual(rows.length, expected.length);
  });

  it('links to pages and headings that there are', () => {
    const broken = [];
    for (const each of pages.values()) {
      for (const target of each.links()) {
        const [file, anchor] = target.split('#');
        const there = file === '' ? each : pages.get(file);
        const exists = there !== undefined || fs.existsSync(path.join(FOLDER, file));
        if (!exists || (anchor && !there?.anchors().includes(anchor))) broken.push(`${each.file}: ${target}`);
      }
    }
    assert.deepStrictEqual(broken, []);
  });

  it('lists its pages', () => {
    const listed = page('README').links().filter((target) => !target.includes('/'));
    assert.deepStrictEqual(sorted(['README.md', ...listed]), sorted(pages.keys()));
  });
});
