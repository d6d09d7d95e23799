'use strict';

/**
 * Walks the events that the engine has for sessions. They come in batches: an `Int32Array` with,
 * for each event, its type, a stream id and two numbers; after that
 *
 * - `HEADERS` and `PUSH_PROMISE`: the number of fields, then a name and a value for each;
 * - events with a text (SETTINGS, PING, GOAWAY, ALTSVC, ORIGIN): the text.
 *
 * Strings are references: an index into the array of interned strings, or into the batch's own.
 *
 * DATA refers to bytes in memory that no program has: the read buffer, or the input that a transport
 * in JavaScript gave. Programs get chunks with memory of their own, to do with it what they like.
 *
 * A batch that the event loop delivers holds the events of several sessions, each in a section: the
 * session's index in the array of sessions, the place where the section ends, and the events.
 *
 * The error of a handler goes to the process as an uncaught exception, and the rest of the batch is
 * delivered all the same. A session that a handler destroys gets no more events.
 */

const { afterMicrotasks, nextTick, setImmediate } = require('../clock.js');
const { sensitiveHeaders } = require('../constants.js');
const {
  getBatch, interned, readBuffer, reportError, sessions, setHandlers,
} = require('./addon.js');
const { decodeHeaders } = require('../headers/decode.js');
const { OwnBuffer, bytesOf, sliceOf } = require('./own-memory.js');

// The numbers are those of src/event.h.
const HEADERS = 1;
const PUSH_PROMISE = 2;
const DATA = 3;
const END_STREAM = 4;
const WRITTEN = 5;
const STREAM_CLOSE = 6;
const WANT_TRAILERS = 7;
const FRAME_ERROR = 8;
const SETTINGS = 9;
const SETTINGS_ACK = 10;
const PING = 11;
const PING_ACK = 12;
const GOAWAY = 13;
const ALTSVC = 14;
const ORIGIN = 15;
const PRIORITY = 16;
const SESSION_ERROR = 17;
const SESSION_DONE = 18;
const BODY_LOST = 19;
const SOCKET_END = 21;
const SOCKET_ERROR = 22;

// `hasEvents()` answers this when events wait for no more than ticks; the number stands in
// binding/session_wrap.cc.
const AFTER_TICKS = 2;
const HOPS = 2;

// A bit of STREAM_CLOSE: CloseFlags in src/event.h.
const UNREAD = 2;
const CUT = 4;

const EVENT_SIZE = 4;
const SECTION_HEAD = 2;
const BATCH_STRING = 1 << 29;
const SENSITIVE = 1 << 30;
const INDEX = BATCH_STRING - 1;

// Handlers may cause events of other sessions to be delivered while a batch is walked: each depth
// has a batch of its own.
const batches = [];
let depth = 0;

/** The number of the last delivery: what shows the same number happened in one. */
const deliveries = { count: 0 };

const NO_INPUT = new ArrayBuffer(0);

/**
 * Delivers the next batch of a session's events.
 * @param {object} handle the native session; its `incoming` is notified
 * @returns {boolean} whether there was one
 */
function deliverBatch(handle) {
  const { incoming } = handle;
  if (incoming.draining || incoming.stopped) return false;
  incoming.draining = true;
  deliveries.count++;
  const level = depth++;
  try {
    const size = sizeOfBatch(level, handle.takeEvents(level));
    if (size > 0) incoming.context.runInAsyncScope(walkBatch, undefined, incoming, level, size);
    return size > 0;
  } finally {
    depth--;
    incoming.draining = false;
  }
}

/**
 * Gives the engine what came, for a session whose transport is in JavaScript. What comes while
 * events are being delivered, because of what a handler did, waits for its turn.
 * @param {object} handle the native session
 * @param {ArrayBuffer} memory that nobody else has: handlers run before all of it is delivered
 */
function receive(handle, memory) {
  const { incoming } = handle;
  incoming.waitingInput.push(memory);
  if (!incoming.draining && !incoming.waitsForTicks) receiveWaiting(handle);
}

function receiveWaiting(handle) {
  const { incoming } = handle;
  while (incoming.waitingInput.length > 0 && !incoming.stopped) {
    // Events that are left refer to the input before.
    while (incoming.undelivered && deliverBatch(handle));
    receiveNext(handle);
    if (incoming.waitsForTicks) return;
  }
  if (incoming.undelivered || incoming.whenDelivered === undefined) return;
  const callback = incoming.whenDelivered;
  incoming.whenDelivered = undefined;
  callback();
}

