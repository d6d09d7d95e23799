'use strict';

const fs = require('node:fs');
const path = require('node:path');

/**
 * What the declarations of the package's entry points declare, read by their layout: a declaration begins in
 * column 0, a member in column 2.
 */

const ROOT = path.join(__dirname, '..', '..');
const { exports: entries } = require('../../package.json');
const DECLARATION = /^(export )?(?:declare )?(interface|class|function|const|namespace|type) (\w+)/;
const MEMBER = /^ {2}(?:readonly |const |function |new )?('[^']+'|\w+|\[[\w.]+\])\??[:(<]/;
// What `extends` names, in a line of its own or behind it, but for its type arguments.
const HERITAGE = /\b(\w+(?:Map|Events|Options|Server|Session|Stream|Common|Readable|Writable|Emitter))\b/g;

/** A comment ends in the line before, or it is an overload of what has one. */
function isDocumented(lines, at, name, previous) {
  return /\*\/\s*$/.test(lines[at - 1]) || name === previous;
}

class Declaration {
  constructor(entry, kind, name, isExported, comment) {
    Object.assign(this, { entry, kind, name, isExported, comment });
    /** Names of members to whether they have a comment. */
    this.members = new Map();
    this.heritage = [];
  }
}

function commentBefore(lines, at) {
  let start = at;
  while (start > 0 && /^( \*|\/\*\*)/.test(lines[start - 1])) start--;
  return lines.slice(start, at).join('\n');
}

function addMembers(declaration, lines, from) {
  let previous;
  for (let at = from; at < lines.length && !/^}/.test(lines[at]); at++) {
    const name = MEMBER.exec(lines[at])?.[1];
    if (name === undefined) continue;
    const documented = isDocumented(lines, at, name, previous);
    if (!declaration.members.has(name)) declaration.members.set(name, documented);
    previous = name;
  }
}

/** The lines of a declaration's head, up to its opening brace. */
function headOf(lines, at) {
  let end = at;
  while (end < lines.length && !/[{;]$/.test(lines[end]) && !/{}$/.test(lines[end])) end++;
  return { text: lines.slice(at, end + 1).join(' '), end };
}

function heritageOf(head) {
  // Behind the last `extends` that is not one of a type parameter.
  const text = head.replace(/<\s*Http1Request extends[^]*?,\s*>(?= extends|\s*{|$)/, '');
  const start = text.indexOf(' extends ');
  return start < 0 ? [] : Array.from(text.slice(start).matchAll(HERITAGE), ([, name]) => name);
}

/**
 * What a program of Node 8 has besides stands in native-http2/legacy, its own declarations and page.
 * @returns {{ entry: string, text: string }[]} the entry points, as './websocket', and what declares them
 */
function declarationFiles() {
  return Object.entries(entries)
    .filter(([entry, { types }]) => types !== undefined && entry !== './legacy')
    .map(([entry, { types }]) => ({ entry, text: fs.readFileSync(path.join(ROOT, types), 'utf8') }));
}

/** @returns {Map<string, Declaration>} by name; a name that is declared twice has the members of both */
function declarations() {
  const found = new Map();
  for (const { entry, text } of declarationFiles()) addDeclarations(found, entry, text.split('\n'));
  return found;
}

function addDeclarations(found, entry, lines) {
  lines.forEach((line, at) => {
    const [, exported, kind, name] = DECLARATION.exec(line) ?? [];
    if (name === undefined) return;
    const comment = commentBefore(lines, at);
    const declaration = found.get(name) ??
      new Declaration(entry, kind, name, exported !== undefined, comment);
    found.set(name, declaration);
    const { text, end } = headOf(lines, at);
    declaration.heritage.push(...heritageOf(text));
    if (/{$/.test(lines[end])) addMembers(declaration, lines, end + 1);
  });
}

/** @returns {Set<string>} the members of a declaration, and of ours that it extends */
function membersOf(found, name) {
  const declaration = found.get(name);
  if (declaration === undefined) return new Set();
  const bases = declaration.heritage.filter((other) => other !== name && !isEventMap(declaration, other));
  const inherited = bases.flatMap((other) => [...membersOf(found, other)]);
  return new Set([...inherited, ...declaration.members.keys()]);
}

/** `Emitting<Base, SomeEventMap>` names a map whose keys are no members. */
function isEventMap({ name }, other) {
  return /EventMap$/.test(other) && !/EventMap$/.test(name);
}

module.exports = { declarationFiles, declarations, membersOf };
