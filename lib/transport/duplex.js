'use strict';

const { receive } = require('../events.js');
const { StreamOutput } = require('./stream-output.js');

/** Any Duplex: read by `'data'`, written by `write()`. */
class DuplexTransport {
  #core;
  #socket;
  #output;
  #waiting = [];
  #receive = (chunk) => this.receive(chunk);
  #end = () => { if (!this.#core.stopped) this.#socket.destroy(); };

  constructor(core, socket) {
    this.#core = core;
    this.#socket = socket;
    this.#output = new StreamOutput(core, socket);
  }

  start() {
    this.#socket.on('data', this.#receive);
    // A net.Socket closes by itself when its peer ends; others may be half-open by default.
    this.#socket.on('end', this.#end);
  }

  /** A chunk may arrive while another is still being delivered; it waits for its turn. */
  receive(chunk) {
    if (this.#core.draining) {
      this.#waiting.push(chunk);
      return;
    }
    for (let next = chunk; next !== undefined; next = this.#waiting.shift()) {
      if (this.#core.stopped) return;
      receive(this.#core.handle, next);
    }
  }

  reference() {}

  flush() {
    this.#output.flush();
  }

  finish(socketIsGone) {
    this.#socket.removeListener('data', this.#receive);
    this.#socket.removeListener('end', this.#end);
    if (socketIsGone) return;
    this.#output.finish();
    // What the peer still sends is of no interest, and must not keep its end from being seen.
    this.#socket.resume();
  }
}

module.exports = { DuplexTransport };
