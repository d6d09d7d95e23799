'use strict';

const { now, ticks } = require('../clock.js');
const { statisticsAt, streamTiming, timingAt } = require('../engine/session.js');
const { enqueue, observation } = require('./performance-entries.js');

/** The numbers of performance entries: one entry for each stream that ends, one for the session. */

const NANOSECONDS_IN_MS = 1e6;

const SIZE = streamTiming.length;

/** The numbers that a session remembers for its own entry. */
class SessionTimings {
  /** The round trip of the last PING, in nanoseconds. */
  #pingRTT = 0;
  #streams = 0;
  /** The sum of their durations, in milliseconds. */
  #duration = 0;

  /** @param {number} duration in milliseconds */
  pingAcknowledged(duration) {
    this.#pingRTT = Math.round(duration * NANOSECONDS_IN_MS);
  }

  streamEnded(duration) {
    this.#streams++;
    this.#duration += duration;
  }

  get pingRTT() {
    return this.#pingRTT;
  }

  get averageDuration() {
    return this.#streams === 0 ? 0 : this.#duration / this.#streams;
  }
}

/**
 * Streams of the session have ended.
 * @param {Connection} connection
 * @param {boolean} [all] the session ends, and with it the streams that are still open
 */
function reportStreams(connection, all = false) {
  if (!observation.active) return;
  const timings = connection.engine.takeTimings(all);
  // The engine's clock is that of process.hrtime().
  const origin = Number(ticks()) / NANOSECONDS_IN_MS - now();
  for (let at = 0; at < timings.length; at += SIZE) {
    reportStream(connection, timings.subarray(at, at + SIZE), origin);
  }
}

function reportStream(connection, timing, origin) {
  const since = (moment) => (moment === 0 ? 0 : (moment - timing[timingAt.openedAt]) / NANOSECONDS_IN_MS);
  const duration = since(timing[timingAt.closedAt]);
  connection.timings.streamEnded(duration);
  enqueue('Http2Stream', timing[timingAt.openedAt] / NANOSECONDS_IN_MS - origin, duration, {
    bytesRead: timing[timingAt.bytesReceived],
    bytesWritten: timing[timingAt.bytesSent],
    id: timing[timingAt.id],
    timeToFirstByte: since(timing[timingAt.firstByteAt]),
    timeToFirstByteSent: since(timing[timingAt.firstByteSentAt]),
    timeToFirstHeader: since(timing[timingAt.firstHeaderAt]),
  });
}

/**
 * The session has ended.
 * @param {Connection} connection
 * @param {Float64Array} statistics of the engine's session
 */
function reportSession({ isClient, startTime, timings }, statistics) {
  const numberOf = (name) => statistics[statisticsAt[name]];
  const { pingRTT, averageDuration } = timings;
  enqueue('Http2Session', startTime, now() - startTime, {
    bytesWritten: numberOf('bytesSent'),
    bytesRead: numberOf('bytesReceived'),
    framesReceived: numberOf('framesReceived'),
    framesSent: numberOf('framesSent'),
    maxConcurrentStreams: numberOf('maxConcurrentStreams'),
    pingRTT,
    streamAverageDuration: averageDuration,
    streamCount: numberOf('streams'),
    type: isClient ? 'client' : 'server',
  });
}

module.exports = { reportSession, reportStreams, SessionTimings };
