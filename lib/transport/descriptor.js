'use strict';

const { getSystemErrorName } = require('node:util');

/**
 * A plain socket: the engine reads and writes a duplicate of its descriptor, and JavaScript sees
 * only events. The socket itself is idle; its end and its errors are brought about on it, so that
 * its own events come as usual.
 */
class DescriptorTransport {
  #core;
  #socket;

  /** Whether the socket has a descriptor that can be polled. */
  static fits(socket) {
    const handle = socket._handle;
    return handle !== null && handle !== undefined && handle.fd >= 0 &&
      typeof handle.readStop === 'function';
  }

  constructor(core, socket) {
    this.#core = core;
    this.#socket = socket;
  }

  start() {
    // A socket that a server hands out reads already.
    this.#socket.pause();
    this.#socket._handle.readStop();
    this.#socket._handle.reading = false;
    const error = this.#core.handle.attachDescriptor(this.#socket._handle.fd);
    if (error < 0) this.failed(error, 'poll');
  }

  /** The peer ended its side: the socket finds that out by itself. */
  ended() {
    const handle = this.#socket._handle;
    if (handle && !handle.reading) {
      handle.reading = true;
      handle.readStart();
    }
    this.#socket.resume();
  }

  failed(errno, syscall) {
    const code = getSystemErrorName(errno);
    const error = new Error(`${syscall} ${code}`);
    Object.assign(error, { errno, code, syscall });
    this.#socket.destroy(error);
  }

  reference(wanted) {
    this.#core.handle.setReferenced(wanted);
  }

  /** The engine writes by itself. */
  flush() {}

  finish() {}
}

module.exports = { DescriptorTransport };
