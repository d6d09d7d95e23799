'use strict';

const { setImmediate } = require('../clock.js');
const { reportError } = require('../engine/addon.js');
const { kState } = require('../stream/state.js');
const { StreamMap } = require('./stream-map.js');

// A session with at most this many streams ends them at once, even while others wait for their turn.
const MAX_AT_ONCE = 100;
// The number of streams, of all sessions together, that end in one turn of the event loop.
const MAX_IN_TURN = 1000;

const NO_STREAMS = new Map();

/**
 * The streams of a session: those that have an id, in the map, and a client's requests that wait for
 * the connection.
 */
class Streams extends StreamMap {
  /** @type {Map<Http2Stream, Function>} with what submits each; servers never have any, and share one */
  #pending = NO_STREAMS;
  #openingId = 0;
  #headId = 0;

  /** @returns {Iterable<Http2Stream>} the requests that wait for the connection */
  get pending() {
    return this.#pending.keys();
  }

  /** The connection is there. */
  submitPending() {
    for (const submit of this.#pending.values()) submit();
  }

  get hasPending() {
    return this.#pending.size > 0;
  }

  get isIdle() {
    return this.size === 0 && this.#pending.size === 0;
  }

  /** Whether there are streams, and all that they wait for is that messages which came in full are read. */
  get waitForReaders() {
    if (this.#pending.size > 0 || this.size === 0) return false;
    return this.values().every((stream) => !stream[kState].live);
  }

  /** The request waits for the connection. */
  hold(stream, submit) {
    if (this.#pending === NO_STREAMS) this.#pending = new Map();
    this.#pending.set(stream, submit);
  }

  /** The engine knows the stream by this id from now on. */
  adopt(stream, id) {
    if (this.#pending.size > 0) this.#pending.delete(stream);
    stream[kState].opened(id);
    this.set(id, stream);
  }

  /** The stream was destroyed. */
  forget(stream) {
    const { id } = stream[kState];
    if (id === undefined) this.#pending.delete(stream);
    else this.delete(id);
  }

  /** The stream whose first header block a handler sees now, 0: none. See stream/shown-state.js. */
  get openingId() {
    return this.#openingId;
  }

  /** The stream whose later header block a handler sees now, 0: none. */
  get headId() {
    return this.#headId;
  }

  /** @param {number} id 0: the handler has returned */
  showOpening(id) {
    this.#openingId = id;
  }

  /** @param {number} id 0: the handler has returned */
  showHead(id) {
    this.#headId = id;
  }
}

/**
 * Ends the streams of a session that is over. A peer may have thousands of streams on each of many
 * connections, and end all of these in one moment: what one turn of the event loop can't bear waits
 * for the next turns, and others are served in between.
 * @param {Http2Stream[]} streams
 * @param {Function} end called with each of them
 * @param {Function} done called when all have ended: at once, if they are few
 */
function endStreams(streams, end, done) {
  if (streams.length <= MAX_AT_ONCE) {
    for (const stream of streams) endOne(stream, end);
    done();
    return;
  }
  waiting.push({ streams, next: 0, end, done });
  if (!turnIsUsed) endSome();
}

const waiting = [];
let turnIsUsed = false;

function endSome() {
  // Set before handlers run: a session that one of them destroys waits for its turn.
  turnIsUsed = true;
  for (let i = 0; i < MAX_IN_TURN && waiting.length > 0; i++) endNext(waiting[0]);
  setImmediate(nextTurn);
}

function endNext(ending) {
  endOne(ending.streams[ending.next++], ending.end);
  if (ending.next < ending.streams.length) return;
  waiting.shift();
  ending.done();
}

function endOne(stream, end) {
  try {
    end(stream);
  } catch (error) {
    // A handler has thrown: neither the other streams nor the session must suffer from it.
    reportError(error);
  }
}

function nextTurn() {
  turnIsUsed = false;
  if (waiting.length > 0) endSome();
}

module.exports = { endStreams, Streams };
