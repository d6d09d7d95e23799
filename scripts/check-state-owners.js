'use strict';

// State has one owner: each field of the objects below is assigned in one module of lib/. Values that the
// class itself gives it at first don't count: they say that the field is there. A field that the class does
// not have can't be added from another file.

const fs = require('node:fs');
const path = require('node:path');
const { Linter } = require('eslint');
const { ROOT } = require('./run-quietly');

const LIB = path.join(ROOT, 'lib');

/**
 * The classes, and the names that their objects have: of a variable or parameter (`state`), of a property
 * (`this.#connection`), or of the symbol of a property (`stream[kState]`). Private fields (`#name`) need
 * no check.
 */
const CLASSES = [
  {
    name: 'Connection',
    file: 'session/connection.js',
    objects: ['connection', '#connection', 'kConnection'],
  },
  { name: 'StreamState', file: 'stream/state.js', objects: ['state', '#state', 'kState'] },
  { name: 'Exchange', file: 'compat/exchange.js', objects: ['exchange', '#exchange', 'kExchange'] },
  { name: 'Http2Session', file: 'session/session.js', objects: ['session', '#session'] },
  { name: 'Http2Stream', file: 'stream/stream.js', objects: ['stream', '#stream'] },
];

const linter = new Linter();

/** By class: its fields, and by field the files that assign it. */
const found = new Map(CLASSES.map((entry) => [entry, { fields: new Set(), assigned: new Map() }]));

function main() {
  for (const file of fs.readdirSync(LIB, { recursive: true }).sort()) {
    if (file.endsWith('.js')) readFile(file);
  }
  const complaints = CLASSES.flatMap(complain);
  if (complaints.length === 0) return;
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}

function complain(entry) {
  const { fields, assigned } = found.get(entry);
  const complaints = [];
  for (const [field, files] of assigned) {
    const others = [...files].filter((file) => file !== entry.file);
    if (files.size > 1) complaints.push(`${entry.name}: ${field} is assigned in ${[...files].join(' and ')}`);
    if (!fields.has(field) && others.length > 0 && !isSymbol(field)) {
      complaints.push(`${entry.name}: ${field} is no field of the class; ${others.join(' and ')} assigns it`);
    }
  }
  return complaints;
}

/** Symbols of other modules on a program's object: each module has its own. */
function isSymbol(field) {
  return field.startsWith('[');
}

function readFile(file) {
  const text = fs.readFileSync(path.join(LIB, file), 'utf8');
  const name = file.split(path.sep).join('/');
  const own = CLASSES.find((entry) => entry.file === name);
  linter.verify(text, [{ languageOptions: { sourceType: 'commonjs' } }]);
  const { ast, visitorKeys } = linter.getSourceCode();
  visit(ast, { visitorKeys, file: name, own, inClass: undefined, inConstructor: false });
}

function visit(node, place) {
  if (node === null || node === undefined) return;
  note(node, place);
  const inner = placeIn(node, place);
  for (const key of place.visitorKeys[node.type]) {
    for (const child of [node[key]].flat()) visit(child, inner);
  }
}

function placeIn(node, place) {
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    const inClass = place.own?.name === node.id?.name ? place.own : undefined;
    return { ...place, inClass, inConstructor: false };
  }
  if (node.type === 'MethodDefinition') return { ...place, inConstructor: node.kind === 'constructor' };
  return place;
}

function note(node, place) {
  switch (node.type) {
    case 'AssignmentExpression':
      noteTargets(node.left, place);
      break;
    case 'UpdateExpression':
      noteTargets(node.argument, place);
      break;
    case 'UnaryExpression':
      if (node.operator === 'delete') noteTargets(node.argument, place);
      break;
    case 'PropertyDefinition':
      if (place.inClass !== undefined) found.get(place.inClass).fields.add(nameOf(node.key, node.computed));
      break;
    case 'CallExpression':
      noteObjectAssign(node, place);
      break;
    default:
  }
}

/** The target of an assignment, which may be a pattern. */
function noteTargets(target, place) {
  switch (target?.type) {
    case 'MemberExpression':
      noteMember(target, place);
      break;
    case 'ArrayPattern':
      for (const element of target.elements) noteTargets(element, place);
      break;
    case 'ObjectPattern':
      for (const property of target.properties) noteTargets(property.value ?? property.argument, place);
      break;
    case 'AssignmentPattern':
      noteTargets(target.left, place);
      break;
    default:
  }
}

function noteMember({ object, property, computed }, place) {
  const field = nameOf(property, computed);
  if (field.startsWith('#')) return;
  if (object.type === 'ThisExpression') {
    if (place.inClass === undefined) return;
    if (place.inConstructor) found.get(place.inClass).fields.add(field);
    else noteAssigned(place.inClass, field, place.file);
    return;
  }
  const entry = CLASSES.find(({ objects }) => objects.includes(objectName(object)));
  if (entry !== undefined) noteAssigned(entry, field, place.file);
}

/** `Object.assign(StreamState.prototype, { field: initial })` declares; with an object it assigns. */
function noteObjectAssign({ callee, arguments: args }, place) {
  if (callee.type !== 'MemberExpression' || objectName(callee.object) !== 'Object') return;
  if (nameOf(callee.property, callee.computed) !== 'assign') return;
  const [target, ...sources] = args;
  const names = sources.flatMap((source) => (source.type === 'ObjectExpression' ? source.properties : [])
    .map((property) => (property.key === undefined ? '...' : nameOf(property.key, property.computed))));
  if (target.type === 'MemberExpression' && place.own?.name === objectName(target.object)) {
    for (const name of names) found.get(place.own).fields.add(name);
    return;
  }
  const entry = CLASSES.find(({ objects }) => objects.includes(objectName(target)));
  if (entry !== undefined) for (const name of names) noteAssigned(entry, name, place.file);
}

function noteAssigned(entry, field, file) {
  const { assigned } = found.get(entry);
  if (!assigned.has(field)) assigned.set(field, new Set());
  assigned.get(field).add(file);
}

/** @returns {string} by which an object is known: `state`, `#connection`, `kState` */
function objectName(object) {
  if (object.type === 'ChainExpression') return objectName(object.expression);
  if (object.type !== 'MemberExpression') return object.name ?? '';
  const { property } = object;
  return property.type === 'PrivateIdentifier' ? `#${property.name}` : property.name ?? '';
}

/** @returns {string} `field`, `#field`, or `[kField]` for a symbol */
function nameOf(key, computed) {
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (computed) return `[${key.name ?? key.value ?? '...'}]`;
  return String(key.name ?? key.value);
}

main();
