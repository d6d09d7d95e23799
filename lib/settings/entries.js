'use strict';

const { constants } = require('../constants.js');
const { ERR_HTTP2_SETTING_OUT_OF_RANGE } = require('../errors/errors.js');
const { isBoolean, MAX_UINT32, table } = require('./table.js');
const { MAX_UINT16 } = require('./validate.js');

/** Settings as the entries of a SETTINGS frame (RFC 9113, 6.5.1), and back. */

const { NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: MAX_HEADER_LIST_SIZE } = constants;

/** The size of an entry in bytes: an identifier and a value. */
const ENTRY_SIZE = 6;

/** Sent by identifier; of two names for one identifier the later in the table counts. */
const sent = [...table].sort((one, other) => one.id - other.id);

const byId = new Map(table.map((setting) => [setting.id, setting]));

/**
 * The settings as a SETTINGS frame carries them: by identifier, custom ones last.
 * @param {object} [settings] that `validateSettings` has passed
 * @returns {number[]} identifier, value, identifier, value...
 * @throws {ERR_HTTP2_INVALID_SETTING_VALUE} for a custom setting whose number or value is 0
 */
function settingsToEntries(settings) {
  const entries = [];
  if (settings === undefined) return entries;
  for (const { name, id } of sent) {
    const value = settings[name];
    if (value === undefined) continue;
    if (name === 'maxHeaderSize') preferAlias(entries, settings);
    entries.push(id, value >>> 0);
  }
  addCustomEntries(entries, settings.customSettings);
  return entries;
}

/** Puts maxHeaderSize in the place of maxHeaderListSize, with the warning of `node:http2`. */
function preferAlias(entries, { maxHeaderSize, maxHeaderListSize }) {
  if (maxHeaderSize !== maxHeaderListSize) {
    process.emitWarning('settings.maxHeaderSize overwrite settings.maxHeaderListSize');
  }
  if (maxHeaderListSize !== undefined) entries.length -= 2;
}

/** As in `node:http2`, values that are not numbers are ignored and 0 is refused. */
function addCustomEntries(entries, customSettings) {
  for (const key in customSettings) {
    const value = customSettings[key];
    if (typeof value !== 'number') continue;
    checkCustomEntry(Number(key), MAX_UINT16);
    checkCustomEntry(value, MAX_UINT32);
    entries.push(Number(key) >>> 0, value >>> 0);
  }
}

function checkCustomEntry(value, max) {
  if (!value) throw new ERR_HTTP2_SETTING_OUT_OF_RANGE('Range Error', value, 0, max);
}

/**
 * The object that `localSettings` and `remoteSettings` show.
 * @param {ArrayLike<number>} entries identifier, value...; what is missing has its initial value
 * @returns {object} every setting in a fixed order; `customSettings` only when there are some
 */
function entriesToSettings(entries) {
  const settings = {};
  for (const { name, initial } of table) settings[name] = initial;
  return assignEntries(settings, entries);
}

/** @returns {object} the settings, with those of the entries in their order */
function assignEntries(settings, entries) {
  for (let entry = 0; entry < entries.length; entry += 2) {
    assign(settings, entries[entry], entries[entry + 1]);
  }
  return settings;
}

function assign(settings, id, value) {
  const setting = byId.get(id);
  if (setting === undefined) {
    settings.customSettings ??= {};
    settings.customSettings[id] = value;
    return;
  }
  settings[setting.name] = isBoolean(setting) ? value !== 0 : value;
  if (id === MAX_HEADER_LIST_SIZE) settings.maxHeaderListSize = value;
}

/**
 * @param {string} packed the payload of a SETTINGS frame, a character for each byte
 * @returns {number[]} identifier, value...
 */
function packedToEntries(packed) {
  return bytesToEntries(Buffer.from(packed, 'latin1'));
}

/**
 * @param {TypedArray} bytes the payload of a SETTINGS frame, an element for each byte
 * @returns {number[]} identifier, value...
 */
function bytesToEntries(bytes) {
  const entries = [];
  for (let offset = 0; offset < bytes.length; offset += ENTRY_SIZE) {
    entries.push(readUint16(bytes, offset), readUint32(bytes, offset + 2));
  }
  return entries;
}

function readUint16(bytes, offset) {
  return (bytes[offset] << 8) + bytes[offset + 1];
}

function readUint32(bytes, offset) {
  return readUint16(bytes, offset) * 2 ** 16 + readUint16(bytes, offset + 2);
}

module.exports = {
  assignEntries, bytesToEntries, ENTRY_SIZE, entriesToSettings, packedToEntries, settingsToEntries,
};
