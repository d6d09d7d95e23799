'use strict';

/**
 * Brings the engine's events to JavaScript, in batches that event-reader.js reads. There are two ways:
 *
 * - The event loop delivers what the descriptors of all sessions brought, in one batch. It has a section for
 *   each session: the session's index in the array of sessions, the place where the section ends, and the
 *   events.
 * - A session whose transport is in JavaScript gets its input from there, and a batch of its own.
 */

const { afterMicrotasks, nextTick, setImmediate } = require('../clock.js');
const { getBatch, reportError, sessions, setHandlers } = require('./addon.js');
const contract = require('./contract.js');
const { deliverEvents } = require('./event-reader.js');
const { ReceivedBytes } = require('./received-bytes.js');

const { SECTION_HEAD } = contract.batchLayout;
const { AFTER_TICKS, NONE, SOME } = contract.pendingEvents;

/** Ticks and microtasks alternate: so many rounds pass before the next batch. */
const HOPS = 2;

// Handlers may cause events of other sessions to be delivered while a batch is read: each depth has a batch
// of its own.
const batches = [];
let depth = 0;

/** The number of the last delivery: what shows the same number happened in one. */
const deliveries = { count: 0 };

/** The state of the delivery of one session's events. */
class Delivery {
  /**
   * @param {object} receiver has `context`, an AsyncResource; `destroyed`, whether it takes no more events;
   *   `flush()`, which has the transport write; and a method for each event, see event-reader.js
   */
  constructor(receiver) {
    this.receiver = receiver;
    this.received = new ReceivedBytes();
    /** Input that came while events were being delivered. */
    this.waitingInput = [];
    /** Events refer to the input. */
    this.undelivered = false;
    /** A batch is being delivered. */
    this.draining = false;
    /** The next batch waits for the ticks and microtasks of the one before. */
    this.waitsForTicks = false;
    /** @type {Function|undefined} is called once, when the events of all input are delivered */
    this.callback = undefined;
  }

  endInput() {
    this.undelivered = false;
    this.received.end();
  }
}

// ---- From a transport in JavaScript

/**
 * Delivers the next batch of a session's events.
 * @param {EngineSession} engine
 * @param {ArrayBuffer} [input] the engine receives it before
 * @returns {boolean} whether there was one
 */
function deliverBatch(engine, input) {
  const { delivery } = engine;
  const { receiver } = delivery;
  if (delivery.draining || receiver.destroyed) {
    if (input !== undefined) engine.receive(input);
    return false;
  }
  delivery.draining = true;
  deliveries.count++;
  const level = depth++;
  try {
    const taken = input === undefined ? engine.takeEvents(level) : engine.receiveEvents(input, level);
    const size = sizeOfBatch(level, taken);
    if (size > 0) receiver.context.runInAsyncScope(readBatch, undefined, delivery, level, size);
    return size > 0;
  } finally {
    depth--;
    delivery.draining = false;
  }
}

/**
 * Gives the engine what a transport has read. Input that comes while events are being delivered, because of
 * what a handler did, waits for its turn.
 * @param {EngineSession} engine
 * @param {ArrayBuffer} memory that nobody else has: handlers run before all of it is delivered
 */
function receive(engine, memory) {
  const { delivery } = engine;
  delivery.waitingInput.push(memory);
  if (!delivery.draining && !delivery.waitsForTicks) receiveWaiting(engine);
}

function receiveWaiting(engine) {
  const { delivery } = engine;
  while (delivery.waitingInput.length > 0 && !delivery.receiver.destroyed) {
    // Events that are left refer to the input before.
    while (delivery.undelivered && deliverBatch(engine));
    receiveNext(engine);
    if (delivery.waitsForTicks) return;
  }
  if (delivery.undelivered || delivery.callback === undefined) return;
  const { callback } = delivery;
  delivery.callback = undefined;
  callback();
}

function receiveNext(engine) {
  const { delivery } = engine;
  const input = delivery.waitingInput.shift();
  delivery.undelivered = true;
  delivery.received.begin(input);
  deliverNext(engine, input);
}

/** Whether there are events that are not delivered, or input that waits for that. */
function isDelivering(engine) {
  const { draining, undelivered, waitingInput, waitsForTicks } = engine.delivery;
  return draining || undelivered || waitsForTicks || waitingInput.length > 0 || engine.hasEvents() !== NONE;
}

