'use strict';

const { closeEverything } = require('./listening');
const { instances } = require('./surface');

/** The public members of each class, by reflection. */

const CLASSES = {
  Http2Server: 'http2Server',
  Http2SecureServer: 'http2SecureServer',
  ClientHttp2Session: 'clientSession',
  ServerHttp2Session: 'serverSession',
  ClientHttp2Stream: 'clientStream',
  ServerHttp2Stream: 'serverStream',
  Http2ServerRequest: 'request',
  Http2ServerResponse: 'response',
};
const BASES = { ClientHttp2Session: 'Http2Session', ClientHttp2Stream: 'Http2Stream' };

/** `_name` is for Node's streams, a symbol for Node or for us. */
function isPublic(key) {
  if (typeof key === 'symbol') return key === Symbol.asyncDispose;
  return key !== 'constructor' && !key.startsWith('_');
}

function nameOf(key) {
  return typeof key === 'string' ? key : '[Symbol.asyncDispose]';
}

function membersOf(prototype, own) {
  return new Set([...Reflect.ownKeys(prototype).filter(isPublic), ...own].map(nameOf));
}

/** What constructors put into each object, beside what those of Node's classes do. */
const OWN = {
  Http2Server: ['timeout'],
  Http2SecureServer: ['timeout'],
  Http2ServerResponse: ['req', 'writable'],
};

/** @returns {Promise<object>} by class: `members`, a set, `example`, an object of it, and maybe `state` */
async function publicMembers() {
  const examples = await instances();
  const classes = {};
  for (const [name, place] of Object.entries(CLASSES)) {
    const example = examples[place];
    const prototype = Object.getPrototypeOf(example);
    classes[name] = { members: membersOf(prototype, OWN[name] ?? []), example };
    const base = BASES[name];
    if (base === undefined) continue;
    const members = membersOf(Object.getPrototypeOf(prototype), []);
    classes[base] = { members, example, state: Object.keys(example.state) };
  }
  await closeEverything();
  return classes;
}

module.exports = { publicMembers };
