'use strict';

const { entriesToSettings } = require('../settings/table.js');

/**
 * The settings of a session that have no name of their own (RFC 9113, 6.5.2): those that were sent,
 * and those of the peer that the program named in `remoteCustomSettings`. Later frames add to
 * earlier ones; without any, `local` and `remote` are undefined.
 */
class CustomSettings {
  local = undefined;
  remote = undefined;
}

/**
 * @param {Connection} connection
 * @param {number[]} entries identifier, value...
 */
function customSettingsSent(connection, entries) {
  if (entries.length === 0) return;
  const { customSettings } = entriesToSettings(entries);
  if (customSettings === undefined) return;
  connection.customSettings ??= new CustomSettings();
  connection.customSettings.local = { ...connection.customSettings.local, ...customSettings };
}

/**
 * @param {Connection} connection with the option `remoteCustomSettings`
 * @param {object} [customSettings] of a frame
 */
function customSettingsReceived(connection, customSettings) {
  const { remoteCustomSettings } = connection.options;
  for (const id of Object.keys(customSettings ?? {})) {
    if (!remoteCustomSettings.includes(Number(id))) continue;
    connection.customSettings ??= new CustomSettings();
    connection.customSettings.remote = { ...connection.customSettings.remote, [id]: customSettings[id] };
  }
}

module.exports = { customSettingsReceived, customSettingsSent };
