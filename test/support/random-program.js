'use strict';

// A program that gives random commands, with arguments that fit and others, to the sessions and streams
// of a connection. Whatever it does, everything must close in the end, and no error may be other than
// those that are documented.

const fs = require('node:fs');
const http2 = require('./impl');
const { duplexPair } = require('./duplex-pair');
const { listen } = require('./listening');

const COMMANDS = 60;

/** Numbers from 0 to 1 that a seed determines (mulberry32). */
function randomOf(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const nothing = () => {};

// Each makes a value anew, so that no command sees what another has changed.
const VALUES = [
  () => undefined, () => null, () => 0, () => 1, () => 8, () => -1, () => 1.5, () => NaN,
  () => 2 ** 31, () => 2 ** 53, () => '', () => '/', () => 'text', () => true, () => Symbol('s'),
  () => nothing, () => ({}), () => [], () => ({ ':status': 200 }), () => ({ ':path': '/pushed' }),
  () => ({ ':status': 103 }), () => ({ 'a': 'b', 'c': ['d', 'e'] }), () => ({ 'a\n': '\0' }),
  () => [':status', '200', 'a', 'b'], () => Buffer.alloc(9), () => Buffer.alloc(70_000),
  () => new Uint8Array(0), () => ({ initialWindowSize: 10 }), () => ({ endStream: true }),
  () => ({ waitForTrailers: true }), () => ({ offset: 3, length: 5 }), () => __filename,
  () => 'https://a', () => new Error('mine'), () => ({ headerTableSize: 0, enablePush: false }),
];

const STREAM_COMMANDS = [
  'respond', 'write', 'end', 'close', 'destroy', 'additionalHeaders', 'pushStream', 'sendTrailers',
  'respondWithFile', 'respondWithFD', 'setTimeout', 'pause', 'resume', 'priority', 'cork',
  'uncork', 'setEncoding', 'unshift', 'setDefaultEncoding',
];
const SESSION_COMMANDS = [
  'ping', 'settings', 'goaway', 'close', 'destroy', 'ref', 'unref', 'setTimeout', 'setLocalWindowSize',
  'altsvc', 'origin', 'request', 'setNextStreamID',
];
const PROPERTIES = ['state', 'sentHeaders', 'id', 'pending', 'localSettings', 'remoteSettings', 'socket',
  'rstCode', 'bufferSize', 'originSet', 'type', 'pendingSettingsAck', 'endAfterHeaders', 'session'];

class Program {
  #random;
  #streams = [];
  #sessions = [];
  #descriptor = fs.openSync(__filename);

  constructor(seed) {
    this.#random = randomOf(seed);
  }

  async run() {
    await this.#connect();
    for (let i = 0; i < COMMANDS; i++) {
      this.#command();
      if (this.#random() < 0.4) await new Promise(setImmediate);
    }
    await this.#end();
    fs.closeSync(this.#descriptor);
  }

  async #connect() {
    const server = await listen(http2.createServer());
    server.on('sessionError', nothing);
    server.on('session', (session) => this.#know(this.#sessions, session));
    server.on('stream', (stream) => this.#know(this.#streams, stream));
    const [ours, theirs] = duplexPair();
    for (const [one, other] of [[ours, theirs], [theirs, ours]]) {
      one.on('error', nothing);
      one.on('close', () => { if (!other.destroyed) other.push(null); });
    }
    server.emit('connection', theirs);
    const client = http2.connect('http://localhost', { createConnection: () => ours });
    client.on('stream', (stream) => this.#know(this.#streams, stream));
    this.#know(this.#sessions, client);
    for (let i = 0; i < 3; i++) this.#know(this.#streams, client.request({ ':method': 'POST' }));
  }

  #know(all, one) {
    if (one === undefined || one === null || typeof one.on !== 'function') return;
    one.on('error', nothing);
    all.push(one);
    // A handler is a place for a command, too.
    for (const event of ['response', 'data', 'end', 'wantTrailers', 'trailers', 'remoteSettings', 'ready']) {
      if (this.#random() < 0.2) one.once(event, () => this.#command());
    }
  }

  #pick(list) {
    return list[Math.floor(this.#random() * list.length)];
  }

  #arguments() {
    return Array.from({ length: Math.floor(this.#random() * 4) }, () => {
      if (this.#random() < 0.05) return this.#descriptor;
      return this.#pick(VALUES)();
    });
  }

  #command() {
    const onStream = this.#random() < 0.7 && this.#streams.length > 0;
    const target = this.#pick(onStream ? this.#streams : this.#sessions);
    const name = this.#pick(onStream ? STREAM_COMMANDS : SESSION_COMMANDS);
    try {
      void target[this.#pick(PROPERTIES)];
      const result = target[name]?.(...this.#arguments());
      if (name === 'request') this.#know(this.#streams, result);
    } catch (error) {
      check(error);
    }
  }

  async #end() {
    const open = [...this.#sessions, ...this.#streams].filter((one) => !one.destroyed);
    const closed = open.map((one) => new Promise((resolve) => { one.once('close', resolve); }));
    for (const session of this.#sessions) session.destroy();
    await Promise.all(closed);
  }
}

/** Errors of misuse have a code; any other is one of ours. */
function check(error) {
  if (error.message === 'mine' || /^ERR_|^E[A-Z]+$/.test(error.code)) return;
  throw error;
}

/** Runs the program that this number stands for, up to the end of everything. */
function runProgram(seed) {
  return new Program(seed).run();
}

module.exports = { check, runProgram };
