'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const fs = require('node:fs');
const tls = require('node:tls');
const certificate = require('./certificate');
const http2 = require('./impl');
const { textOf } = require('./body');
const { encodeFrame } = require('./frame');
const { FramePeer } = require('./frame-peer');
const { closeLater, connect, listen } = require('./listening');

// How long a well-behaved client may have to wait, in milliseconds, whatever others do; longer when a
// sanitizer slows all.
const MAX_WAIT = process.env.INSTRUMENTED_ADDON ? 20_000 : 1000;
// The bytes that one attack may leave behind: caches, and what the collector has not got to yet.
const MEGABYTE = 2 ** 20;
const REMAINS = { external: 4 * MEGABYTE, arrayBuffers: 4 * MEGABYTE, rss: 48 * MEGABYTE };

/** A server with an attacker, who speaks frames, and a well-behaved client. */
class Siege {
  /** Errors of attacked sessions, as the server reports them. */
  errors = [];

  /**
   * @param {object} [options] of the server; `secure`: over TLS
   * @param {(stream, headers) => void} [answer] to the attacker; none by default
   */
  static async begin({ secure = false, ...options } = {}, answer = () => {}) {
    const siege = new Siege();
    const server = secure ? http2.createSecureServer({ ...certificate, ...options }) :
      http2.createServer(options);
    server.on('sessionError', (error) => siege.errors.push(error));
    server.on('stream', (stream, headers) => {
      stream.on('error', () => {});
      if (headers[':path'] === '/alive') answerAlive(stream);
      else answer(stream, headers);
    });
    siege.server = await listen(server);
    siege.bystander = connect(server);
    await siege.bystanderIsServed();
    return siege;
  }

  /** A new attacker; `attacked` is the server's session with it, `closed` its end. */
  async attacker(settings = []) {
    const served = once(this.server, 'session');
    const { port } = this.server.address();
    const peer = closeLater(this.server.setSecureContext === undefined ?
      await FramePeer.connect(port) : await securePeer(port));
    [this.attacked] = await served;
    this.closed = new Promise((resolve) => { this.attacked.once('close', resolve); });
    await peer.handshake(settings);
    return peer;
  }

  /** The well-behaved client has its answer in time. */
  async bystanderIsServed() {
    await this.#isServed(this.bystander);
  }

  async #isServed(session) {
    const start = performance.now();
    const stream = session.request({ ':path': '/alive' });
    assert.strictEqual(await textOf(stream), 'alive');
    const took = performance.now() - start;
    assert.ok(took < MAX_WAIT, `the answer took ${took} ms`);
  }

  /** So has one who comes later. */
  async newcomerIsServed() {
    const session = connect(this.server);
    await this.#isServed(session);
    const closed = once(session, 'close');
    session.close();
    await closed;
  }

  /** The attacked session ends: a GOAWAY for a reason, the end of the connection, `'close'`. */
  async ends(peer) {
    const frames = await peer.rest();
    await this.closed;
    const goaway = frames.find((frame) => frame.type === 'GOAWAY' && frame.code !== 0);
    assert.ok(goaway, 'there was no GOAWAY');
    return goaway;
  }

  /** Everybody else is served, and nothing but the well-behaved client's connection is left. */
  async isOver() {
    await this.newcomerIsServed();
    await this.bystanderIsServed();
    while (await connectionsOf(this.server) > 1) await new Promise(setImmediate);
  }
}

async function securePeer(port) {
  const socket = tls.connect({ port, ALPNProtocols: ['h2'], rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  return new FramePeer(socket);
}

function answerAlive(stream) {
  stream.respond();
  stream.end('alive');
}

function connectionsOf(server) {
  return new Promise((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
}

/** The bytes of these frames, `times` over. */
function repeated(times, ...frames) {
  const bytes = Buffer.concat(frames.map(encodeFrame));
  return Buffer.alloc(bytes.length * times, bytes);
}

/** The bytes of one frame after the other, as `frameAt(i)` describes them. */
function sequence(times, framesAt) {
  return Buffer.concat(Array.from({ length: times }, (_, i) => framesAt(i).map(encodeFrame)).flat());
}

function descriptors() {
  return fs.readdirSync('/proc/self/fd').length;
}

async function collect() {
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate);
    globalThis.gc();
  }
  return process.memoryUsage();
}

/**
 * Runs an attack, and checks that memory and descriptors are back as they were.
 * @param {() => Promise<void>} attack is run once before, so that caches are filled
 */
async function leavesNothing(attack) {
  await attack();
  const [before, open] = [await collect(), descriptors()];
  await attack();
  const after = await collect();
  for (const [kind, remains] of Object.entries(REMAINS)) {
    const grown = after[kind] - before[kind];
    assert.ok(grown < remains, `${kind} grew by ${grown} bytes`);
  }
  assert.ok(descriptors() <= open, `${descriptors()} descriptors, ${open} before`);
}

module.exports = { leavesNothing, repeated, sequence, Siege };
