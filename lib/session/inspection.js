'use strict';

const { format } = require('node:util');
const { sessionState: STATE } = require('../engine/session.js');

/** What sessions show of themselves: their state, and `util.inspect()`. */

const state = new Float64Array(STATE.length);

function sessionState(connection) {
  const shown = {};
  if (connection.isReleased && !connection.destroyed) return { ...connection.lastState };
  if (!connection.ready || connection.destroyed || !connection.engine.getState(state)) return shown;
  STATE.forEach((name, index) => { shown[name] = state[index]; });
  return shown;
}

function inspectSession(session, depth) {
  if (typeof depth === 'number' && depth < 0) return session;
  const shown = {
    type: session.type, closed: session.closed, destroyed: session.destroyed,
    state: session.state, localSettings: session.localSettings,
    remoteSettings: session.remoteSettings,
  };
  return `Http2Session ${format(shown)}`;
}

/** @returns {number} milliseconds since bytes of a body were sent on any stream; else Infinity */
function idleBodyTime(connection) {
  return connection.ready && !connection.destroyed ? connection.engine.getIdleBodyTime(0) : Infinity;
}

module.exports = { idleBodyTime, inspectSession, sessionState };
