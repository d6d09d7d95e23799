'use strict';

/**
 * Reads the events of one session out of a batch (binding/event_batch.h): an `Int32Array` with, for each
 * event, its type, a stream's id and two numbers. Their meaning stands beside the types in
 * src/contract.h. Behind them there is
 *
 * - with HEADERS and PUSH_PROMISE: the number of fields, then a name and a value for each;
 * - with events that have a text (SETTINGS, PING, GOAWAY, ALTSVC, ORIGIN): the text.
 *
 * Strings are references: an index into the array of interned strings, or into the batch's own.
 *
 * The error of a handler goes to the process as an uncaught exception, and the rest of the batch is
 * delivered all the same. A session that a handler destroys gets no more events.
 */

const { sensitiveHeaders } = require('../constants.js');
const { decodeHeaders } = require('../headers/decode.js');
const { interned, reportError } = require('./addon.js');
const contract = require('./contract.js');
const { bytesOf } = require('./own-memory.js');

const {
  HEADERS, PUSH_PROMISE, DATA, END_STREAM, WRITTEN, STREAM_CLOSE, WANT_TRAILERS, FRAME_ERROR, SETTINGS,
  SETTINGS_ACK, PING, PING_ACK, GOAWAY, ALTSVC, ORIGIN, PRIORITY, SESSION_ERROR, SESSION_DONE, BODY_LOST,
  SOCKET_END, SOCKET_ERROR,
} = contract.events;
const { EVENT_SIZE, BATCH_STRING, SENSITIVE } = contract.batchLayout;
const { UNREAD, CUT } = contract.closeFlags;

const INDEX = BATCH_STRING - 1;

/**
 * @param {Delivery} delivery of the session
 * @param {{ events: Int32Array, strings: string[] }} batch
 * @param {number} from
 * @param {number} end both of them positions in `events`
 */
function deliverEvents({ receiver, received }, { events, strings }, from, end) {
  for (let at = from; at < end && !receiver.destroyed;) {
    const event = at;
    at += sizeOf(events, at);
    try {
      deliverEvent(receiver, received, events, strings, event);
    } catch (error) {
      reportError(error);
    }
  }
}

/** As `TailOf()` in src/contract.h has it. */
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

function deliverEvent(receiver, received, events, strings, at) {
  const id = events[at + 1];
  const a = events[at + 2];
  const b = events[at + 3];
  switch (events[at]) {
    case HEADERS:
      return deliverHeaders(receiver, events, strings, at);
    case DATA:
      return receiver.onData(id, received.chunk(a, b));
    case END_STREAM:
      return receiver.onEndStream(id, a === 1);
    case WRITTEN:
      return receiver.onWritten(id);
    case STREAM_CLOSE:
      return receiver.onStreamClose(id, a >>> 0, (b & UNREAD) !== 0, (b & CUT) !== 0);
    case WANT_TRAILERS:
      return receiver.onWantTrailers(id, a);
    default:
      return deliverRare(receiver, events[at], id, a, b, () => stringAt(strings, events[at + EVENT_SIZE]),
        () => deliverHeaders(receiver, events, strings, at));
  }
}

function deliverRare(receiver, type, id, a, b, text, deliverPush) {
  switch (type) {
    case PUSH_PROMISE:
      return deliverPush();
    case FRAME_ERROR:
      return receiver.onFrameError(id, a, b);
    case SETTINGS:
      return receiver.onSettings(text());
    case SETTINGS_ACK:
      return receiver.onSettingsAck(text());
    case PING:
      return receiver.onPing(bytesOf(text()));
    case PING_ACK:
      return receiver.onPingAck(bytesOf(text()));
    case GOAWAY:
      return receiver.onGoaway(a >>> 0, b, bytesOf(text()));
    case ALTSVC:
      return receiver.onAltsvc(id, text().slice(0, a), text().slice(a));
    case ORIGIN:
      return receiver.onOrigin(text().split('\0').slice(0, -1));
    case PRIORITY:
      return receiver.onPriority(id, a, b >> 1, (b & 1) === 1);
    case SESSION_ERROR:
      return receiver.onSessionError(a);
    case SESSION_DONE:
      return receiver.onSessionDone();
    case BODY_LOST:
      return receiver.onBodyLost(id);
    case SOCKET_END:
      return receiver.onSocketEnd();
    case SOCKET_ERROR:
      return receiver.onSocketError(a, b);
  }
}

function stringAt(strings, reference) {
  const index = reference & INDEX;
  return (reference & BATCH_STRING) === 0 ? interned[index] : strings[index];
}

function deliverHeaders(receiver, events, strings, at) {
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
    receiver.onPushPromise(events[at + 1], events[at + 2], events[at + 3], headers, raw);
  } else {
    receiver.onHeaders(events[at + 1], events[at + 2], events[at + 3], headers, raw);
  }
}

module.exports = { deliverEvents };
