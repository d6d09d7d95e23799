'use strict';

const { channel } = require('node:diagnostics_channel');
const { kState } = require('../stream/state.js');

/**
 * The channels of `node:diagnostics_channel` that report on streams. Each message has the `stream`, and:
 *
 * | channel                                     | when                     | also              |
 * |---------------------------------------------|--------------------------|-------------------|
 * | `http2.{client,server}.stream.created`      | the object was made      | `headers`         |
 * | `http2.{client,server}.stream.start`        | it has its id            | `headers`         |
 * | `http2.{client,server}.stream.finish`       | the response began       | `headers`, `flags` |
 * | `http2.{client,server}.stream.error`        | it was destroyed with one | `error`          |
 * | `http2.{client,server}.stream.close`        | it is closed             |                   |
 * | `http2.client.stream.bodyChunkSent`         | a write began            | `writev`, `data`, `encoding` |
 * | `http2.client.stream.bodySent`              | our body has ended       |                   |
 *
 * A response whose body is a file has no `finish`. Nothing is made for a channel without subscribers.
 */

const client = channelsOf('client');
const server = channelsOf('server');
const bodyChunkSent = channel('http2.client.stream.bodyChunkSent');
const bodySent = channel('http2.client.stream.bodySent');

// The flags that node:http2 reports of a server's stream when its response begins.
const READY = 1;
const HEADERS_SENT = 4;
const HEAD_REQUEST = 8;
const HAS_TRAILERS = 32;

function channelsOf(side) {
  const named = (event) => channel(`http2.${side}.stream.${event}`);
  return {
    created: named('created'),
    start: named('start'),
    finish: named('finish'),
    error: named('error'),
    close: named('close'),
  };
}

function sideOf(stream) {
  return stream[kState].isClient ? client : server;
}

/** A client's request was made. */
function requestCreated(stream) {
  if (client.created.hasSubscribers) {
    client.created.publish({ stream, headers: stream.sentHeaders });
  }
}

/** A client's request has its id. */
function requestStarted(stream) {
  if (client.start.hasSubscribers) client.start.publish({ stream, headers: stream.sentHeaders });
}

/**
 * The peer has made the stream, with its id.
 * @param {object} headers of the request
 */
function streamArrived(stream, headers) {
  const { created, start } = sideOf(stream);
  if (created.hasSubscribers) created.publish({ stream, headers });
  if (start.hasSubscribers) start.publish({ stream, headers });
}

/** The head of the response was received. */
function responseReceived(stream, headers, flags) {
  if (client.finish.hasSubscribers) client.finish.publish({ stream, headers, flags });
}

/** The head of the response was sent. */
function responseSent(stream) {
  if (!server.finish.hasSubscribers) return;
  const { waitForTrailers } = stream[kState];
  const flags = READY | HEADERS_SENT | (stream.headRequest ? HEAD_REQUEST : 0) |
    (waitForTrailers ? HAS_TRAILERS : 0);
  server.finish.publish({ stream, headers: stream.sentHeaders, flags });
}

/** `pushStream()` has made the stream, with its id. */
function pushCreated(stream, headers) {
  if (server.created.hasSubscribers) server.created.publish({ stream, headers });
}

/** The program gets the stream that `pushStream()` has made. */
function pushStarted(stream, headers) {
  if (server.start.hasSubscribers) server.start.publish({ stream, headers });
}

function streamFailed(stream, error) {
  const { error: failed } = sideOf(stream);
  if (failed.hasSubscribers) failed.publish({ stream, error });
}

function streamClosed(stream) {
  const { close } = sideOf(stream);
  if (close.hasSubscribers) close.publish({ stream });
}

/** @param {string|Buffer} data */
function chunkWritten(stream, data, encoding) {
  if (!bodyChunkSent.hasSubscribers) return;
  bodyChunkSent.publish({ stream, writev: false, data, encoding });
}

/** @param {object[]} chunks of Writable: if all are buffers, the message has these themselves */
function chunksWritten(stream, chunks) {
  if (!bodyChunkSent.hasSubscribers) return;
  const data = chunks.every(({ chunk }) => typeof chunk !== 'string') ?
    chunks.map(({ chunk }) => chunk) :
    chunks.map(({ chunk, encoding }) => ({ chunk, encoding }));
  bodyChunkSent.publish({ stream, writev: true, data, encoding: '' });
}

function bodyEnded(stream) {
  if (bodySent.hasSubscribers && stream[kState].isClient) bodySent.publish({ stream });
}

module.exports = {
  bodyEnded, chunksWritten, chunkWritten, pushCreated, pushStarted, requestCreated, requestStarted,
  responseReceived, responseSent, streamArrived, streamClosed, streamFailed,
};
