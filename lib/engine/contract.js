'use strict';

/**
 * The numbers and the orders that JavaScript and the addon must agree on. `src/contract.h` and
 * `src/snapshot.h` define them. This file has the literals that hot code needs, and the names that are
 * read of what crosses by position; addon.js has both compared with the addon's when it is loaded.
 */

/** Numbers, by the name of their enum and their own. */
const NUMBERS = {
  events: {
    HEADERS: 1,
    PUSH_PROMISE: 2,
    DATA: 3,
    END_STREAM: 4,
    WRITTEN: 5,
    STREAM_CLOSE: 6,
    WANT_TRAILERS: 7,
    FRAME_ERROR: 8,
    SETTINGS: 9,
    SETTINGS_ACK: 10,
    PING: 11,
    PING_ACK: 12,
    GOAWAY: 13,
    ALTSVC: 14,
    ORIGIN: 15,
    PRIORITY: 16,
    SESSION_ERROR: 17,
    SESSION_DONE: 18,
    BODY_LOST: 19,
    SOCKET_END: 20,
    SOCKET_ERROR: 21,
  },
  /** An event is followed by 0 nothing, 1 a text, 2 header fields. */
  eventTails: {
    HEADERS: 2,
    PUSH_PROMISE: 2,
    DATA: 0,
    END_STREAM: 0,
    WRITTEN: 0,
    STREAM_CLOSE: 0,
    WANT_TRAILERS: 0,
    FRAME_ERROR: 0,
    SETTINGS: 1,
    SETTINGS_ACK: 1,
    PING: 1,
    PING_ACK: 1,
    GOAWAY: 1,
    ALTSVC: 1,
    ORIGIN: 1,
    PRIORITY: 0,
    SESSION_ERROR: 0,
    SESSION_DONE: 0,
    BODY_LOST: 0,
    SOCKET_END: 0,
    SOCKET_ERROR: 0,
  },
  closeFlags: { BY_RESET: 1, UNREAD: 2, CUT: 4 },
  bodyEnds: { WITH_HEAD: 0, ALONE: 1, LATER: 2 },
  sessionFaults: { TOO_MANY_INVALID_FRAMES: 1, TOO_MANY_REJECTED_STREAMS: 2 },
  nghttp2Errors: {
    PROTOCOL: -505,
    STREAM_ID_NOT_AVAILABLE: -509,
    STREAM_CLOSED: -510,
    STREAM_CLOSING: -511,
    FRAME_SIZE: -522,
    SESSION_CLOSING: -530,
    CALLBACK_FAILURE: -902,
  },
  batchLayout: { EVENT_SIZE: 4, SECTION_HEAD: 2, BATCH_STRING: 1 << 29, SENSITIVE: 1 << 30 },
  messageFlags: { END_STREAM: 1, WAIT_FOR_TRAILERS: 2 },
  writeFlags: { LAST_OF_WRITE: 1, LAST_OF_BODY: 2, LATIN1: 4 },
  fileOpeners: { PROGRAM: 0, NODE: 1, ENGINE: 2 },
  pendingEvents: { NONE: 0, SOME: 1, AFTER_TICKS: 2 },
  streamPresences: { GONE: 0, KNOWN: 1, WAITING: 2 },
};

/** The names in each array of numbers. Their order is the addon's alone: see `positionsOf()`. */
const NAMES = {
  options: [
    'type', 'paddingStrategy', 'maxDeflateDynamicTableSize', 'maxReservedRemoteStreams',
    'maxSendHeaderBlockLength', 'peerMaxConcurrentStreams', 'maxHeaderListPairs', 'maxSettings',
    'maxSessionInvalidFrames', 'maxSessionRejectedStreams', 'maxSessionMemory', 'streamResetBurst',
    'streamResetRate', 'strictFieldWhitespaceValidation', 'extensiblePriorities', 'connectionWindowSize',
    'maxStreamWindowSize', 'maxConnectionWindowSize',
  ],
  sessionState: [
    'effectiveLocalWindowSize', 'effectiveRecvDataLength', 'nextStreamID', 'localWindowSize',
    'lastProcStreamID', 'remoteWindowSize', 'outboundQueueSize', 'deflateDynamicTableSize',
    'inflateDynamicTableSize',
  ],
  streamState: [
    'state', 'weight', 'sumDependencyWeight', 'localClose', 'remoteClose', 'localWindowSize',
  ],
  sessionStatistics: [
    'bytesReceived', 'bytesSent', 'framesReceived', 'framesSent', 'streams', 'maxConcurrentStreams',
  ],
  streamTiming: [
    'id', 'bytesReceived', 'bytesSent', 'openedAt', 'closedAt', 'firstHeaderAt', 'firstByteAt',
    'firstByteSentAt',
  ],
};

