'use strict';

/**
 * `NODE_DEBUG_NATIVE=http2` prints the lives of sessions and streams, in the words of node:http2; the
 * builtin prints more of what goes on between. The events and commands of the engine are wrapped only
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
const wanted = NODE_DEBUG_NATIVE.toLowerCase().split(',').includes(NAME);

function nameOf({ isClient, context }) {
  return `Http2Session ${isClient ? 'client' : 'server'} (${context.asyncId()})`;
}

function ofSession(core, ...lines) {
  for (const line of lines) process._rawDebug(`${nameOf(core)} ${line}`);
}

function ofStream(core, id, ...lines) {
  const { context = core.context } = core.streams.get(id)?.[kState] ?? {};
  const subject = `HttpStream ${id} (${context.asyncId()}) [${nameOf(core)}]`;
  for (const line of lines) process._rawDebug(`${subject} ${line}`);
}

function receiveFrame(core, type, name) {
  ofSession(core, `complete frame received: type: ${type}`, `handling ${name} frame`);
}

function receiveHeaders(core, id, category, type) {
  ofSession(core, `beginning headers for stream ${id}`);
  if (core.streams.get(id) === undefined) ofSession(core, `Adding stream: ${id}`);
  else ofStream(core, id, `starting headers, category: ${category}`);
  ofSession(core, `complete frame received: type: ${type}`, `handle headers frame for stream ${id}`);
}

/** By method of SessionCore: what is printed before it. The types are those of RFC 9113, 6. */
const EVENTS = {
  headers: (core, id, category) => receiveHeaders(core, id, category, 1),
  pushPromise: (core, parent, id) => receiveHeaders(core, id, 0, 5),
  settings: (core) => receiveFrame(core, 4, 'settings'),
  settingsAck(core) {
    receiveFrame(core, 4, 'settings');
    ofSession(core, 'settings refreshed for session');
  },
  ping: (core) => ofSession(core, 'complete frame received: type: 6'),
  pingAck: (core) => ofSession(core, 'complete frame received: type: 6'),
  goaway: (core) => receiveFrame(core, 7, 'goaway'),
  altsvc: (core) => receiveFrame(core, 10, 'altsvc'),
  origin: (core) => receiveFrame(core, 12, 'origin'),
  streamClose(core, id, code) {
    ofSession(core, `stream ${id} closed with code: ${code}`);
    ofStream(core, id, `closed with code ${code}`);
  },
  forget(core, stream) {
    const { id } = stream;
    if (id === undefined) return;
    ofStream(core, id, 'destroying stream');
    ofSession(core, `Removing stream: ${id}`);
    ofStream(core, id, 'tearing down stream');
  },
};

/** By method of the native session: what is printed before it, and after it with its result. */
const COMMANDS = {
  request: {
    before: (core) => ofSession(core, 'request submitted', 'submitting request'),
    after(core, id) {
      if (id > 0) ofSession(core, `Adding stream: ${id}`, `request submitted, new stream id ${id}`);
    },
  },
  respond: {
    before: (core, id) => ofStream(core, id, 'submitting response'),
    after: (core, result, id) => ofStream(core, id, 'response submitted'),
  },
  pushPromise: {
    before: (core, id) => ofStream(core, id, 'creating push promise', 'sending push promise'),
    after(core, pushed, id) {
      ofSession(core, `Adding stream: ${pushed}`);
      ofStream(core, id, `push stream ${pushed} created`);
    },
  },
  reset: {
    before(core, id, code) {
      if (code !== NO_ERROR) ofStream(core, id, `sending rst_stream with code ${code}`);
    },
  },
  goaway: { before: (core) => ofSession(core, 'submitting goaway') },
  terminate: {
    before: (core, code) => ofSession(core, 'destroying session', 'closing session',
      `terminating session with code ${code}`),
  },
  destroy: { after: (core) => ofSession(core, 'make done session callback') },
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

function wrapCommand(core, handle, name, { before, after }) {
  const original = handle[name];
  Object.defineProperty(handle, name, {
    value(...args) {
      before?.(core, ...args);
      const result = original.apply(handle, args);
      after?.(core, result, ...args);
      return result;
    },
  });
}

/** Has a class of sessions traced, when that is wanted. */
function traceNatively({ prototype }) {
  if (!wanted) return;
  for (const [name, print] of Object.entries(EVENTS)) wrapEvent(prototype, name, print);
  wrapEvent(prototype, 'start', (core) => {
    ofSession(core, 'session created', 'i/o stream consumed');
    for (const [name, prints] of Object.entries(COMMANDS)) wrapCommand(core, core.handle, name, prints);
  });
}

module.exports = { traceNatively };
