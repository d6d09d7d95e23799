'use strict';

// The timers of sessions and streams, without waiting for them: both have theirs under a symbol. Those that
// nobody shows are seen when they are made.

const { createHook } = require('node:async_hooks');

const NEVER = 1e8;

function timerOf(owner) {
  const symbol = Object.getOwnPropertySymbols(owner).find(({ description }) => description === 'timeout');
  return owner[symbol];
}

/**
 * Sets a timeout that is never over.
 * @returns {() => boolean} whether anything counted as activity since then
 */
function watchActivity(owner) {
  owner.setTimeout(NEVER);
  const timer = timerOf(owner);
  const { refresh } = timer;
  let refreshed = false;
  timer.refresh = function refreshAndNote() {
    refreshed = true;
    return refresh.call(this);
  };
  return () => refreshed;
}

/**
 * Acts as if the time of that timeout were over now.
 * @returns {boolean} whether `'timeout'` was emitted: not if something has gone out meanwhile
 */
function expire(owner) {
  let emitted = false;
  const note = () => { emitted = true; };
  owner.on('timeout', note);
  const timer = timerOf(owner);
  timer._onTimeout(...timer._timerArgs ?? []);
  owner.removeListener('timeout', note);
  return emitted;
}

/**
 * Watches the timers that are made from now on, take so long and keep no process alive: those of tests do.
 * @param {number} msecs
 * @returns {{ next: () => Promise<Function>, stop: Function }} `next()` waits for the next of them, and
 *   resolves to what acts as if its time were over
 */
function watchTimers(msecs) {
  const made = [];
  let wake = () => {};
  const hook = createHook({
    init(id, type, trigger, timer) {
      if (type !== 'Timeout' || timer._idleTimeout !== msecs) return;
      made.push(timer);
      wake();
    },
  }).enable();
  return {
    async next() {
      let timer;
      while ((timer = made.shift()) === undefined || timer.hasRef()) {
        if (made.length === 0) await new Promise((resolve) => { wake = resolve; });
      }
      return () => {
        timer._onTimeout();
        // An interval goes on.
        if (timer._repeat === null) clearTimeout(timer);
      };
    },
    stop: () => hook.disable(),
  };
}

module.exports = { expire, NEVER, watchActivity, watchTimers };
