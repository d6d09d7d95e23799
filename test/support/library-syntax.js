'use strict';

const fs = require('node:fs');
const path = require('node:path');
const espree = require('espree');

/**
 * What the library reads, emits and throws, as its syntax shows it, wherever in lib/ that is: names of
 * options, events and error codes.
 */

const LIBRARY = path.join(__dirname, '..', '..', 'lib');
const CODE = /^ERR_[A-Z0-9_]+$|^ABORT_ERR$/;
/** What the options that a program gave are called, or a checked copy of them. */
const OPTIONS = new Set(['options', 'checked']);

function* nodesOf(node) {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') yield node;
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
    else if (typeof value === 'object') yield* nodesOf(value);
  }
}

class Module {
  constructor(file) {
    const text = fs.readFileSync(file, 'utf8');
    this.nodes = [...nodesOf(espree.parse(text, { ecmaVersion: 2023, sourceType: 'commonjs' }))];
    this.functions = new Map(this.#named('FunctionDeclaration'));
    this.variables = new Map(this.#named('VariableDeclarator'));
  }

  #named(type) {
    return this.of(type).filter(({ id }) => id?.type === 'Identifier').map((node) => [node.id.name, node]);
  }

  of(type) {
    return this.nodes.filter((node) => node.type === type);
  }

  /** The parameters of each function that may be called: `read`, or `READERS[name]`. */
  parametersOf(callee) {
    if (callee.type === 'Identifier') return [this.functions.get(callee.name)?.params ?? []];
    const table = callee.computed ? this.variables.get(callee.object.name)?.init : undefined;
    return table?.properties?.map(({ value }) => value.params ?? []) ?? [];
  }

  /** The strings that an expression may be, as far as this file shows it. */
  stringsOf(node) {
    switch (node?.type) {
      case 'Literal': return typeof node.value === 'string' ? [node.value] : [];
      case 'ConditionalExpression':
        return [...this.stringsOf(node.consequent), ...this.stringsOf(node.alternate)];
      case 'Identifier': return this.stringsOf(this.variables.get(node.name)?.init);
      case 'CallExpression': return this.#returnedBy(this.functions.get(node.callee.name));
      default: return [];
    }
  }

  #returnedBy(definition) {
    const returns = [...nodesOf(definition ?? null)].filter(({ type }) => type === 'ReturnStatement');
    return returns.flatMap(({ argument }) => this.stringsOf(argument));
  }
}

/** Options that a program gave: `options`, `core.options`, `server[kOptions]`, `options ?? {}`... */
function areOptions(node) {
  switch (node?.type) {
    case 'Identifier': return OPTIONS.has(node.name);
    case 'MemberExpression':
      if (node.object.name === 'contract') return false;
      return node.computed ? node.property.name === 'kOptions' : OPTIONS.has(node.property.name);
    case 'LogicalExpression': return areOptions(node.left);
    case 'AssignmentPattern': return areOptions(node.left);
    case 'ChainExpression': return areOptions(node.expression);
    default: return false;
  }
}

/** The keys of a pattern; those behind a key `options` are options, wherever the pattern stands. */
function keysOf(pattern) {
  if (pattern?.type === 'AssignmentPattern') return keysOf(pattern.left);
  if (pattern?.type !== 'ObjectPattern') return [];
  return pattern.properties.filter(({ key }) => key?.type === 'Identifier').map(({ key }) => key.name);
}

function optionsOf(module) {
  const members = module.of('MemberExpression')
    .filter((node) => !node.computed && areOptions(node.object)).map(({ property }) => property.name);
  const taken = module.of('VariableDeclarator').filter(({ init }) => areOptions(init))
    .flatMap(({ id }) => keysOf(id));
  const nested = module.of('Property').filter(({ key, value }) => areOptions(key) && keysOf(value).length > 0)
    .flatMap(({ value }) => keysOf(value));
  const passed = module.of('CallExpression').flatMap((call) => {
    const parameters = module.parametersOf(call.callee);
    return call.arguments.flatMap((argument, at) => (areOptions(argument) ?
      parameters.flatMap((list) => keysOf(list[at])) : []));
  });
  return [...members, ...taken, ...nested, ...passed];
}

function eventsOf(module) {
  return module.of('CallExpression').flatMap(({ callee, arguments: given }) => {
    const { name } = callee.property ?? {};
    if (name === 'emit') return module.stringsOf(given[0]);
    return callee.name === 'emitHandled' ? module.stringsOf(given[1]) : [];
  });
}

/** Codes are strings, or the names of rows in a table of errors. */
function codesOf(module) {
  const strings = module.of('Literal').map(({ value }) => value);
  const rows = module.of('Property').filter(({ value }) => value.type === 'ArrayExpression')
    .map(({ key }) => key.name);
  return [...strings, ...rows].filter((text) => CODE.test(text));
}

/** What a program of Node 8 has besides has a page of its own. */
function libraryFiles() {
  return fs.readdirSync(LIBRARY, { recursive: true })
    .filter((file) => file.endsWith('.js') && !file.startsWith('legacy'));
}

/** @returns {{ options: Set<string>, events: Set<string>, codes: Set<string> }} */
function librarySyntax() {
  const files = libraryFiles();
  const modules = files.map((file) => new Module(path.join(LIBRARY, file)));
  return {
    options: new Set(modules.flatMap(optionsOf)),
    events: new Set(modules.flatMap(eventsOf)),
    codes: new Set(modules.flatMap(codesOf)),
  };
}

const ENGINE = path.join(__dirname, '..', '..', 'src');

/** @returns {Map<string, number>} the engine's defaults by name, as `max_settings` */
function engineDefaults() {
  const texts = fs.readdirSync(ENGINE).map((file) => fs.readFileSync(path.join(ENGINE, file), 'utf8'));
  const struct = texts.map((text) => /struct SessionOptions {[^}]*}/.exec(text)).find(Boolean)[0];
  const fields = struct.matchAll(/(\w+) = ([\d']+);/g);
  return new Map(Array.from(fields, ([, name, value]) => [name, Number(value.replaceAll("'", ''))]));
}

/** @returns {object} what the file of the library exports that declares a function of this name */
function libraryModuleOf(name) {
  const files = libraryFiles();
  const declares = (file) => new Module(path.join(LIBRARY, file)).functions.has(name);
  return require(path.join(LIBRARY, files.find(declares)));
}

module.exports = { engineDefaults, libraryModuleOf, librarySyntax };