function receiveNext(handle) {
  const { incoming } = handle;
  incoming.undelivered = true;
  incoming.input = incoming.waitingInput.shift();
  incoming.inputOffset = 0;
  handle.receive(incoming.input);
  deliverNext(handle);
}

/** Calls back when the events of all that came are delivered: at once, if they are. */
function whenDelivered(handle, callback) {
  const { incoming } = handle;
  incoming.whenDelivered = callback;
  if (!incoming.draining && !incoming.undelivered) receiveWaiting(handle);
}

/** Delivers what came of a transport that is gone, without waiting for ticks. */
function deliverRest(handle) {
  const { incoming } = handle;
  if (incoming.draining) return;
  while (incoming.undelivered && deliverBatch(handle));
  if (incoming.undelivered) endInput(incoming);
  receiveWaiting(handle);
  if (incoming.undelivered) deliverRest(handle);
}

/**
 * Delivers all events of such a session. Between two batches the ticks of the first one's handlers
 * run.
 */
function drain(handle) {
  if (handle.incoming.waitsForTicks) return;
  deliverNext(handle);
  if (!handle.incoming.draining) receiveWaiting(handle);
}

function deliverNext(handle) {
  const { incoming } = handle;
  const left = deliverBatch(handle) ? handle.hasEvents() : 0;
  if (left === AFTER_TICKS) waitForTicks(handle);
  else if (left !== 0) setImmediate(drain, handle);
  else if (incoming.undelivered && !incoming.draining) endInput(incoming);
}

function endInput(incoming) {
  incoming.undelivered = false;
  incoming.input = NO_INPUT;
}

/** Goes on when what the handlers have put off to ticks and microtasks is done. */
function waitForTicks(handle) {
  handle.incoming.waitsForTicks = true;
  nextTick(hop, handle, HOPS);
}

/** All ticks come before the microtasks that they, and those before them, have put off. */
function hop(handle, hops) {
  if (hops > 0) {
    afterMicrotasks(() => nextTick(hop, handle, hops - 1));
    return;
  }
  handle.incoming.waitsForTicks = false;
  goOn(handle);
}

/** Input that came meanwhile has ticks of its own, too. */
function goOn(handle) {
  const { incoming } = handle;
  const { waitingInput } = incoming;
  if (incoming.undelivered || waitingInput.length === 0 || incoming.stopped) deliverNext(handle);
  else receiveNext(handle);
  if (incoming.waitsForTicks || incoming.draining) return;
  if (waitingInput.length > 0 && !incoming.stopped) waitForTicks(handle);
  else receiveWaiting(handle);
}

/** The complement of a size says that the array was too small for one event, and was replaced. */
function sizeOfBatch(level, size) {
  if (batches.length === level) batches.push(getBatch(level));
  if (size >= 0) return size;
  batches[level] = getBatch(level);
  return ~size;
}

function walkBatch(incoming, level, size) {
  const batch = batches[level];
  walk(incoming, batch, 0, size);
  forgetStrings(batch);
}

/** Walks the events of one session. */
function walk(incoming, { events, strings }, from, end) {
  for (let at = from; at < end && !incoming.stopped;) {
    const event = at;
    at += sizeOf(events, at);
    try {
      deliverOne(incoming, events, strings, event);
    } catch (error) {
      reportError(error);
    }
  }
}

/** The strings of a batch may be long, and must not stay until the next batch. */
function forgetStrings({ strings }) {
  if (strings.length > 0) strings.fill(undefined);
}

function sizeOf(events, at) {
  switch (events[at]) {
    case HEADERS:
    case PUSH_PROMISE:
      return EVENT_SIZE + 1 + 2 * events[at + EVENT_SIZE];
    case SETTINGS:
    case SETTINGS_ACK:
    case PING:
    case PING_ACK:
    case GOAWAY:
    case ALTSVC:
    case ORIGIN:
      return EVENT_SIZE + 1;
    default:
      return EVENT_SIZE;
  }
}

function deliverOne(incoming, events, strings, at) {
  const id = events[at + 1];
  const a = events[at + 2];
  const b = events[at + 3];
  switch (events[at]) {
    case HEADERS:
      return deliverHeaders(incoming, events, strings, at);
    case DATA:
      return incoming.data(id, chunkOf(incoming, a, b));
    case END_STREAM:
      return incoming.endStream(id, a === 1);
    case WRITTEN:
      return incoming.written(id);
    case STREAM_CLOSE:
      return incoming.streamClose(id, a >>> 0, (b & UNREAD) !== 0, (b & CUT) !== 0);
    case WANT_TRAILERS:
      return incoming.wantTrailers(id);
    default:
      return deliverRare(incoming, events[at], id, a, b, () => stringAt(strings, events[at + 4]),
        () => deliverHeaders(incoming, events, strings, at));
  }
}

