'use strict';

const { Readable } = require('node:stream');
const { clearInterval, setInterval } = require('../clock.js');
const { receive, whenDelivered } = require('../engine/delivery.js');
const { copyOf } = require('../engine/own-memory.js');
const { canReadInto, readInto } = require('./read-buffer.js');
const { StreamOutput } = require('./stream-output.js');
const { systemError } = require('./system-error.js');
const { TlsDescriptor } = require('./tls-descriptor.js');
const { tlsError } = require('./tls-error.js');

/** Milliseconds between two looks at whether a peer that has ended is still there. */
const PEER_CHECK = 1000;

/**
 * A TLSSocket: what its handle reads goes to the engine without passing through the socket's
 * Readable. End and errors take their usual way.
 */
class HandleTransport {
  #connection;
  #socket;
  #output;
  /** @type {TlsDescriptor} */
  #descriptor;
  #endIsDue = false;
  #readsAgain = false;
  /** @type {NodeJS.Timeout|undefined} from the peer's end on */
  #peerCheck = undefined;

  static fits(socket) {
    const handle = socket._handle;
    return handle !== null && handle !== undefined && typeof handle.onread === 'function' &&
      typeof handle.readStart === 'function';
  }

  constructor(connection, socket) {
    this.#connection = connection;
    this.#socket = socket;
    this.#output = new StreamOutput(connection, socket, true);
    this.#descriptor = new TlsDescriptor(connection, socket, this.#output);
  }

  start() {
    // The socket's own reader makes a chunk of its input (how depends on the Node) and pushes it. This
    // method takes the chunk instead of the Readable; `true` asks for more.
    this.#socket.push = (chunk) => {
      if (chunk === null) return this.#ended();
      this.#receive(chunk);
      return true;
    };
    if (canReadInto(this.#socket)) readInto(this.#socket, (memory) => this.#receive(memory));
    // Starts the handle. The buffer that `read()` looks into stays empty.
    this.#socket.read(0);
  }

  /** The peer ended the connection. The socket ends when all input before that is delivered. */
  #ended() {
    this.#watchPeer();
    whenDelivered(this.#connection.engine, () => {
      this.#endIsDue = this.#connection.shutdown.waitsForReaders;
      if (!this.#endIsDue) this.#end();
    });
    return false;
  }

  /**
   * After the peer's end the handle reads no more, and Node's TLS does not report each write that fails then:
   * a connection that is reset before it has taken our last output would stay for ever.
   */
  #watchPeer() {
    const socket = this.#socket;
    clearInterval(this.#peerCheck);
    const timer = this.#peerCheck = setInterval(() => {
      if (!isConnected(socket._handle)) socket.destroy();
      if (socket.destroyed) clearInterval(timer);
    }, PEER_CHECK);
    this.#peerCheck.unref();
  }

  #end() {
    const socket = this.#socket;
    if (socket.readableEnded) return;
    Readable.prototype.push.call(socket, null);
    socket.read(0);
  }

  #receive(bytes) {
    if (this.#connection.destroyed) return;
    receive(this.#connection.engine, memoryOf(bytes));
    this.#descriptor.consider();
  }

  // ---- While the engine reads the descriptor

  /** The peer ended the connection. */
  ended() {
    this.#descriptor.leave();
    this.#ended();
    // Output may have waited for the descriptor.
    this.flush();
  }

  /** As the socket's handle reports it. */
  failed(errno, syscall) {
    const texts = this.#connection.engine.getTlsError();
    this.#descriptor.leave();
    const socket = this.#socket;
    const handle = socket._handle;
    if (handle === null) return;
    if (texts !== undefined) handle.onerror(tlsError(texts));
    else socket.destroy(systemError(errno, syscall));
  }

  // ---- The end

  /** A write that fails would destroy the socket: no output goes to a peer that has ended the connection. */
  flush() {
    if (!this.#endIsDue) this.#output.flush();
  }

  finish(socketIsGone) {
    clearInterval(this.#peerCheck);
    this.#readsAgain = this.#descriptor.isUsed;
    this.#descriptor.leave(socketIsGone);
    if (socketIsGone) return;
    this.#output.finish();
  }

  /** The socket reads on by itself, to see the end of the connection. */
  release() {
    delete this.#socket.push;
    if (this.#endIsDue) this.#end();
    if (this.#readsAgain) this.#descriptor.read();
    this.#socket.resume();
  }
}

/** Whether the connection of a socket was neither reset nor closed; a handle that can't tell has one. */
function isConnected(handle) {
  return typeof handle?.getpeername !== 'function' || handle.getpeername({}) === 0;
}

/** Some Nodes read each time into new memory, others into slices of memory that sockets share. */
function memoryOf(bytes) {
  const { buffer, byteLength } = bytes;
  if (buffer === undefined) return bytes;
  return byteLength === buffer.byteLength ? buffer : copyOf(bytes).buffer;
}

module.exports = { HandleTransport };
