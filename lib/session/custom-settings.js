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
 * @param {SessionCore} core
 * @param {number[]} entries identifier, value...
 */
function customSettingsSent(core, entries) {
  if (entries.length === 0) return;
  const { customSettings } = entriesToSettings(entries);
  if (customSettings === undefined) return;
  core.customSettings ??= new CustomSettings();
  core.customSettings.local = { ...core.customSettings.local, ...customSettings };
}

/**
 * @param {SessionCore} core with the option `remoteCustomSettings`
 * @param {object} [customSettings] of a frame
 */
function customSettingsReceived(core, customSettings) {
  const { remoteCustomSettings } = core.options;
  for (const id of Object.keys(customSettings ?? {})) {
    if (!remoteCustomSettings.includes(Number(id))) continue;
    core.customSettings ??= new CustomSettings();
    core.customSettings.remote = { ...core.customSettings.remote, [id]: customSettings[id] };
  }
}

module.exports = { customSettingsReceived, customSettingsSent };
