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
 * A batch that the event loop delivers holds the events of several sessions, each in a section: the
 * session's index in the array of sessions, the place where the section ends, and the events.
 *
 * The error of a handler goes to the process as an uncaught exception, and the rest of the batch is
 * delivered all the same. A session that a handler destroys gets no more events.
 */

const { nextTick, setImmediate } = require('./clock.js');
const { sensitiveHeaders } = require('./constants.js');
const { getBatch, interned, reportError, sessions, setHandlers } = require('./binding.js');
const { decodeHeaders } = require('./headers/decode.js');

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
const SOCKET_END = 21;
const SOCKET_ERROR = 22;

// What `hasEvents()` answers when events wait for no more than ticks; the number stands in
// binding/session_wrap.cc.
const AFTER_TICKS = 2;
const HOPS = 2;

const EVENT_SIZE = 4;
const SECTION_HEAD = 2;
const BATCH_STRING = 1 << 29;
const SENSITIVE = 1 << 30;
const INDEX = BATCH_STRING - 1;

// Slices of DATA up to this size are copied, so that they don't keep a whole read alive; the same
// number stands in binding/session_wrap.cc.
const COPIED_DATA = 4096;

// Handlers may cause events of other sessions to be delivered while a batch is walked: each depth
// has a batch of its own.
const batches = [];
let depth = 0;

/** The number of the last delivery: what shows the same number happened in one. */
const deliveries = { count: 0 };

/**
 * Delivers the next batch of a session's events.
 * @param {object} handle the native session; its `incoming` is told
 * @param {Buffer|ArrayBuffer} chunk what DATA events refer to
 * @returns {boolean} whether there was one
 */
function deliverBatch(handle, chunk) {
  const { incoming } = handle;
  if (incoming.draining || incoming.stopped) return false;
  incoming.draining = true;
  deliveries.count++;
  const level = depth++;
  try {
    const size = sizeOfBatch(level, handle.takeEvents(level));
    if (size > 0) incoming.context.runInAsyncScope(walkBatch, undefined, incoming, level, size, chunk);
    return size > 0;
  } finally {
    depth--;
    incoming.draining = false;
  }
}

/**
 * Gives the engine what came, for a session whose transport is in JavaScript. A chunk that comes
 * while events are being delivered, because of what a handler did, waits for its turn.
 */
function receive(handle, chunk) {
  const { incoming } = handle;
  incoming.waitingChunks.push(chunk);
  if (!incoming.draining && !incoming.waitsForTicks) receiveWaiting(handle);
}

function receiveWaiting(handle) {
  const { incoming } = handle;
  while (incoming.waitingChunks.length > 0 && !incoming.stopped) {
    // Events that are left refer to the chunk before.
    while (incoming.chunk !== undefined && deliverBatch(handle, incoming.chunk));
    receiveNext(handle);
    if (incoming.waitsForTicks) return;
  }
  if (incoming.chunk !== undefined || incoming.whenDelivered === undefined) return;
  const callback = incoming.whenDelivered;
  incoming.whenDelivered = undefined;
  callback();
}

function receiveNext(handle) {
  const { incoming } = handle;
  incoming.chunk = incoming.waitingChunks.shift();
  handle.receive(incoming.chunk);
  deliverNext(handle);
}

/** Calls back when the events of all that came are delivered: at once, if they are. */
function whenDelivered(handle, callback) {
  const { incoming } = handle;
  incoming.whenDelivered = callback;
  if (!incoming.draining && incoming.chunk === undefined) receiveWaiting(handle);
}

/** Delivers what came of a transport that is gone, without waiting for ticks. */
function deliverRest(handle) {
  const { incoming } = handle;
  if (incoming.draining) return;
  while (incoming.chunk !== undefined && deliverBatch(handle, incoming.chunk));
  incoming.chunk = undefined;
  receiveWaiting(handle);
  if (incoming.chunk !== undefined) deliverRest(handle);
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
  const left = deliverBatch(handle, incoming.chunk) ? handle.hasEvents() : 0;
  if (left === AFTER_TICKS) waitForTicks(handle);
  else if (left !== 0) setImmediate(drain, handle);
  else if (!incoming.draining) incoming.chunk = undefined;
}

