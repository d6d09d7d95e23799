'use strict';

const { format } = require('node:util');
const { constants } = require('../constants.js');
const { entriesToSettings } = require('../settings.js');

/** What sessions show of themselves: their settings, their state, and `util.inspect()`. */

// The order of GetState() in binding/session_queries.cc.
const STATE = [
  'effectiveLocalWindowSize', 'effectiveRecvDataLength', 'nextStreamID', 'localWindowSize',
  'lastProcStreamID', 'remoteWindowSize', 'outboundQueueSize', 'deflateDynamicTableSize',
  'inflateDynamicTableSize',
];

// The order of GetSettings().
const SETTINGS = [
  constants.NGHTTP2_SETTINGS_HEADER_TABLE_SIZE, constants.NGHTTP2_SETTINGS_ENABLE_PUSH,
  constants.NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS,
  constants.NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, constants.NGHTTP2_SETTINGS_MAX_FRAME_SIZE,
  constants.NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE,
  constants.NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL,
];

const state = new Float64Array(STATE.length);
const settings = new Float64Array(SETTINGS.length);

function sessionState(core) {
  const shown = {};
  if (!core.ready || core.destroyed || !core.handle.getState(state)) return shown;
  STATE.forEach((name, index) => { shown[name] = state[index]; });
  return shown;
}

/** Kept in `core[name]` until the settings change; our own outlive the session. */
function readSettings(core, name, remote) {
  if (core.destroyed && remote) return {};
  if (core[name] !== undefined) return core[name];
  if (!core.ready || core.destroyed || !core.handle.getSettings(settings, remote)) return {};
  const entries = [];
  SETTINGS.forEach((id, index) => entries.push(id, settings[index]));
  core[name] = entriesToSettings(entries);
  const custom = core.customSettings?.[remote ? 'remote' : 'local'];
  if (custom !== undefined) core[name].customSettings = { ...custom };
  return core[name];
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

/** @returns {number} milliseconds since a part of a file was sent on any stream; else Infinity */
function idleFileTime(core) {
  return core.ready && !core.destroyed ? core.handle.getIdleFileTime(0) : Infinity;
}

module.exports = { idleFileTime, inspectSession, readSettings, sessionState };
