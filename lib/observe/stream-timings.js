'use strict';

const { now, ticks } = require('../clock.js');
const { enqueue, observation } = require('./performance-entries.js');
const {
  sessionStatistics, statisticsAt, streamTiming, timingAt,
} = require('../engine/session.js');
const { keepSocketBytes } = require('../session/socket-bytes.js');

/** The numbers of performance entries: one for each stream that ends, one for the session. */

const NANOSECONDS = 1e6;

const SIZE = streamTiming.length;

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
function measureStreams(connection, all = false) {
  const timings = connection.engine.takeTimings(all);
  // The engine's clock is that of process.hrtime().
  const origin = Number(ticks()) / NANOSECONDS - now();
  for (let at = 0; at < timings.length; at += SIZE) {
    measureStream(connection, timings.subarray(at, at + SIZE), origin);
  }
}

function measureStream(connection, timing, origin) {
  const since = (moment) => (moment === 0 ? 0 : (moment - timing[timingAt.openedAt]) / NANOSECONDS);
  const duration = since(timing[timingAt.closedAt]);
  (connection.measures ??= new Measures()).add(duration);
  enqueue('Http2Stream', timing[timingAt.openedAt] / NANOSECONDS - origin, duration, {
    bytesRead: timing[timingAt.bytesReceived],
    bytesWritten: timing[timingAt.bytesSent],
    id: timing[timingAt.id],
    timeToFirstByte: since(timing[timingAt.firstByteAt]),
    timeToFirstByteSent: since(timing[timingAt.firstByteSentAt]),
    timeToFirstHeader: since(timing[timingAt.firstHeaderAt]),
  });
}

/**
 * Destroys the engine's session; see Destroy() in binding/session_wrap.cc for `flush`.
 * @returns {Buffer|undefined} what is left to be written
 */
function destroyMeasured(connection, flush) {
  const { active } = observation;
  const statistics = new Float64Array(sessionStatistics.length);
  if (active) measureStreams(connection, true);
  const rest = connection.engine.destroy(flush, statistics);
  if (active) measureSession(connection, statistics);
  keepSocketBytes(connection, statistics, rest?.length ?? 0);
  return rest;
}

function measureSession({ isClient, startTime, measures = new Measures() }, statistics) {
  const of = (name) => statistics[statisticsAt[name]];
  const { pingRTT, averageDuration } = measures;
  enqueue('Http2Session', startTime, now() - startTime, {
    bytesWritten: of('bytesSent'),
    bytesRead: of('bytesReceived'),
    framesReceived: of('framesReceived'),
    framesSent: of('framesSent'),
    maxConcurrentStreams: of('maxConcurrentStreams'),
    pingRTT,
    streamAverageDuration: averageDuration,
    streamCount: of('streams'),
    type: isClient ? 'client' : 'server',
  });
}

module.exports = { destroyMeasured, Measures, measureStreams };
