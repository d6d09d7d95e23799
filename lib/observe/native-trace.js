'use strict';

/**
 * `NODE_DEBUG_NATIVE=http2` prints when sessions and streams begin and end, in the words of node:http2,
 * which itself prints more of what happens in between. The events and commands of the engine are wrapped only
 * when the variable asks for it, so that it costs nothing otherwise.
 *
 *     Http2Session server (10) Adding stream: 1
 *     HttpStream 1 (10) [Http2Session server (10)] submitting response
 *
 * The number in brackets is the async id: a server's stream has that of its session.
 */

const { kState } = require('../stream/state.js');

const NAME = 'http2';
const NO_ERROR = 0;

const { NODE_DEBUG_NATIVE = '' } = process.env;
const isEnabled = NODE_DEBUG_NATIVE.toLowerCase().split(',').includes(NAME);

function nameOf({ isClient, context }) {
  return `Http2Session ${isClient ? 'client' : 'server'} (${context.asyncId()})`;
}

function ofSession(connection, ...lines) {
  for (const line of lines) process._rawDebug(`${nameOf(connection)} ${line}`);
}

function ofStream(connection, id, ...lines) {
  const { context = connection.context } = connection.streams.get(id)?.[kState] ?? {};
  const subject = `HttpStream ${id} (${context.asyncId()}) [${nameOf(connection)}]`;
  for (const line of lines) process._rawDebug(`${subject} ${line}`);
}

function receiveFrame(connection, type, name) {
  ofSession(connection, `complete frame received: type: ${type}`, `handling ${name} frame`);
}

function receiveHeaders(connection, id, category, type) {
  ofSession(connection, `beginning headers for stream ${id}`);
  if (connection.streams.get(id) === undefined) ofSession(connection, `Adding stream: ${id}`);
  else ofStream(connection, id, `starting headers, category: ${category}`);
  ofSession(connection, `complete frame received: type: ${type}`, `handle headers frame for stream ${id}`);
}

/** By method of Connection: prints before the method runs. The types of frames are those of RFC 9113, 6. */
const EVENTS = {
  onHeaders: (connection, id, category) => receiveHeaders(connection, id, category, 1),
  onPushPromise: (connection, parent, id) => receiveHeaders(connection, id, 0, 5),
  onSettings: (connection) => receiveFrame(connection, 4, 'settings'),
  onSettingsAck(connection) {
    receiveFrame(connection, 4, 'settings');
    ofSession(connection, 'settings refreshed for session');
  },
  onPing: (connection) => ofSession(connection, 'complete frame received: type: 6'),
  onPingAck: (connection) => ofSession(connection, 'complete frame received: type: 6'),
  onGoaway: (connection) => receiveFrame(connection, 7, 'goaway'),
  onAltsvc: (connection) => receiveFrame(connection, 10, 'altsvc'),
  onOrigin: (connection) => receiveFrame(connection, 12, 'origin'),
  onStreamClose(connection, id, code) {
    ofSession(connection, `stream ${id} closed with code: ${code}`);
    ofStream(connection, id, `closed with code ${code}`);
  },
  forget(connection, stream) {
    const { id } = stream;
    if (id === undefined) return;
    ofStream(connection, id, 'destroying stream');
    ofSession(connection, `Removing stream: ${id}`);
    ofStream(connection, id, 'tearing down stream');
  },
};

/** By method of the engine's session: prints before the method runs, and after it with its result. */
const COMMANDS = {
  request: {
    before: (connection) => ofSession(connection, 'request submitted', 'submitting request'),
    after(connection, id) {
      if (id > 0) ofSession(connection, `Adding stream: ${id}`, `request submitted, new stream id ${id}`);
    },
  },
  respond: {
    before: (connection, id) => ofStream(connection, id, 'submitting response'),
    after: (connection, result, id) => ofStream(connection, id, 'response submitted'),
  },
  pushPromise: {
    before: (connection, id) => ofStream(connection, id, 'creating push promise', 'sending push promise'),
    after(connection, pushed, id) {
      ofSession(connection, `Adding stream: ${pushed}`);
      ofStream(connection, id, `push stream ${pushed} created`);
    },
  },
  reset: {
    before(connection, id, code) {
      if (code !== NO_ERROR) ofStream(connection, id, `sending rst_stream with code ${code}`);
    },
  },
  goaway: { before: (connection) => ofSession(connection, 'submitting goaway') },
  terminate: {
    before: (connection, code) => ofSession(connection, 'destroying session', 'closing session',
      `terminating session with code ${code}`),
  },
  destroy: { after: (connection) => ofSession(connection, 'make done session callback') },
};

function wrapEvent(prototype, name, print) {
  const original = prototype[name];
  Object.defineProperty(prototype, name, {
    value(...args) {
      print(this, ...args);
      return original.apply(this, args);
    },
  });
}

function wrapCommand(connection, engine, name, { before, after }) {
  const original = engine[name];
  Object.defineProperty(engine, name, {
    configurable: true,
    value(...args) {
      before?.(connection, ...args);
      const result = original.apply(engine, args);
      after?.(connection, result, ...args);
      return result;
    },
  });
}

/** Wraps the methods of Connection, if the environment asks for traces. */
function traceNatively({ prototype }) {
  if (!isEnabled) return;
  for (const [name, print] of Object.entries(EVENTS)) wrapEvent(prototype, name, print);
  wrapEvent(prototype, 'start', (connection) => {
    if (connection.destroyed) return;
    ofSession(connection, 'session created', 'i/o stream consumed');
    for (const [name, prints] of Object.entries(COMMANDS)) {
      wrapCommand(connection, connection.engine, name, prints);
    }
  });
}

module.exports = { traceNatively };
