'use strict';

const { format } = require('node:util');
const { sessionState: names } = require('../engine/session.js');

/** The numbers and the text in which a session shows itself. */

const numbers = new Float64Array(names.length);

/** `http2session.state`: an empty object before the connection is there and once the session is destroyed. */
function sessionState(connection) {
  if (!connection.isLive) return {};
  const { lastState } = connection.shutdown;
  if (lastState !== undefined) return { ...lastState };
  const shown = {};
  if (!connection.engine.getState(numbers)) return shown;
  names.forEach((name, index) => { shown[name] = numbers[index]; });
  return shown;
}

/** `util.inspect()` of a session. */
function inspectSession(session, depth) {
  if (typeof depth === 'number' && depth < 0) return session;
  const shown = {
    type: session.type, closed: session.closed, destroyed: session.destroyed,
    state: session.state, localSettings: session.localSettings,
    remoteSettings: session.remoteSettings,
  };
  return `Http2Session ${format(shown)}`;
}

module.exports = { inspectSession, sessionState };
