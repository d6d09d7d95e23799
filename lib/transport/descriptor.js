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
    else followReferences(this.#socket._handle, this.#core.handle);
  }

  /** The peer ended its side: the socket finds that out by itself. */
  ended() {
    this.#readBySocket();
  }

  #readBySocket() {
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

  /** The engine writes by itself. */
  flush() {}

  finish() {}

  /** The engine has let go of the descriptor: the socket reads on, to see the end of the connection. */
  release() {
    this.#readBySocket();
  }
}

/** On a socket's handle: the native session that polls in its place. */
const kPolling = Symbol('polling');

/**
 * The socket's own handle is idle, and an idle handle keeps no process alive. So the engine's does
 * whenever the socket's would: `socket.ref()` and `socket.unref()`, by whoever and whenever, end here.
 */
function followReferences(handle, polling) {
  if (!handle.hasRef()) polling.setReferenced(false);
  Object.assign(handle, { [kPolling]: polling, ref, unref });
}

function ref() {
  this[kPolling].setReferenced(true);
  Object.getPrototypeOf(this).ref.call(this);
}

function unref() {
  this[kPolling].setReferenced(false);
  Object.getPrototypeOf(this).unref.call(this);
}

module.exports = { DescriptorTransport };
