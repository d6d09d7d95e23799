'use strict';

const { clearTimeout, setTimeout } = require('./clock.js');
const { validateFunction, validateMilliseconds } = require('./validators.js');

// A timer with a longer delay would fire at once.
const MAX_MSECS = 2 ** 31 - 1;

// A timer's delay starts with its turn of the event loop, and it fires a little late: bytes that were sent in
// the turn that started the timer count as sent after it. In milliseconds.
const LATE = 4;

function timerDelay(msecs) {
  if (msecs <= MAX_MSECS) return msecs;
  process.emitWarning(`${msecs} does not fit into a 32-bit signed integer.\n` +
    `Timer duration was truncated to ${MAX_MSECS}.`, 'TimeoutOverflowWarning');
  return MAX_MSECS;
}

/**
 * Calls back when nothing has happened for a while. Each activity calls `touch()`, which costs a field
 * access when no timeout is set. These are activities:
 *
 * - frames that arrive, and writes that are done: session/connection.js
 * - heads and trailers that the program sends: stream/message.js
 * - writes to a body: stream/body-out.js
 * - SETTINGS and GOAWAY that the program sends: session/session.js
 */
class InactivityTimeout {
  #owner;
  #onTimeout;
  #idleTime;
  #timer = null;

  /**
   * @param {EventEmitter} owner emits `'timeout'`
   * @param {Function} onTimeout called with the owner when the time is over
   * @param {() => number} idleTime milliseconds since the engine last sent bytes of a body: it reports
   *   the end of a write, but not its parts, and nothing of a file
   */
  constructor(owner, onTimeout, idleTime) {
    this.#owner = owner;
    this.#onTimeout = onTimeout;
    this.#idleTime = idleTime;
  }

  /**
   * @param {number} msecs 0: no timeout
   * @param {Function} [callback] a listener of `'timeout'`, removed with `msecs` 0
   */
  set(msecs, callback) {
    // As on a socket, where programs read it.
    this.#owner.timeout = msecs;
    validateMilliseconds(msecs, 'msecs');
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (msecs !== 0) {
      const delay = timerDelay(msecs);
      this.#timer = setTimeout(() => this.#over(delay), delay).unref();
      // Loaded when it is first needed: finding the symbol takes a socket.
      const { kTimeout } = require('./timeout-symbol.js');
      this.#owner[kTimeout] = this.#timer;
    }
    if (callback === undefined) return;
    validateFunction(callback, 'callback');
    if (msecs === 0) this.#owner.removeListener('timeout', callback);
    else this.#owner.once('timeout', callback);
  }

  #over(msecs) {
    if (this.#idleTime() < msecs + LATE) this.#timer.refresh();
    else this.#onTimeout(this.#owner);
  }

  touch() {
    if (this.#timer !== null) this.#timer.refresh();
  }

  clear() {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** The owner is a stream, which is destroyed: it shows 0 then, where a session shows what it did. */
  end() {
    this.clear();
    this.#owner.timeout = 0;
  }
}

/** `stream.setTimeout()`, which counts as activity of the session. */
function setTimeoutOfStream(state, msecs, callback) {
  state.timeout.set(msecs, callback);
  if (msecs !== 0) state.connection.touch();
}

/**
 * Resets the timeouts of a stream and of its session: the program sends something on the stream.
 * @param {StreamState} state
 */
function touchStream(state) {
  state.timeout?.touch();
  state.connection.touch();
}

module.exports = { InactivityTimeout, setTimeoutOfStream, touchStream };
