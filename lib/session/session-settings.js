'use strict';

const { constants } = require('../constants.js');
const { entriesToSettings, packedToEntries } = require('../settings/table.js');
const { customSettingsReceived } = require('./custom-settings.js');

/**
 * The settings that a session shows. They are those of the last SETTINGS frame, or acknowledgement,
 * that was delivered: the engine may know later ones already. They stay packed, as the engine gave
 * them, until somebody looks.
 */

/**
 * A SETTINGS frame of the peer is delivered.
 * @param {string} packed the peer's settings, and those of the frame that have no name
 */
function remoteSettingsChanged(connection, packed) {
  connection.remoteSettings = packed;
  if (connection.options.remoteCustomSettings === undefined) return;
  customSettingsReceived(connection, entriesToSettings(packedToEntries(packed)).customSettings);
}

/** Kept in `connection[name]` until the settings change; our own outlive the session. */
function readSettings(connection, name, remote) {
  if (connection.destroyed && remote) return {};
  if (typeof connection[name] === 'object') return connection[name];
  if (!connection.ready || connection.destroyed) return {};
  const packed = connection[name];
  const known = packed === undefined ? initialEntries(connection, remote) : packedToEntries(packed);
  const settings = entriesToSettings(known);
  // A frame may have some that the program did not name, and lack earlier ones.
  delete settings.customSettings;
  const custom = connection.customSettings?.[remote ? 'remote' : 'local'];
  if (custom !== undefined) settings.customSettings = { ...custom };
  connection[name] = settings;
  return settings;
}

/** What counts before the first frame (RFC 9113, 6.5.2), and what the program has us assume. */
function initialEntries({ options: { peerMaxConcurrentStreams } }, remote) {
  if (!remote) return [];
  const most = typeof peerMaxConcurrentStreams === 'number' ? peerMaxConcurrentStreams >>> 0 : 100;
  return [constants.NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, most];
}

module.exports = { readSettings, remoteSettingsChanged };
