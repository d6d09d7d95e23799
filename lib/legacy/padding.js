'use strict';

const { nextTick } = require('../clock.js');
const { constants } = require('../constants.js');
const { gatherBuffers, reportError } = require('../engine/addon.js');
const { pendingEvents } = require('../engine/contract.js');
const { drain, handedOver } = require('../engine/delivery.js');
const { copyOf } = require('../engine/own-memory.js');
const { ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { kConnection } = require('../session/connection.js');
const { validateFunction } = require('../validators.js');

/**
 * Padding that a function of the program chooses, frame by frame. The engine calls it while it serializes,
 * and can't be given anything meanwhile: whatever the function does to its session is kept, and done in the
 * next tick, or when the session is next used, whatever comes first.
 */

/** On a connection whose padding is chosen so: its Padding. */
const kPadding = Symbol('padding');

/** The engine's commands that are kept. The rest of its methods do as on a session that is over. */
const KEPT = [
  'altsvc', 'awaitTrailers', 'consumeAllBut', 'endBody', 'failFile', 'goaway', 'information', 'keepUnread',
  'origin', 'pauseReading', 'ping', 'pipeFile', 'refuse', 'release', 'reset', 'respond', 'resumeReading',
  'setLocalWindowSize', 'setNextStreamId', 'setPriority', 'settings', 'shutdownNotice', 'terminate',
  'trailers', 'watchBodies', 'writeBuffer', 'writeString',
];
/** Commands with a result that can't wait. */
const IMMEDIATE = ['pushPromise', 'request'];

class Padding {
  #engine;
  #function;
  #isChoosing = false;
  #kept = [];

  constructor(connection, choose) {
    const { engine, shutdown } = connection;
    this.#engine = engine;
    this.#function = choose;
    for (const name of KEPT) this.#keep(engine, name, 0);
    for (const name of IMMEDIATE) this.#order(engine, name);
    // A session is destroyed as a whole: its streams learn of it first.
    this.#keep(shutdown, 'destroy', undefined);
    this.#keepGathered(engine);
    this.#keepAcknowledged(engine);
    engine.setPaddingSelector((length, max) => this.#choose(length, max));
  }

  /** Whether the function is running. */
  get isChoosing() {
    return this.#isChoosing;
  }

  /** @returns {number} the length of the frame's payload with its padding */
  #choose(length, max) {
    const { delivery } = this.#engine;
    const { draining, waitingInput } = delivery;
    this.#isChoosing = true;
    // Input that comes meanwhile waits, as if a handler had brought it about.
    delivery.draining = true;
    try {
      const chosen = (0, this.#function)(length, max);
      if (typeof chosen === 'number' && !Number.isNaN(chosen)) {
        return Math.min(Math.max(Math.trunc(chosen), length), max);
      }
      throw new ERR_INVALID_ARG_TYPE('options.selectPadding()', 'number', chosen);
    } catch (error) {
      reportError(error);
      return length;
    } finally {
      delivery.draining = draining;
      this.#isChoosing = false;
      if (waitingInput.length > 0 && !draining) nextTick(drain, this.#engine);
    }
  }

  /** To be done when the engine has serialized. */
  after(command) {
    if (this.#kept.push(command) === 1) nextTick(() => this.#doKept());
  }

  /** A command may have the function called again. */
  #doKept() {
    while (!this.#isChoosing && this.#kept.length > 0) this.#kept.shift()();
  }

  #keep(target, name, result) {
    this.#wrap(target, name, (run, args) => {
      const lasting = args.map(lastingOf);
      this.after(() => run(...lasting));
      return result;
    });
  }

  #order(engine, name) {
    this.#wrap(engine, name, (run, args) => run(...args));
  }

  /** The gather buffer is about to be filled again. */
  #keepGathered(engine) {
    this.#wrap(engine, 'writeGathered', (run, [id, size, flags]) => {
      const current = run(id, 0, flags);
      engine.writeBuffer(id, gatherBuffers[current].subarray(0, size), flags);
      return current;
    });
  }

  #keepAcknowledged(engine) {
    this.#wrap(engine, 'acknowledge', (run, [size]) => {
      this.after(() => handedOver(engine, size));
      return pendingEvents.NONE;
    });
  }

  /** @param {Function} meanwhile `(run, args)` stands in for the method while the function runs */
  #wrap(target, name, meanwhile) {
    const method = target[name];
    const run = (...args) => Reflect.apply(method, target, args);
    Object.defineProperty(target, name, {
      configurable: true,
      writable: true,
      value: (...args) => {
        if (this.#isChoosing) return meanwhile(run, args);
        this.#doKept();
        return run(...args);
      },
    });
  }
}

/** Memory of the program may have changed when its turn comes. */
function lastingOf(argument) {
  return ArrayBuffer.isView(argument) && !(argument instanceof Uint32Array) ? copyOf(argument) : argument;
}

/**
 * @param {object} [options] of `connect()` or of a server
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function checkPadding(options) {
  const selectPadding = options?.selectPadding;
  if (selectPadding !== undefined) validateFunction(selectPadding, 'options.selectPadding');
}

/** Has the function of the session's options choose the padding, if there is one and the strategy says so. */
function choosePadding(session) {
  const connection = session[kConnection];
  const { paddingStrategy, selectPadding } = connection.options;
  if (selectPadding === undefined || paddingStrategy !== constants.PADDING_STRATEGY_CALLBACK) return;
  connection[kPadding] = new Padding(connection, selectPadding);
}

/**
 * Opens a request: one that is made while the padding is chosen waits as for a connection.
 * @param {Function} open returns the stream
 */
function requestAround(session, open) {
  const connection = session[kConnection];
  const padding = connection[kPadding];
  if (!padding?.isChoosing || !connection.ready) return open();
  padding.after(() => connection.streams.submitPending());
  return connection.holdRequests(open);
}

module.exports = { checkPadding, choosePadding, requestAround };
