'use strict';

// The timers of sessions and streams, without waiting for them: both have theirs under a symbol.

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

module.exports = { expire, NEVER, watchActivity };
