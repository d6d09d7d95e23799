'use strict';

const { drain } = require('../events.js');
const { StreamOutput } = require('./stream-output.js');

/**
 * A TLSSocket: what its handle reads goes to the engine without passing through the socket's
 * Readable. End and errors take their usual way.
 */
class HandleTransport {
  #core;
  #socket;
  #output;
  #onread;

  static fits(socket) {
    const handle = socket._handle;
    return handle !== null && handle !== undefined && typeof handle.onread === 'function' &&
      typeof handle.readStart === 'function';
  }

  constructor(core, socket) {
    this.#core = core;
    this.#socket = socket;
    this.#output = new StreamOutput(core, socket);
  }

  start() {
    const handle = this.#socket._handle;
    const transport = this;
    const original = handle.onread;
    this.#onread = original;
    handle.onread = function onread(bytes) {
      if (bytes === undefined || bytes.byteLength === 0) return original.call(this, bytes);
      transport.#receive(bytes);
      return undefined;
    };
    // Starts the handle: nothing ever reaches the buffer that this waits for.
    this.#socket.read(0);
  }

  #receive(bytes) {
    if (this.#core.stopped) return;
    this.#core.handle.receive(bytes);
    drain(this.#core.handle, bytes);
  }

  reference() {}

  flush() {
    this.#output.flush();
  }

  finish(socketIsGone) {
    if (socketIsGone) return;
    this.#output.finish();
    // From now on the socket reads for itself, to see its end.
    if (this.#socket._handle) this.#socket._handle.onread = this.#onread;
    this.#socket.resume();
  }
}

module.exports = { HandleTransport };
