'use strict';

const { receive, whenDelivered } = require('../events.js');
const { StreamOutput } = require('./stream-output.js');

/** Any Duplex: read by `'data'`, written by `write()`. */
class DuplexTransport {
  #core;
  #socket;
  #output;
  #receive = (chunk) => this.receive(chunk);
  #end = () => whenDelivered(this.#core.handle, () => this.#ended());

  constructor(core, socket) {
    this.#core = core;
    this.#socket = socket;
    this.#output = new StreamOutput(core, socket, false);
  }

  start() {
    this.#socket.on('data', this.#receive);
    // A net.Socket closes by itself when its peer ends; others may be half-open by default.
    this.#socket.on('end', this.#end);
  }

  receive(chunk) {
    if (this.#core.stopped) return;
    receive(this.#core.handle, chunk);
  }

  #ended() {
    if (!this.#core.stopped) this.#socket.destroy();
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
