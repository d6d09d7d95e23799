'use strict';

const { joinsDue, reportError, setJoin } = require('../engine/addon.js');
const { bodyWritten } = require('./body-out.js');
const { kState } = require('./state.js');

/**
 * Writes of one turn go together. Writable holds back all writes but one until that one is done: a
 * second write in a turn would wait for the next. So a small write that nobody waits for counts as done
 * when its session is about to be written, after the ticks and microtasks of the turn; what came after it
 * follows at once, all together. This happens to one write at a time, and only when the peer has room for
 * it: what the peer does not take still stops the writer.
 *
 *     SEPARATE --another write waits--> DUE --the session is about to be written--> JOINED_AHEAD
 *        ^                               |                                              |
 *        +-------------------------------+--------------the engine has written it------+
 */
const SEPARATE = 0;
const DUE = 1;
/** The engine has a write that Writable takes for done. */
const JOINED_AHEAD = 2;

// The default highWaterMark: a larger write is enough work for a turn.
const MAX_JOINED = 16 * 1024;

/** The streams whose writes joinDue() joins; the engine calls it when `joinsDue` is raised. */
let due = [];
let spareDue = [];

function joinWrites(stream, state) {
  if (state.joining !== SEPARATE || state.writerWaits || state.writeSize > MAX_JOINED) return;
  if (stream.writableLength === state.writeSize) return;
  state.joining = DUE;
  due.push(stream);
  joinsDue[0] = 1;
}

/** The engine is about to write the sessions. */
function joinDue() {
  const streams = due;
  due = spareDue;
  spareDue = streams;
  for (const stream of streams) {
    try {
      joinNow(stream, stream[kState]);
    } catch (error) {
      reportError(error);
    }
  }
  streams.length = 0;
}

function joinNow(stream, state) {
  // The write was done in the meantime, or a callback was given.
  if (state.joining !== DUE) return;
  state.joining = SEPARATE;
  if (state.writeCallback === undefined || state.writerWaits || stream.destroyed) return;
  if (!state.live || !state.connection.engine.sendsAtOnce(state.id)) return;
  state.joining = JOINED_AHEAD;
  bodyWritten(stream);
}

setJoin(joinDue);

/** The engine has handed over the oldest write. */
function engineWrote(stream) {
  const state = stream[kState];
  const { joining } = state;
  state.joining = SEPARATE;
  if (joining !== JOINED_AHEAD) bodyWritten(stream);
}

module.exports = { engineWrote, joinWrites };
