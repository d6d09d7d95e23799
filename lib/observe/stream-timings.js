'use strict';

const { now, ticks } = require('../clock.js');
const { enqueue, observation } = require('./performance-entries.js');
const { keepSocketBytes } = require('../session/socket-bytes.js');

/** The numbers of performance entries: one for each stream that ends, one for the session. */

const NANOSECONDS = 1e6;

// The order of Numbers() in binding/session_timing.cc.
const ID = 0;
const BYTES_READ = 1;
const BYTES_WRITTEN = 2;
const OPENED = 3;
const CLOSED = 4;
const FIRST_HEADER = 5;
const FIRST_BYTE = 6;
const FIRST_BYTE_SENT = 7;
const SIZE = 8;

// How many WriteStatistics() in binding/session_queries.cc writes.
const STATISTICS = 7;

/** What a session remembers for its entry, beside the time when it began. */
class Measures {
  /** Of the last PING, in nanoseconds. */
  pingRTT = 0;
  #streams = 0;
  #duration = 0;

  add(duration) {
    this.#streams++;
    this.#duration += duration;
  }

  get averageDuration() {
    return this.#streams === 0 ? 0 : this.#duration / this.#streams;
  }
}

/** Streams have ended; with `all`, so do those that are still open. */
function measureStreams(core, all = false) {
  const timings = core.handle.takeTimings(all);
  // The engine's clock is that of process.hrtime().
  const origin = Number(ticks()) / NANOSECONDS - now();
  for (let at = 0; at < timings.length; at += SIZE) {
    measureStream(core, timings.subarray(at, at + SIZE), origin);
  }
}

function measureStream(core, timing, origin) {
  const since = (moment) => (moment === 0 ? 0 : (moment - timing[OPENED]) / NANOSECONDS);
  const duration = since(timing[CLOSED]);
  (core.measures ??= new Measures()).add(duration);
  enqueue('Http2Stream', timing[OPENED] / NANOSECONDS - origin, duration, {
    bytesRead: timing[BYTES_READ],
    bytesWritten: timing[BYTES_WRITTEN],
    id: timing[ID],
    timeToFirstByte: since(timing[FIRST_BYTE]),
    timeToFirstByteSent: since(timing[FIRST_BYTE_SENT]),
    timeToFirstHeader: since(timing[FIRST_HEADER]),
  });
}

/**
 * Destroys the engine's session; see Destroy() in binding/session_wrap.cc for `flush`.
 * @returns {Buffer|undefined} what is left to be written
 */
function destroyMeasured(core, flush) {
  const { active } = observation;
  const statistics = new Float64Array(STATISTICS);
  if (active) measureStreams(core, true);
  const rest = core.handle.destroy(flush, statistics);
  if (active) measureSession(core, statistics);
  keepSocketBytes(core, statistics, rest?.length ?? 0);
  return rest;
}

function measureSession({ isClient, startTime, measures = new Measures() }, statistics) {
  const [bytesRead, bytesWritten, framesReceived, framesSent, streamCount, most] = statistics;
  const { pingRTT, averageDuration } = measures;
  enqueue('Http2Session', startTime, now() - startTime, {
    bytesWritten,
    bytesRead,
    framesReceived,
    framesSent,
    maxConcurrentStreams: most,
    pingRTT,
    streamAverageDuration: averageDuration,
    streamCount,
    type: isClient ? 'client' : 'server',
  });
}

module.exports = { destroyMeasured, Measures, measureStreams };
