'use strict';

const { entriesToSettings, getUnpackedSettings } = require('../settings.js');

/**
 * The settings of a session that have no name of their own (RFC 9113, 6.5.2): those that were sent,
 * and those of the peer that the program named in `remoteCustomSettings`. Later frames add to
 * earlier ones; without any, `local` and `remote` are undefined.
 */
class CustomSettings {
  local = undefined;
  remote = undefined;
  #wanted;

  constructor({ remoteCustomSettings = [] }) {
    this.#wanted = new Set(remoteCustomSettings);
  }

  /** @param {number[]} entries identifier, value... */
  sent(entries) {
    const { customSettings } = entriesToSettings(entries);
    if (customSettings !== undefined) this.local = { ...this.local, ...customSettings };
  }

  /** @param {Buffer} packed entries without a name, as a SETTINGS frame has them */
  received(packed) {
    const { customSettings } = getUnpackedSettings(packed);
    for (const id of Object.keys(customSettings)) {
      if (this.#wanted.has(Number(id))) this.remote = { ...this.remote, [id]: customSettings[id] };
    }
  }
}

module.exports = { CustomSettings };
