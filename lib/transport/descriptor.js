'use strict';

const { lendHandle, takeHandleBack } = require('./lent-handle.js');
const { showEngineBytes } = require('./socket-bytes.js');
const { systemError } = require('./system-error.js');

/**
 * A plain socket: the engine reads and writes its descriptor, and JavaScript sees only events. The
 * socket itself is idle, see lent-handle.js; its end and its errors are brought about on it, so that its
 * own events come as usual.
 */
class DescriptorTransport {
  #connection;
  #socket;
  #handle;

  /** Whether the socket has a descriptor that can be polled. */
  static fits(socket) {
    const handle = socket._handle;
    return handle !== null && handle !== undefined && handle.fd >= 0 &&
      typeof handle.readStop === 'function';
  }

  constructor(connection, socket) {
    this.#connection = connection;
    this.#socket = socket;
  }

  start() {
    const handle = this.#handle = this.#socket._handle;
    // The sockets of a server read from the start.
    this.#socket.pause();
    handle.readStop();
    handle.reading = false;
    const error = this.#connection.engine.attachDescriptor(handle.fd);
    if (error < 0) {
      this.failed(error, 'poll');
      return;
    }
    if (!handle.hasRef()) this.#connection.engine.setReferenced(false);
    lendHandle(handle, this.#connection.engine);
    showEngineBytes(this.#socket, this.#connection.engine);
  }

  /** The peer ended its side. The idle handle does not notice, so we do what it would do. */
  ended() {
    if (this.#connection.shutdown.waitsForReaders) return;
    this.#socket.push(null);
    this.#socket.resume();
  }

  failed(errno, syscall) {
    this.#socket.destroy(systemError(errno, syscall));
  }

  /** Nothing to do: the engine writes by itself. */
  flush() {}

  finish() {
    takeHandleBack(this.#handle);
  }

  /** The engine has let go of the descriptor: the socket reads on, to see the end of the connection. */
  release() {
    const handle = this.#socket._handle;
    if (handle && !this.#socket.readableEnded) {
      handle.reading = true;
      handle.readStart();
    }
    this.#socket.resume();
  }
}

module.exports = { DescriptorTransport };