function deliverRare(incoming, type, id, a, b, text, deliverPush) {
  switch (type) {
    case PUSH_PROMISE:
      return deliverPush();
    case FRAME_ERROR:
      return incoming.frameError(id, a, b);
    case SETTINGS:
      return incoming.settings(text());
    case SETTINGS_ACK:
      return incoming.settingsAck(text());
    case PING:
      return incoming.ping(bytesOf(text()));
    case PING_ACK:
      return incoming.pingAck(bytesOf(text()));
    case GOAWAY:
      return incoming.goaway(a >>> 0, b, bytesOf(text()));
    case ALTSVC:
      return incoming.altsvc(id, text().slice(0, a), text().slice(a));
    case ORIGIN:
      return incoming.origin(text().split('\0').slice(0, -1));
    case PRIORITY:
      return incoming.priority(id, a, b >> 1, (b & 1) === 1);
    case SESSION_ERROR:
      return incoming.error(a);
    case SESSION_DONE:
      return incoming.done();
    case BODY_LOST:
      return incoming.bodyLost(id);
    case SOCKET_END:
      return incoming.socketEnd();
    case SOCKET_ERROR:
      return incoming.socketError(a, b);
    default:
      throw new Error(`Unknown event ${type} of the engine: rebuild the addon with \`npm run build\``);
  }
}

function stringAt(strings, reference) {
  const index = reference & INDEX;
  return (reference & BATCH_STRING) === 0 ? interned[index] : strings[index];
}

function deliverHeaders(incoming, events, strings, at) {
  const count = events[at + EVENT_SIZE];
  const raw = new Array(2 * count);
  let sensitive;
  let from = at + EVENT_SIZE + 1;
  for (let i = 0; i < raw.length; i++, from++) {
    const reference = events[from];
    const index = reference & INDEX;
    const text = (reference & BATCH_STRING) === 0 ? interned[index] : strings[index];
    raw[i] = text;
    if ((reference & SENSITIVE) !== 0) (sensitive ??= []).push(text);
  }
  const headers = decodeHeaders(raw, sensitive);
  if (sensitive !== undefined) raw[sensitiveHeaders] = sensitive;
  if (events[at] === PUSH_PROMISE) {
    incoming.pushPromise(events[at + 1], events[at + 2], events[at + 3], headers, raw);
  } else {
    incoming.headers(events[at + 1], events[at + 2], events[at + 3], headers, raw);
  }
}

/**
 * The bytes of a DATA event, in memory that no other chunk shares. One that is most of its input
 * takes the input's memory: what comes behind it moves out first. A session that has a descriptor
 * has no input.
 */
function chunkOf(incoming, offset, length) {
  const { input } = incoming;
  if (input === undefined) return sliceOf(readBuffer, offset, length);
  const start = offset - incoming.inputOffset;
  if (2 * length <= input.byteLength) return sliceOf(input, start, length);
  incoming.input = input.slice(start + length);
  incoming.inputOffset = offset + length;
  return cutOut(input, start, length);
}

/** The bytes around it are other streams' and the connection's. */
function cutOut(input, start, length) {
  const whole = new Uint8Array(input);
  whole.fill(0, 0, start);
  whole.fill(0, start + length);
  return new OwnBuffer(input, start, length);
}

/** The event loop has a batch. */
function deliver(result) {
  const size = sizeOfBatch(0, result);
  const batch = batches[0];
  depth++;
  deliveries.count++;
  try {
    walkSections(batch, size);
  } finally {
    depth--;
  }
  forgetStrings(batch);
}

function walkSections(batch, size) {
  const { events } = batch;
  for (let at = 0; at < size;) {
    // A handler before may have destroyed the session.
    const incoming = sessions[events[at]]?.incoming;
    const end = events[at + 1];
    incoming?.context.runInAsyncScope(walk, undefined, incoming, batch, at + SECTION_HEAD, end);
    at = end;
  }
}

/** A socket's own `_write` may throw. */
function flush() {
  try {
    this.incoming.flush();
  } catch (error) {
    reportError(error);
  }
}

setHandlers(deliver, flush);

module.exports = { deliveries, deliverRest, drain, receive, whenDelivered };
