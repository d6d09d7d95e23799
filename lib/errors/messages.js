'use strict';

const { inspect } = require('node:util');

/** The texts of argument errors, which depend on what was expected and on what came instead. */

const primitives = new Set([
  'bigint', 'boolean', 'function', 'number', 'object', 'string', 'symbol',
]);

/**
 * @param {string} name of the argument; with a dot it is called a property
 * @param {string|string[]} expected types in lower case, classes as they are written
 * @param {*} actual
 */
function invalidArgType(name, expected, actual) {
  return `The ${quoteName(name)} must be ${describeExpected([].concat(expected))}.` +
    ` Received ${describeReceived(actual)}`;
}

function invalidArgValue(name, value, reason = 'is invalid') {
  const kind = name.includes('.') ? 'property' : 'argument';
  return `The ${kind} '${name}' ${reason}. Received ${shorten(inspect(value), 128, 128)}`;
}

/** @param {string} range worded so that it follows "It must be" */
function outOfRange(name, range, actual) {
  return `The value of "${name}" is out of range. It must be ${range}. Received ` +
    describeNumber(actual);
}

function quoteName(name) {
  if (name.endsWith(' argument')) return name;
  return `"${name}" ${name.includes('.') ? 'property' : 'argument'}`;
}

/** Types first, then classes; an object among classes is named as one of them. */
function describeExpected(expected) {
  const classes = expected.filter((type) => !primitives.has(type));
  const types = expected.filter((type) => primitives.has(type));
  if (classes.length > 0 && types.includes('object')) {
    types.splice(types.indexOf('object'), 1);
    classes.push('Object');
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? 'one of' : 'of'} type ${list(types)}`);
  if (classes.length > 0) parts.push(`an instance of ${list(classes)}`);
  return parts.join(' or ');
}

function list(words) {
  if (words.length < 3) return words.join(' or ');
  return `${words.slice(0, -1).join(', ')}, or ${words.at(-1)}`;
}

function describeReceived(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'function') return `function ${value.name}`;
  if (typeof value === 'object') {
    const className = value.constructor?.name;
    return className ? `an instance of ${className}` : inspect(value, { depth: -1 });
  }
  const text = typeof value === 'string' ? quote(shorten(value, 28, 25)) : inspect(value);
  return `type ${typeof value} (${text})`;
}

function quote(text) {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function shorten(text, limit, kept) {
  return text.length > limit ? `${text.slice(0, kept)}...` : text;
}

/** Integers beyond 32 bits get separators: 8_589_934_592. */
function describeNumber(value) {
  if (Number.isInteger(value) && Math.abs(value) > 2 ** 32) return separate(String(value));
  if (typeof value !== 'bigint') return inspect(value);
  const far = value > 2n ** 32n || value < -(2n ** 32n);
  return `${far ? separate(String(value)) : value}n`;
}

function separate(digits) {
  return digits.replace(/\B(?=(\d{3})+$)/g, '_');
}

module.exports = { invalidArgType, invalidArgValue, outOfRange };
