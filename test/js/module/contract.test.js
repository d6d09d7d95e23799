'use strict';

// JavaScript and the addon agree on every number and every order that crosses, or the load fails. What is
// changed here is the addon's side, one entry at a time.

const assert = require('node:assert');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const addon = require('../../../lib/engine/addon.js');
const { checkContract } = require('../../../lib/engine/contract.js');
const { createEngineSession } = require('../../../lib/engine/session.js');
const { copyPackage } = require('../../support/application');

const SERVER = 0;

const lists = Object.entries(addon.contract);
const numberLists = lists.filter(([, list]) => !Array.isArray(list));
const nameLists = lists.filter(([, list]) => Array.isArray(list));

/** An addon whose contract is the real one but for one list. */
function withList(name, list) {
  return { ...addon, contract: { ...addon.contract, [name]: list } };
}

function without(object, key) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** A class with the methods of the native session. */
function sessionWith(methods) {
  class Session {}
  for (const method of methods) Session.prototype[method] = () => {};
  return Session;
}

const METHODS = Object.getOwnPropertyNames(addon.Session.prototype).filter((name) => name !== 'constructor');

function assertStale(changed, named) {
  assert.throws(() => checkContract(changed), ({ name, code, message }) => {
    assert.strictEqual(name, 'BindingError');
    assert.strictEqual(code, 'ERR_NATIVE_HTTP2_ADDON_STALE');
    assert.ok(message.includes(named), `${message} does not name ${named}`);
    assert.ok(message.includes('`npm run build`'), message);
    assert.ok(message.includes('Reinstall native-http2'), message);
    return true;
  });
}

describe('The contract between JavaScript and the addon', () => {
  it('holds for the addon that is built', () => {
    assert.strictEqual(checkContract(addon), addon);
    assert.ok(numberLists.length >= 10 && nameLists.length >= 5);
  });

  for (const [list, numbers] of numberLists) {
    it(`fails the load when a number of ${list} is another`, () => {
      for (const [name, number] of Object.entries(numbers)) {
        assertStale(withList(list, { ...numbers, [name]: number + 1 }), `${list}.${name}`);
      }
    });

    it(`fails the load when ${list} lack a number, or have an unknown one`, () => {
      for (const name of Object.keys(numbers)) assertStale(withList(list, without(numbers, name)), name);
      assertStale(withList(list, { ...numbers, NEW: 1 }), 'NEW');
    });
  }

  for (const [list, names] of nameLists) {
    it(`fails the load when ${list} lack a name, or have an unknown one`, () => {
      for (const name of names) {
        assertStale(withList(list, names.filter((other) => other !== name)), name);
        assertStale(withList(list, names.map((other) => (other === name ? 'renamed' : other))), name);
      }
      assertStale(withList(list, [...names, 'added']), 'added');
    });
  }

  it('fails the load when a whole list is missing, or unknown', () => {
    for (const [name] of lists) {
      assertStale({ ...addon, contract: without(addon.contract, name) }, name);
    }
    assertStale(withList('another', {}), 'another');
  });

  it('fails the load when the native class lacks a method, or has an unknown one', () => {
    for (const method of METHODS) {
      assertStale({ ...addon, Session: sessionWith(METHODS.filter((name) => name !== method)) }, method);
    }
    assertStale({ ...addon, Session: sessionWith([...METHODS, 'newMethod']) }, 'newMethod');
  });

  it('fails the load when the addon exports less, or more', () => {
    for (const name of Object.keys(addon)) assertStale(without(addon, name), name);
    assertStale({ ...addon, more: 1 }, 'more');
  });

  it('is checked whenever the package is loaded', () => {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'contract-')));
    try {
      const lib = copyPackage(folder);
      const file = path.join(lib, 'engine', 'contract.js');
      const text = fs.readFileSync(file, 'utf8');
      fs.writeFileSync(file, text.replace('    DATA: 3,', '    DATA: 5,'));
      const program = `try { require(${JSON.stringify(path.join(lib, 'index.js'))}); }
        catch ({ code }) { process.stdout.write(code); }`;
      const code = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8' });
      assert.strictEqual(code, 'ERR_NATIVE_HTTP2_ADDON_STALE');
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });

  it('declares every method of the native class with its arguments', () => {
    const file = path.join(__dirname, '..', '..', '..', 'lib', 'engine', 'session.js');
    const declared = [...fs.readFileSync(file, 'utf8')
      .matchAll(/@property \{\([^{}]*\) => [^{}]*\}\s+(?:\*\s+)?(\w+)/g)].map(([, name]) => name);
    assert.deepStrictEqual(declared.sort(), [...METHODS].sort());
  });
});

describe('A snapshot of the engine', () => {
  const receiver = { stopped: false };
  const { sessionState, streamState, sessionStatistics } = addon.contract;
  const snapshots = {
    getState: [sessionState.length, (engine, to) => engine.getState(to)],
    getStreamState: [streamState.length, (engine, to) => engine.getStreamState(1, to)],
    getStatistics: [sessionStatistics.length, (engine, to) => engine.getStatistics(to)],
    destroy: [sessionStatistics.length, (engine, to) => engine.destroy(false, to)],
  };

  /** The numbers of an array that lies between others, which nobody may touch. */
  function between(length) {
    const all = new Float64Array(64).fill(NaN);
    return { all, part: all.subarray(16, 16 + length) };
  }

  for (const [method, [length, call]] of Object.entries(snapshots)) {
    it(`of ${method}() is written to an array that is long enough`, () => {
      const engine = createEngineSession(SERVER, {}, receiver);
      const { all, part } = between(length);
      call(engine, part);
      assert.ok(all.subarray(16 + length).every(Number.isNaN));
      assert.ok(all.subarray(0, 16).every(Number.isNaN));
    });

    it(`of ${method}() is refused by an array that is too short, or none`, () => {
      const engine = createEngineSession(SERVER, {}, receiver);
      for (let short = 0; short < length; short++) {
        const { all, part } = between(short);
        assert.throws(() => call(engine, part), {
          name: 'TypeError', message: `The snapshot needs a Float64Array of at least ${length} numbers`,
        });
        assert.ok(all.every(Number.isNaN));
      }
      const others = [undefined, {}, new Float32Array(length), new Uint8Array(8 * length), new Array(length)];
      for (const other of others) assert.throws(() => call(engine, other), TypeError);
    });
  }
});
