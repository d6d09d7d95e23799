'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const net = require('node:net');
const { decodeFrame, encodeFrame } = require('./frame');
const { HpackDecoder } = require('./hpack');

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

// Frames that depend on buffer sizes and versions rather than on behaviour.
const UNREMARKABLE = new Set(['SETTINGS', 'WINDOW_UPDATE']);

/** Headers of a plain GET. */
const GET = [
  [':method', 'GET'], [':scheme', 'http'], [':path', '/'], [':authority', 'localhost'],
];

/** Headers of a plain POST. */
const POST = [[':method', 'POST'], ...GET.slice(1)];

/**
 * A peer that sends exactly the frames that a test asks for, over any Duplex, and answers
 * nothing on its own. A test reads as the transcript of a conversation:
 *
 *     const peer = await FramePeer.connect(port);
 *     await peer.handshake();
 *     peer.send({ type: 'HEADERS', streamId: 1, headers: GET, endStream: true });
 *     await peer.expect('HEADERS', { streamId: 1, endStream: true });
 */
class FramePeer {
  #buffered = Buffer.alloc(0);
  #decoder = new HpackDecoder();
  #expectsPreface;
  #arrived = [];
  #wake = () => {};
  #block = null;

  /**
   * @param {import('node:stream').Duplex} socket
   * @param {{ role?: 'client' | 'server' }} [options]
   */
  constructor(socket, { role = 'client' } = {}) {
    this.socket = socket;
    this.role = role;
    this.#expectsPreface = role === 'server';
    /** Resolves when the other side has ended or broken the connection. */
    this.ended = new Promise((resolve) => {
      for (const event of ['end', 'close']) socket.once(event, resolve);
    });
    this.isEnded = false;
    this.ended.then(() => { this.isEnded = true; this.#wake(); });
    // A reset by the other side is an end like any other here.
    socket.on('error', () => {});
    socket.on('data', (chunk) => this.#receive(chunk));
  }

  /** Connects as a client to a TCP port or a Unix socket's path. */
  static async connect(address) {
    const socket = net.connect(address);
    await once(socket, 'connect');
    return new FramePeer(socket);
  }

  /** A line for each frame that came, but for SETTINGS and WINDOW_UPDATE. */
  lines = [];

  /** Sends frames in one write. */
  send(...frames) {
    this.socket.write(Buffer.concat(frames.map(encodeFrame)));
    return this;
  }

  /** Sends bytes that need not be frames. */
  sendBytes(bytes) {
    this.socket.write(bytes);
    return this;
  }

  /** Sends the preface (as a client) and our SETTINGS without waiting for an answer. */
  greet(settings = []) {
    if (this.role === 'client') this.sendBytes(PREFACE);
    return this.send({ type: 'SETTINGS', settings });
  }

  /** Exchanges SETTINGS and acknowledgements; resolves to the peer's SETTINGS frame. */
  async handshake(settings = []) {
    this.greet(settings);
    const theirs = await this.until('SETTINGS', { ack: false });
    this.send({ type: 'SETTINGS', ack: true });
    await this.until('SETTINGS', { ack: true });
    return theirs;
  }

  /** The next frame; null when the connection ends first. */
  async next() {
    while (this.#arrived.length === 0) {
      if (this.isEnded) return null;
      await new Promise((resolve) => { this.#wake = resolve; });
    }
    return this.#arrived.shift();
  }

  /** The next frame must be of this type and have these fields. */
  async expect(type, fields = {}) {
    const frame = await this.next();
    assert.ok(frame, `the connection ended before ${type}`);
    assert.deepStrictEqual(pick(frame, { type, ...fields }), { type, ...fields });
    return frame;
  }

  /** Reads on until a frame of this type with these fields; drops the others. */
  async until(type, fields = {}) {
    for (;;) {
      const frame = await this.next();
      assert.ok(frame, `the connection ended before ${type} ${JSON.stringify(fields)}`);
      if (matches(frame, { type, ...fields })) return frame;
    }
  }

  /** All frames up to the end of the connection. */
  async rest() {
    const frames = [];
    for (let frame; (frame = await this.next());) frames.push(frame);
    return frames;
  }

  /** The frames up to the acknowledgement of a PING: what was said before now, without a sleep. */
  async soFar() {
    const data = Buffer.from('so far..');
    this.send({ type: 'PING', data });
    const frames = [];
    for (;;) {
      const frame = await this.next();
      assert.ok(frame, 'the connection ended before the acknowledgement of PING');
      if (frame.type === 'PING' && frame.ack && frame.data.equals(data)) return frames;
      frames.push(frame);
    }
  }

  destroy() {
    this.socket.destroy();
  }

  #receive(chunk) {
    this.#buffered = Buffer.concat([this.#buffered, chunk]);
    if (this.#expectsPreface && !this.#takePreface()) return;
    for (let decoded; (decoded = decodeFrame(this.#buffered));) {
      this.#buffered = this.#buffered.subarray(decoded.size);
      this.#take(decoded.frame);
    }
    this.#wake();
  }

  #takePreface() {
    if (this.#buffered.length < PREFACE.length) return false;
    assert.deepStrictEqual(this.#buffered.subarray(0, PREFACE.length), PREFACE);
    this.#buffered = this.#buffered.subarray(PREFACE.length);
    this.#expectsPreface = false;
    return true;
  }

  // CONTINUATION frames are folded into the frame that opened their block.
  #take(frame) {
    if (frame.block === undefined) return this.#deliver(frame);
    if (this.#block) {
      this.#block.block = Buffer.concat([this.#block.block, frame.block]);
      this.#block.continuations++;
    } else {
      this.#block = Object.assign(frame, { continuations: 0 });
    }
    if (!frame.endHeaders) return;
    const whole = this.#block;
    this.#block = null;
    whole.headers = this.#decoder.decode(whole.block);
    this.#deliver(whole);
  }

  #deliver(frame) {
    if (!UNREMARKABLE.has(frame.type) && !frame.ack) this.lines.push(describeFrame(frame));
    this.#arrived.push(frame);
  }
}

function pick(frame, fields) {
  return Object.fromEntries(Object.keys(fields).map((key) => [key, frame[key]]));
}

function matches(frame, fields) {
  return Object.entries(fields).every(([key, value]) => frame[key] === value);
}

/** One line per frame, for comparing whole conversations. */
function describeFrame(frame) {
  const parts = [frame.type];
  if (frame.streamId) parts.push(frame.streamId);
  if (frame.ack) parts.push('ACK');
  if (frame.type === 'DATA') parts.push(`${frame.data.length} bytes`);
  if (frame.code !== undefined) parts.push(`code ${frame.code}`);
  if (frame.lastStreamId !== undefined) parts.push(`last ${frame.lastStreamId}`);
  if (frame.endStream) parts.push('END_STREAM');
  return parts.join(' ');
}

module.exports = { describeFrame, FramePeer, GET, POST, PREFACE };
