'use strict';

const { once } = require('node:events');
const http2 = require('./impl');
const certificate = require('./certificate');
const { closeEverything, closeLater, connect, listen } = require('./listening');

/**
 * What a program can reach by reflection: a flat table of `place: description`. Names of other
 * people's classes (net.Server, Duplex...) end a prototype chain.
 */

const FOREIGN = new Set(['Server', 'EventEmitter', 'Duplex', 'Readable', 'Stream', 'Object']);

/** One object of each kind, all of one conversation of each server. */
async function instances() {
  const plain = await conversation(http2.createServer());
  const secure = await conversation(http2.createSecureServer(certificate));
  const { server, client, request, session, stream, req, res } = plain;
  const all = {
    http2Server: server, http2SecureServer: secure.server, clientSession: client,
    serverSession: session, clientStream: request, serverStream: stream, request: req,
    response: res,
  };
  return all;
}

async function conversation(server) {
  await listen(server);
  const client = connect(server);
  const answered = once(server, 'request');
  const request = closeLater(client.request({ ':path': '/' }));
  request.on('error', () => {});
  const [req, res] = await answered;
  return { server, client, request, session: req.stream.session, stream: req.stream, req, res };
}

function describeValue(value) {
  if (typeof value === 'function') {
    const isClass = Object.hasOwn(value, 'prototype') &&
      !Object.getOwnPropertyDescriptor(value, 'prototype').writable;
    return `${isClass ? 'class' : 'function'} ${value.name}(${value.length})`;
  }
  return typeof value === 'object' && value !== null ? 'object' : `${typeof value} ${String(value)}`;
}

function describeProperty(descriptor) {
  const flags = [descriptor.enumerable ? 'enumerable' : 'hidden'];
  if (!descriptor.configurable) flags.push('fixed');
  if (!('value' in descriptor)) {
    if (descriptor.get) flags.push(`getter ${descriptor.get.name}`);
    if (descriptor.set) flags.push(`setter ${descriptor.set.name}`);
    return flags.join(', ');
  }
  if (!descriptor.writable) flags.push('readonly');
  return `${flags.join(', ')}: ${describeValue(descriptor.value)}`;
}

/** Public symbols only: others are a matter of each implementation. */
function isPublic(key) {
  if (typeof key === 'string') return true;
  return Symbol.keyFor(key) !== undefined || key.description.startsWith('Symbol.');
}

function addProperties(table, place, object) {
  for (const key of Reflect.ownKeys(object)) {
    if (!isPublic(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    table[`${place}.${String(key)}`] = describeProperty(descriptor);
  }
}

function addPrototypes(table, place, object) {
  const chain = [];
  let prototype = Object.getPrototypeOf(object);
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const { name } = prototype.constructor;
    chain.push(name);
    if (FOREIGN.has(name)) break;
    if (!table[`${name}.prototype`]) {
      table[`${name}.prototype`] = 'prototype';
      addProperties(table, `${name}.prototype`, prototype);
      addProperties(table, name, prototype.constructor);
    }
  }
  table[`${place} is a`] = chain.join(' > ');
}

/** The table of the implementation under test. */
async function surface() {
  const table = {};
  addProperties(table, 'http2', http2);
  addProperties(table, 'constants', http2.constants);
  for (const [name, value] of Object.entries(http2.getDefaultSettings())) {
    table[`default ${name}`] = describeValue(value);
  }
  for (const [place, object] of Object.entries(await instances())) {
    addPrototypes(table, place, object);
    table[`own names of ${place}`] = Object.getOwnPropertyNames(object).sort().join(' ');
    table[`own enumerable names of ${place}`] = Object.keys(object).sort().join(' ');
  }
  await closeEverything();
  return table;
}

module.exports = { instances, surface };
