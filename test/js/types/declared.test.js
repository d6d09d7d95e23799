'use strict';

const assert = require('node:assert');
const { EventEmitter } = require('node:events');
const http = require('node:http');
const net = require('node:net');
const { Duplex, Readable, Writable } = require('node:stream');
const tls = require('node:tls');
const http2 = require('../../support/impl');
const { declarationFiles, declarations, membersOf } = require('../../support/declarations');
const { librarySyntax } = require('../../support/library-syntax');
const { builtin } = require('../../support/oracle');
const { publicMembers } = require('../../support/public-members');

/** Classes of Node whose members need no declaration of ours. */
const NODE = {
  Http2Server: net.Server,
  Http2SecureServer: tls.Server,
  Http2Session: EventEmitter,
  Http2Stream: Duplex,
  Http2ServerRequest: Readable,
  Http2ServerResponse: Writable,
};

/** Read by the library, and not options of ours. */
const OF_NODE = new Set([
  'ALPNCallback', 'ALPNProtocols', 'servername', // of node:tls
  'depth', // of util.inspect()
  'entryTypes', 'type', // of PerformanceObserver
]);
const INTERNAL = new Set(['hasRange']);
/** Declared, and passed to `http.createServer()` as it is. */
const OF_HTTP1 = new Set(['keepAliveTimeout']);
/** Events that Node's streams and servers emit. */
const BY_NODE = new Set(['connection', 'data', 'end', 'pause', 'pipe', 'readable', 'resume', 'unpipe']);

const VALUE = /^(class|const|function|namespace)$/;

const found = declarations();
const sorted = (names) => [...names].sort();
const without = (names, others) => sorted([...names].filter((name) => !others.has(name)));

function namesOf(pattern) {
  const matching = [...found.keys()].filter((name) => pattern.test(name));
  return new Set(matching.flatMap((name) => [...found.get(name).members.keys()]));
}

(builtin ? describe.skip : describe)('index.d.ts', () => {
  let classes;
  let syntax;
  before(async () => {
    classes = await publicMembers();
    syntax = librarySyntax();
  });

  it('declares what the module exports, and nothing else', () => {
    assert.deepStrictEqual(valuesOf('.', http2), sorted(Object.keys(http2)));
  });

  it('is joined by declarations of what each further entry point exports', () => {
    for (const { entry } of declarationFiles()) {
      if (entry === '.' || entry.startsWith('./register')) continue;
      const exported = require(`native-http2/${entry.slice(2)}`);
      assert.deepStrictEqual(valuesOf(entry, exported), sorted(Object.keys(exported)), entry);
    }
  });

  /** A class may be declared as an interface and a constant. */
  function valuesOf(entry, exported) {
    const values = [...found.values()].filter((declaration) => declaration.entry === entry &&
      declaration.isExported && (VALUE.test(declaration.kind) || declaration.name in exported));
    return sorted(values.map(({ name }) => name));
  }

  it('declares every constant, and nothing else', () => {
    const { members } = found.get('constants');
    assert.deepStrictEqual(sorted(members.keys()), sorted(Reflect.ownKeys(http2.constants)));
  });

  it('declares every setting, and nothing else', () => {
    const settings = Object.keys(http2.getDefaultSettings());
    assert.deepStrictEqual(
      sorted(found.get('Settings').members.keys()), sorted([...settings, 'customSettings']));
  });

  it('declares every member of every class', () => {
    for (const [name, { members }] of Object.entries(classes)) {
      const declared = membersOf(found, name);
      const inherited = NODE[name]?.prototype ?? {};
      const missing = without(members, declared).filter((member) => !(member in inherited));
      assert.deepStrictEqual(missing, [], name);
    }
  });

  it('declares no member that there is not', () => {
    for (const [name, { example }] of Object.entries(classes)) {
      const missing = [...found.get(name).members.keys()].filter((member) => !has(example, member));
      assert.deepStrictEqual(missing, [], name);
    }
  });

  function has(object, member) {
    return member === '[Symbol.asyncDispose]' ? Symbol.asyncDispose in object : member in object;
  }

  it('declares the numbers of a state', () => {
    for (const name of ['Http2Session', 'Http2Stream']) {
      const { members } = found.get(`${name.slice('Http2'.length)}State`);
      assert.deepStrictEqual(sorted(members.keys()), sorted(classes[name].state), name);
    }
  });

  it('declares every option that the library reads', () => {
    const declared = new Set([...namesOf(/Options(WithError)?$/), ...namesOf(/^UnpackedSettingsOptions$/)]);
    const ours = without(syntax.options, new Set([...OF_NODE, ...INTERNAL]));
    assert.deepStrictEqual(without(ours, declared), []);
  });

  it('declares no option that the library does not read', () => {
    const declared = namesOf(/^(?!Stat|AlternativeService|KeepAlive).*Options(WithError)?$/);
    assert.deepStrictEqual(without(declared, new Set([...syntax.options, ...OF_HTTP1])), []);
    for (const name of OF_HTTP1) assert.ok(name in new http.Server(), name);
  });

  it('declares every event that the library emits, and no other', () => {
    const declared = new Set([...namesOf(/EventMap$/), ...namesOf(/^DuplexEvents$/)]);
    assert.deepStrictEqual(without(syntax.events, declared), []);
    assert.deepStrictEqual(without(declared, new Set([...syntax.events, ...BY_NODE])), []);
  });

  it('describes every export and member', () => {
    const silent = [];
    for (const { comment, isExported, kind, members, name } of found.values()) {
      if (isExported && !comment.includes('@since')) silent.push(`${name}: no @since`);
      if (!comment && kind !== 'namespace') silent.push(name);
      if (name === 'NativeHttp2ServerResponse') continue;
      for (const [member, described] of members) if (!described) silent.push(`${name}.${member}`);
    }
    assert.deepStrictEqual(silent, []);
  });

  it('leaves the declarations of others alone', () => {
    for (const { text } of declarationFiles()) {
      assert.doesNotMatch(text, /declare (module|global)|from 'node:http2'/);
    }
  });
});
