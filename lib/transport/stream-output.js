'use strict';

const { nextTick, setImmediate } = require('../clock.js');
const { drain, handedOver } = require('../engine/delivery.js');
const { copyOf } = require('../engine/own-memory.js');

const SLAB_SIZE = 64 * 1024;
// Up to this size is copied out of the slab, so that a socket that is slow holds little memory.
const SMALL = 4 * 1024;

// Slabs that no write uses; few sessions write at the same time.
const freeSlabs = [];
const MAX_FREE_SLABS = 8;

/**
 * Writes the engine's output to a stream, one write at a time: when a write is done, the next takes all
 * output that there is by then.
 *
 *     IDLE --flush()--> WRITING --flush()--> DUE
 *      ^                   |                  |
 *      +-------------------+--written---------+
 *      |                   |                  |
 *      +<--release()---- HELD <---------------+   when somebody waits for that
 */
const IDLE = 0;
const WRITING = 1;
/** There is more to do when the write is done. */
const DUE = 2;
const HELD = 3;

class StreamOutput {
  #connection;
  #socket;
  #lendsSlabs;
  #state = IDLE;
  /** @type {function(boolean)|undefined} */
  #whenHeld = undefined;

  /**
   * @param {Connection} connection
   * @param {Duplex} socket
   * @param {boolean} lendsSlabs the socket no longer uses a chunk when its write is done; others may have
   *   passed it on to a reader that keeps it
   */
  constructor(connection, socket, lendsSlabs) {
    this.#connection = connection;
    this.#socket = socket;
    this.#lendsSlabs = lendsSlabs;
  }

  get isWriting() {
    return this.#state === WRITING || this.#state === DUE;
  }

  get isHeld() {
    return this.#state === HELD;
  }

  /**
   * No write begins when the one that is on its way is done, until `release()`.
   * @param {function(boolean)} callback is called then, with whether there is more to write, and again when
   *   there is more
   */
  hold(callback) {
    this.#whenHeld = callback;
  }

  /** @returns {boolean} whether it was held: there may be something to flush */
  release() {
    if (this.#state !== HELD) return false;
    this.#whenHeld = undefined;
    this.#state = IDLE;
    return true;
  }

  flush() {
    if (this.#state === WRITING) this.#state = DUE;
    else if (this.#state === HELD) this.#whenHeld(true);
    const { destroyed, writableEnded } = this.#socket;
    if (this.#state !== IDLE || destroyed || writableEnded || this.#connection.destroyed) return;
    const slab = freeSlabs.pop() ?? Buffer.allocUnsafeSlow(SLAB_SIZE);
    const size = this.#connection.engine.pull(slab);
    if (size === 0) {
      giveBack(slab);
      drain(this.#connection.engine);
      return;
    }
    // There may be more output than has room.
    this.#state = size === SLAB_SIZE ? DUE : WRITING;
    if (size > SMALL && this.#lendsSlabs) {
      this.#socket.write(slab.subarray(0, size), (error) => this.#written(error, size, slab));
      return;
    }
    const copy = copyOf(slab, size);
    giveBack(slab);
    this.#socket.write(copy, (error) => this.#written(error, size));
  }

  #written(error, size, slab) {
    const isDue = this.#state === DUE;
    this.#state = this.#whenHeld === undefined ? IDLE : HELD;
    if (slab !== undefined) giveBack(slab);
    if (error) this.#failed(error);
    const { destroyed, engine } = this.#connection;
    if (error || destroyed) return;
    // A Duplex in memory calls back when the other side has taken the bytes. The ticks and microtasks in
    // which that side handles them run before the program is notified of the write.
    if (!this.#lendsSlabs) {
      setImmediate(handedOver, engine, size);
      nextTick(flushOutput, this);
      return;
    }
    // The ticks of the handlers run first: a reset, once it is sent, ends a stream that still has events to
    // emit. Events that are left don't wait for the next turn of the loop, as output does not.
    const isLeft = handedOver(engine, size);
    if (this.#state === HELD) this.#whenHeld(isLeft || isDue);
    else if (isLeft || isDue) nextTick(flushOutput, this);
  }

  /**
   * EPIPE is no error: the peer has ended the connection in good order, and does not read what we still
   * send. A reset is one, and the socket reports it itself.
   */
  #failed({ syscall, code }) {
    if (syscall === 'write' && code === 'EPIPE') this.#socket.destroy();
  }

  /** Writes all output that is left: the engine's session is about to be destroyed. */
  finish() {
    for (let size = SLAB_SIZE; size === SLAB_SIZE;) {
      const slab = freeSlabs.pop() ?? Buffer.allocUnsafeSlow(SLAB_SIZE);
      size = this.#connection.engine.pull(slab);
      if (size > 0) this.#socket.write(copyOf(slab, size));
      giveBack(slab);
    }
  }
}

function flushOutput(output) {
  output.flush();
}

function giveBack(slab) {
  if (freeSlabs.length < MAX_FREE_SLABS) freeSlabs.push(slab);
}

module.exports = { StreamOutput };
