'use strict';

const { EventEmitter, once } = require('node:events');
const net = require('node:net');
const { Duplex, Readable, Stream } = require('node:stream');
const tls = require('node:tls');
const http2 = require('./impl');
const certificate = require('./certificate');
const { closeEverything, closeLater, connect, listen } = require('./listening');

/**
 * The surface that a program can reach by reflection: a flat table of `place: description`. Names of other
 * people's classes (net.Server, Duplex...) end a prototype chain.
 */

const FOREIGN = new Map([
  [net.Server, () => net.createServer()], [tls.Server, () => tls.createServer()],
  [EventEmitter, () => new EventEmitter()], [Duplex, () => new Duplex()],
  [Readable, () => new Readable()], [Stream, () => new Stream()], [Object, () => ({})],
]);

/** One object of each kind, all of one conversation of each server. */
async function instances() {
  const plain = await conversation(http2.createServer());
  const secure = await conversation(http2.createSecureServer(certificate));
  const { server, client, request, session, stream, req, res } = plain;
  return {
    http2Server: server, http2SecureServer: secure.server,
    http1SecureServer: http2.createSecureServer({ ...certificate, allowHTTP1: true }), clientSession: client,
    serverSession: session, clientStream: request, serverStream: stream, request: req,
    response: res,
  };
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
    const name = value.name.replace('[nodejs.asyncDispose]', '[Symbol.asyncDispose]');
    return `${isClass ? 'class' : 'function'} ${name}(${value.length})`;
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
  if (typeof key === 'string' || key === Symbol.asyncDispose) return true;
  return Symbol.keyFor(key) !== undefined || key.description.startsWith('Symbol.');
}

/** Older Nodes describe their `Symbol.asyncDispose` in another way. */
function keyText(key) {
  return key === Symbol.asyncDispose ? 'Symbol(Symbol.asyncDispose)' : String(key);
}

function addProperties(table, place, object) {
  for (const key of Reflect.ownKeys(object)) {
    if (!isPublic(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    table[`${place}.${keyText(key)}`] = describeProperty(descriptor);
  }
}

function addPrototypes(table, place, object) {
  const chain = [];
  let prototype = Object.getPrototypeOf(object);
  for (; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    const { name } = prototype.constructor;
    chain.push(name);
    if (FOREIGN.has(prototype.constructor)) break;
    if (!table[`${name}.prototype`]) {
      table[`${name}.prototype`] = 'prototype';
      addProperties(table, `${name}.prototype`, prototype);
      addProperties(table, name, prototype.constructor);
    }
  }
  table[`${place} is a`] = chain.join(' > ');
}

/** Own properties beside those that every object of the foreign class has. */
function addOwnNames(table, place, object) {
  let prototype = Object.getPrototypeOf(object);
  while (!FOREIGN.has(prototype.constructor)) prototype = Object.getPrototypeOf(prototype);
  const foreign = FOREIGN.get(prototype.constructor)();
  // A count of listeners appears with the first of them.
  const names = Object.getOwnPropertyNames(object)
    .filter((name) => !Object.hasOwn(foreign, name) && name !== '_eventsCount');
  table[`own names of ${place}`] = names.sort().join(' ');
  table[`own enumerable names of ${place}`] =
    names.filter((name) => Object.keys(object).includes(name)).join(' ');
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
    addOwnNames(table, place, object);
  }
  await closeEverything();
  return table;
}

module.exports = { instances, surface };
