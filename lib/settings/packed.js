'use strict';

const { ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_INVALID_ARG_TYPE } = require('../errors/errors.js');
const { validateOptionalObject } = require('../validators.js');
const { assignEntries, bytesToEntries, ENTRY_SIZE, settingsToEntries } = require('./entries.js');
const { validateSettings } = require('./validate.js');

/** The payload of a SETTINGS frame as the header field HTTP2-Settings carries it (RFC 7540, 3.2.1). */

/**
 * @param {object} [settings]
 * @returns {Buffer} the payload of a SETTINGS frame
 * @throws {RangeError} ERR_HTTP2_INVALID_SETTING_VALUE
 */
function getPackedSettings(settings) {
  validateOptionalObject(settings, 'settings');
  validateSettings(settings);
  const entries = settingsToEntries(settings);
  const packed = Buffer.allocUnsafeSlow(entries.length / 2 * ENTRY_SIZE);
  for (let entry = 0, offset = 0; entry < entries.length; entry += 2, offset += ENTRY_SIZE) {
    packed.writeUInt16BE(entries[entry], offset);
    packed.writeUInt32BE(entries[entry + 1], offset + 2);
  }
  return packed;
}

/**
 * @param {Buffer|TypedArray} buf the payload of a SETTINGS frame
 * @param {object} [options]
 * @param {boolean} [options.validate=false] whether to refuse values outside their ranges
 * @returns {object} the settings in the order in which they stand in `buf`
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 * @throws {RangeError} ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH, ERR_HTTP2_INVALID_SETTING_VALUE
 */
function getUnpackedSettings(buf, options = {}) {
  if (!ArrayBuffer.isView(buf) || buf.length === undefined) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], buf);
  }
  if (buf.length % ENTRY_SIZE !== 0) throw new ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH();
  const settings = assignEntries({}, bytesToEntries(buf));
  if (options?.validate) validateSettings(settings);
  return settings;
}

module.exports = { getPackedSettings, getUnpackedSettings };