/** Goes on when what the handlers have put off to ticks and microtasks is done. */
function waitForTicks(handle) {
  handle.incoming.waitsForTicks = true;
  nextTick(hop, handle, HOPS);
}

/** All ticks come before the microtasks that they, and those before them, have put off. */
function hop(handle, hops) {
  if (hops > 0) {
    Promise.resolve(hops - 1).then((rest) => nextTick(hop, handle, rest));
    return;
  }
  handle.incoming.waitsForTicks = false;
  goOn(handle);
}

/** A chunk that came meanwhile has ticks of its own, too. */
function goOn(handle) {
  const { incoming } = handle;
  const { waitingChunks } = incoming;
  if (incoming.chunk !== undefined || waitingChunks.length === 0 || incoming.stopped) deliverNext(handle);
  else receiveNext(handle);
  if (incoming.waitsForTicks || incoming.draining) return;
  if (waitingChunks.length > 0 && !incoming.stopped) waitForTicks(handle);
  else receiveWaiting(handle);
}

/** The complement of a size says that the array was too small for one event, and was replaced. */
function sizeOfBatch(level, size) {
  if (batches.length === level) batches.push(getBatch(level));
  if (size >= 0) return size;
  batches[level] = getBatch(level);
  return ~size;
}

function walkBatch(incoming, level, size, chunk) {
  const batch = batches[level];
  walk(incoming, batch, 0, size, chunk);
  forgetStrings(batch);
}

/** Walks the events of one session. */
function walk(incoming, { events, strings }, from, end, chunk) {
  for (let at = from; at < end && !incoming.stopped;) {
    const event = at;
    at += sizeOf(events, at);
    try {
      deliverOne(incoming, events, strings, event, chunk);
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

function deliverOne(incoming, events, strings, at, chunk) {
  const id = events[at + 1];
  const a = events[at + 2];
  const b = events[at + 3];
  switch (events[at]) {
    case HEADERS:
      return deliverHeaders(incoming, events, strings, at);
    case DATA:
      return incoming.data(id, slice(chunk, a, b));
    case END_STREAM:
      return incoming.endStream(id, a === 1);
    case WRITTEN:
      return incoming.written(id);
    case STREAM_CLOSE:
      return incoming.streamClose(id, a >>> 0);
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
      return incoming.ping(ownBytes(text()));
    case PING_ACK:
      return incoming.pingAck(ownBytes(text()));
    case GOAWAY:
      return incoming.goaway(a >>> 0, b, ownBytes(text()));
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
    case SOCKET_END:
      return incoming.socketEnd();
    case SOCKET_ERROR:
      return incoming.socketError(a, b);
    default:
      throw new Error(`Unknown event ${type} of the engine: rebuild the addon with \`npm run build\``);
  }
}

/** The program may keep and transfer them: they share no memory with others. */
function ownBytes(text) {
  const bytes = Buffer.alloc(text.length);
  bytes.latin1Write(text);
  return bytes;
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

function slice(chunk, offset, length) {
  const end = offset + length;
  if (chunk instanceof ArrayBuffer) {
    const view = Buffer.from(chunk, offset, length);
    return length <= COPIED_DATA && length < chunk.byteLength / 2 ? Buffer.from(view) : view;
  }
  const view = chunk.subarray(offset, end);
  return length <= COPIED_DATA ? Buffer.from(view) : view;
}

/** The event loop has a batch. */
function deliver(result, chunk) {
  const size = sizeOfBatch(0, result);
  const batch = batches[0];
  depth++;
  deliveries.count++;
  try {
    walkSections(batch, size, chunk);
  } finally {
    depth--;
  }
  forgetStrings(batch);
}

function walkSections(batch, size, chunk) {
  const { events } = batch;
  for (let at = 0; at < size;) {
    // A handler before may have destroyed the session.
    const incoming = sessions[events[at]]?.incoming;
    const end = events[at + 1];
    incoming?.context.runInAsyncScope(walk, undefined, incoming, batch, at + SECTION_HEAD, end, chunk);
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
