'use strict';

const { getSystemErrorName } = require('node:util');
const { setImmediate } = require('../clock.js');
const { isDelivering } = require('../engine/delivery.js');
const { lendHandle, lendTlsHandle, takeHandleBack } = require('./lent-handle.js');
const { keepEngineBytes, showEngineBytes } = require('./socket-bytes.js');

/**
 * The engine reads and writes the descriptor below a TLSSocket, with the records of the OpenSSL connection
 * that Node's TLS has made: half of the processor time of a request over TLS is what lies between
 * the descriptor and the socket. Node's TLS shakes hands, and has the connection in a state from which it
 * goes on by itself as soon as the engine lets go: when the socket ends, fails, is closed, or
 * somebody writes to it.
 *
 *     WAITING --something was received, and all is idle--> USED --leave()--> OVER
 *        |                                                                    ^
 *        +-- the connection can't be found, or is not idle for too long ------+
 */

const WAITING = 0;
const USED = 1;
const OVER = 2;

/** A connection on which less is received is over before the change has paid. */
const MIN_RECEIVED = 3;

/** So many times it is looked whether all is idle: each takes a turn of the loop. */
const MAX_ATTEMPTS = 64;

class TlsDescriptor {
  #connection;
  #socket;
  #handle;
  /** @type {StreamOutput} */
  #output;
  #state = WAITING;
  #received = 0;
  #attempts = 0;
  #isScheduled = false;

  /** @param {StreamOutput} output that of the transport, while the engine does not use the descriptor */
  constructor(connection, socket, output) {
    this.#connection = connection;
    this.#socket = socket;
    this.#handle = socket._handle;
    this.#output = output;
    if (!fits(socket._handle)) this.#state = OVER;
  }

  get isUsed() {
    return this.#state === USED;
  }

  /** Something was received: the engine takes over when this turn of the loop is done, if it can. */
  consider() {
    if (this.#state !== WAITING || this.#isScheduled || ++this.#received < MIN_RECEIVED) return;
    this.#isScheduled = true;
    this.#schedule(false);
  }

  /** @param {boolean} isDue output waits for it; else a process that has nothing else to do must end */
  #schedule(isDue) {
    const immediate = setImmediate(takeOver, this);
    if (!isDue) immediate.unref();
  }

  takeOver() {
    this.#isScheduled = false;
    if (this.#state === WAITING) this.#attempt();
    if (this.#output.release() && this.#state !== USED) this.#output.flush();
  }

  #attempt() {
    if (this.#connection.destroyed || this.#socket.destroyed) this.#state = OVER;
    // A long answer has no pause of its own.
    else if (this.#output.isWriting) this.#output.hold((isDue) => this.#schedule(isDue));
    else if (this.#isIdle) this.#attach();
    if (++this.#attempts === MAX_ATTEMPTS && this.#state === WAITING) this.#state = OVER;
  }

  /** Whether nothing is on its way between the descriptor and the engine, in either direction. */
  get #isIdle() {
    const { writableEnded, writableLength } = this.#socket;
    const handle = this.#handle;
    return this.#socket._handle === handle && handle.reading && !writableEnded && writableLength === 0 &&
      handle._parent.writeQueueSize === 0 && !isDelivering(this.#connection.engine);
  }

  #attach() {
    const { engine } = this.#connection;
    const handle = this.#handle;
    handle.readStop();
    const error = engine.attachTls(handle.fd, handle.getFinished(), this.#output.isHeld);
    if (error < 0) {
      if (getSystemErrorName(error) !== 'EBUSY') this.#state = OVER;
      handle.readStart();
      return;
    }
    this.#state = USED;
    engine.delivery.received.share();
    const { _parent: parent } = handle;
    if (!parent.hasRef()) engine.setReferenced(false);
    lendHandle(parent, engine);
    lendTlsHandle(handle, this);
    showEngineBytes(this.#socket, engine);
  }

  /**
   * The engine lets go of the descriptor. The socket writes by itself from now on, and reads after `read()`.
   * @param {boolean} [isClosing] the socket neither reads nor writes any more
   */
  leave(isClosing = false) {
    const wasUsed = this.#state === USED;
    this.#state = OVER;
    if (!wasUsed) return;
    const handle = this.#handle;
    const rest = this.#connection.engine.detachDescriptor(!isClosing);
    keepEngineBytes(this.#socket, rest?.length ?? 0);
    takeHandleBack(handle);
    takeHandleBack(handle._parent);
    if (rest !== undefined) this.#socket.write(rest);
  }

  /** Somebody is about to use the socket while the session lives on. */
  handOver() {
    this.leave();
    setImmediate(goOn, this);
  }

  goOn() {
    // Output may have waited for the descriptor.
    if (!this.#connection.destroyed) this.#connection.flush();
    this.read();
  }

  /** The socket reads by itself again, once the events of what the engine has read are delivered. */
  read() {
    if (this.#socket._handle !== this.#handle) return;
    const { destroyed, engine } = this.#connection;
    if (!destroyed && isDelivering(engine)) setImmediate(readAgain, this);
    else this.#handle.readStart();
  }
}

/** Whether the handle is that of a TLSSocket on a connection with a descriptor. */
function fits(handle) {
  const parent = handle._parent;
  return handle.fd >= 0 && parent?.fd === handle.fd && typeof parent.hasRef === 'function' &&
    typeof handle.readStop === 'function' && typeof handle.getFinished === 'function';
}

function takeOver(descriptor) {
  descriptor.takeOver();
}

function goOn(descriptor) {
  descriptor.goOn();
}

function readAgain(descriptor) {
  descriptor.read();
}

module.exports = { TlsDescriptor };