/** The exports of the addon. */
const EXPORTS = [
  'Session', 'closeCached', 'contract', 'errorText', 'gatherBuffers', 'getBatch', 'interned', 'joinsDue',
  'openCached', 'readBuffer', 'reportError', 'sessions', 'setCloseFile', 'setHandlers', 'setJoin',
  'setTiming',
];

/**
 * The methods of the native class `Session`; session.js declares their arguments and results. Methods
 * that JavaScript does not know are a difference as well: then it is JavaScript that is older.
 */
const METHODS = [
  'acknowledge', 'altsvc', 'attachDescriptor', 'attachTls', 'awaitTrailers', 'consumeAllBut', 'destroy',
  'detachDescriptor', 'endBody', 'failFile', 'getIdleBodyTime', 'getPriority', 'getState',
  'getStatistics', 'getStreamState', 'getTlsError', 'goaway', 'hasEvents', 'information', 'keepUnread',
  'leavesOut', 'origin', 'pauseReading', 'ping', 'pipeFile', 'pull', 'pushPromise', 'receive',
  'receiveEvents', 'refuse', 'release', 'request', 'reset', 'respond', 'resumeReading', 'sendsAtOnce',
  'separateDescriptor', 'setLocalWindowSize', 'setNextStreamId', 'setPaddingSelector', 'setPriority',
  'setReferenced', 'settings', 'shutdownNotice', 'takeEvents', 'takeTimings', 'terminate', 'trailers',
  'watchBodies', 'writeBuffer', 'writeGathered', 'writeString',
];

/**
 * @param {object} addon as it was loaded
 * @throws {BindingError} ERR_NATIVE_HTTP2_ADDON_STALE when it is of another version than this code
 * @returns {object} the addon
 */
function checkContract(addon) {
  compareNames('exports', EXPORTS, Object.keys(addon));
  compareNames('methods of Session', METHODS, methodsOf(addon.Session));
  const { contract } = addon;
  compareNames('contract', [...Object.keys(NUMBERS), ...Object.keys(NAMES)], Object.keys(contract));
  for (const [list, numbers] of Object.entries(NUMBERS)) compareNumbers(list, numbers, contract[list]);
  for (const [list, names] of Object.entries(NAMES)) compareNames(list, names, contract[list]);
  return addon;
}

function methodsOf({ prototype }) {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
}

function compareNumbers(list, ours, theirs) {
  compareNames(list, Object.keys(ours), Object.keys(theirs));
  for (const [name, number] of Object.entries(ours)) {
    if (theirs[name] !== number) differ(`${list}.${name} is ${theirs[name]} and not ${number}`);
  }
}

function compareNames(list, ours, theirs) {
  const missing = ours.find((name) => !theirs.includes(name));
  if (missing !== undefined) differ(`${list} lack '${missing}'`);
  const unknown = theirs.find((name) => !ours.includes(name));
  if (unknown !== undefined) differ(`${list} have '${unknown}', which is unknown here`);
}

function differ(difference) {
  throw require('./load-failure.js').addonStale(difference);
}

/**
 * @param {string[]} order names as the addon has them in an array of numbers
 * @returns {object} by name, its position
 */
function positionsOf(order) {
  return Object.fromEntries(order.map((name, position) => [name, position]));
}

module.exports = { ...NUMBERS, checkContract, positionsOf };
