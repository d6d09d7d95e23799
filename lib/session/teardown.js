'use strict';

const { setImmediate } = require('../clock.js');
const { reportError } = require('../engine/addon.js');

/**
 * Ends the streams of sessions that are over. A peer may have thousands of streams on each of many
 * connections, and end all of these in one moment: what is more than one turn of the event loop
 * should bear waits for the next turns, and others are served in between.
 */

/** A session with more streams waits for its turn, if others are being ended. */
const FEW = 100;
const MOST_IN_TURN = 1000;

const waiting = [];
let turnIsUsed = false;

/**
 * @param {Http2Stream[]} streams
 * @param {Function} end called with each of them
 * @param {Function} done called when all have ended: at once, if they are few
 */
function endStreams(streams, end, done) {
  if (streams.length <= FEW) {
    for (const stream of streams) endOne(stream, end);
    done();
    return;
  }
  waiting.push({ streams, next: 0, end, done });
  if (!turnIsUsed) endSome();
}

function endSome() {
  // Before handlers run: a session that one of them destroys waits for its turn.
  turnIsUsed = true;
  for (let i = 0; i < MOST_IN_TURN && waiting.length > 0; i++) endNext(waiting[0]);
  setImmediate(nextTurn);
}

function endOne(stream, end) {
  try {
    end(stream);
  } catch (error) {
    // Of a handler: the other streams, and the session, have nothing to do with it.
    reportError(error);
  }
}

function endNext(session) {
  endOne(session.streams[session.next++], session.end);
  if (session.next < session.streams.length) return;
  waiting.shift();
  session.done();
}

function nextTurn() {
  turnIsUsed = false;
  if (waiting.length > 0) endSome();
}

module.exports = { endStreams };
