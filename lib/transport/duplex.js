'use strict';

const { nextTick, setImmediate } = require('../clock.js');
const { receive, whenDelivered } = require('../engine/delivery.js');
const { copyOf } = require('../engine/own-memory.js');
const { StreamOutput } = require('./stream-output.js');

/** Any Duplex: read by `'data'`, written by `write()`. */
class DuplexTransport {
  #connection;
  #socket;
  #output;
  /** @type {ArrayBuffer[]|undefined} input that came before the session has emitted `'connect'` */
  #early = [];
  #receive = (chunk) => this.receive(chunk);
  #readable = () => this.#readAll();
  #resume = () => this.#read();
  #end = () => whenDelivered(this.#connection.engine, () => this.#ended());

  constructor(connection, socket) {
    this.#connection = connection;
    this.#socket = socket;
    this.#output = new StreamOutput(connection, socket, false);
  }

  start() {
    this.#socket.on('data', this.#receive);
    // A net.Socket closes by itself when its peer ends; others may be half-open by default.
    this.#socket.on('end', this.#end);
    // Read in the next tick: 'connect' comes first, and the socket's previous owner may still pause it, or
    // put back in this turn the bytes that he read.
    nextTick(this.#resume);
  }

  #read() {
    const early = this.#early;
    this.#early = undefined;
    for (const memory of early) {
      if (!this.#connection.destroyed) receive(this.#connection.engine, memory);
    }
    if (this.#connection.destroyed) return;
    if (this.#socket.listenerCount('readable') === 0) {
      this.#socket.resume();
      return;
    }
    // With such a listener there are no 'data' events but those of read().
    this.#socket.on('readable', this.#readable);
    this.#readAll();
  }

  #readAll() {
    while (this.#socket.read() !== null);
  }

  receive(chunk) {
    if (this.#connection.destroyed) return;
    // The owner of the other end of the Duplex may use the chunk as well.
    const { buffer } = copyOf(chunk);
    if (this.#early === undefined) receive(this.#connection.engine, buffer);
    else this.#early.push(buffer);
  }

  #ended() {
    const { destroyed, shutdown } = this.#connection;
    if (!destroyed && !shutdown.waitsForReaders) endDuplex(this.#socket, true);
  }

  flush() {
    this.#output.flush();
  }

  finish(socketIsGone) {
    this.#socket.removeListener('data', this.#receive);
    // To remove a listener that is not there would stop the flow all the same, a tick later.
    if (this.#socket.listeners('readable').includes(this.#readable)) {
      this.#socket.removeListener('readable', this.#readable);
    }
    this.#socket.removeListener('end', this.#end);
    if (!socketIsGone) this.#output.finish();
  }

  /** Discards what the peer still sends, so that the socket sees its end. */
  release() {
    this.#socket.resume();
  }
}

/**
 * Ends our side of a Duplex, and destroys it when all is written.
 * @param {Duplex} socket
 * @param {boolean} untilPeerEnds destroys it only when the other side has ended as well
 */
function endDuplex(socket, untilPeerEnds) {
  const destroy = () => socket.destroy();
  const finished = () => {
    if (socket.readableEnded) destroy();
    else if (untilPeerEnds) socket.once('end', destroy);
    // A peer in this process may answer at once.
    else setImmediate(destroy);
  };
  socket.end();
  if (socket.writableFinished) finished();
  else socket.once('finish', finished);
}

module.exports = { DuplexTransport, endDuplex };