/** Calls back when the events of all input are delivered: at once, if they are. */
function whenDelivered(engine, callback) {
  const { delivery } = engine;
  delivery.callback = callback;
  if (!delivery.draining && !delivery.undelivered) receiveWaiting(engine);
}

/** Delivers what a transport has brought that is gone now, without waiting for ticks. */
function deliverRest(engine) {
  const { delivery } = engine;
  if (delivery.draining) return;
  while (delivery.undelivered && deliverBatch(engine));
  if (delivery.undelivered) delivery.endInput();
  receiveWaiting(engine);
  if (delivery.undelivered) deliverRest(engine);
}

/**
 * Delivers all events of a session. Between two batches the ticks of the first one's handlers run.
 * @param {EngineSession} engine
 * @returns {boolean} whether some wait for the next turn of the loop
 */
function drain(engine) {
  const { delivery } = engine;
  if (delivery.waitsForTicks) return false;
  const pending = deliverNext(engine);
  if (!delivery.draining) receiveWaiting(engine);
  return pending === SOME;
}

function deliverNext(engine, input) {
  const { delivery } = engine;
  const pending = deliverBatch(engine, input) ? engine.hasEvents() : NONE;
  if (pending === AFTER_TICKS) waitForTicks(engine);
  else if (pending !== NONE) setImmediate(drain, engine);
  else if (delivery.undelivered && !delivery.draining) delivery.endInput();
  return pending;
}

/**
 * The transport has handed over what it pulled from the engine.
 * @param {EngineSession} engine
 * @param {number} size in bytes
 * @returns {boolean} whether there is something to deliver in the next turn of the loop
 */
function handedOver(engine, size) {
  return engine.acknowledge(size) !== NONE && drain(engine);
}

/** Goes on when what the handlers have put off to ticks and microtasks is done. */
function waitForTicks(engine) {
  engine.delivery.waitsForTicks = true;
  nextTick(hop, engine, HOPS);
}

/** All ticks run before the microtasks that they, and those before them, have queued. */
function hop(engine, hops) {
  if (hops > 0) {
    afterMicrotasks(() => nextTick(hop, engine, hops - 1));
    return;
  }
  engine.delivery.waitsForTicks = false;
  goOn(engine);
}

/** Input that came meanwhile has ticks of its own, too. */
function goOn(engine) {
  const { delivery } = engine;
  const { waitingInput, receiver } = delivery;
  if (delivery.undelivered || waitingInput.length === 0 || receiver.destroyed) deliverNext(engine);
  else receiveNext(engine);
  if (delivery.waitsForTicks || delivery.draining) return;
  if (waitingInput.length > 0 && !receiver.destroyed) waitForTicks(engine);
  else receiveWaiting(engine);
}

/** A negative result is `~size`: one event did not fit, so the engine allocated a larger array. */
function sizeOfBatch(level, size) {
  if (batches.length === level) batches.push(getBatch(level));
  if (size >= 0) return size;
  batches[level] = getBatch(level);
  return ~size;
}

function readBatch(delivery, level, size) {
  const batch = batches[level];
  deliverEvents(delivery, batch, 0, size);
  forgetStrings(batch);
}

/** The strings of a batch may be long, and must not stay until the next batch. */
function forgetStrings({ strings }) {
  if (strings.length > 0) strings.fill(undefined);
}

// ---- From the event loop

function deliver(result) {
  const size = sizeOfBatch(0, result);
  const batch = batches[0];
  depth++;
  deliveries.count++;
  try {
    readSections(batch, size);
  } finally {
    depth--;
  }
  forgetStrings(batch);
}

function readSections(batch, size) {
  const { events } = batch;
  for (let at = 0; at < size;) {
    // A handler of an earlier section may have destroyed the session.
    const delivery = sessions[events[at]]?.delivery;
    const end = events[at + 1];
    delivery?.receiver.context.runInAsyncScope(
      deliverEvents, undefined, delivery, batch, at + SECTION_HEAD, end);
    at = end;
  }
}

/** Has a transport in JavaScript write. Called with the native session as `this`; `_write` may throw. */
function flush() {
  try {
    this.delivery.receiver.flush();
  } catch (error) {
    reportError(error);
  }
}

setHandlers(deliver, flush);

module.exports = {
  Delivery, deliveries, deliverRest, drain, handedOver, isDelivering, receive, whenDelivered,
};
