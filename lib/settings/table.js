'use strict';

const { constants } = require('../constants.js');
const {
  ERR_INVALID_ARG_TYPE,
  ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH,
  ERR_HTTP2_INVALID_SETTING_VALUE,
  ERR_HTTP2_SETTING_OUT_OF_RANGE,
  ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS,
} = require('../errors/errors.js');
const { validateOptionalObject } = require('../validators.js');

const {
  NGHTTP2_SETTINGS_HEADER_TABLE_SIZE: HEADER_TABLE_SIZE,
  NGHTTP2_SETTINGS_ENABLE_PUSH: ENABLE_PUSH,
  NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS: MAX_CONCURRENT_STREAMS,
  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE: INITIAL_WINDOW_SIZE,
  NGHTTP2_SETTINGS_MAX_FRAME_SIZE: MAX_FRAME_SIZE,
  NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: MAX_HEADER_LIST_SIZE,
  NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL: ENABLE_CONNECT_PROTOCOL,
} = constants;

const MAX_UINT32 = 2 ** 32 - 1;
const MAX_UINT16 = 2 ** 16 - 1;
const MAX_CUSTOM_SETTINGS = 10;
const ENTRY_SIZE = 6;

/**
 * The settings of RFC 9113 section 6.5.2 and RFC 8441 section 3: name, identifier, range and value
 * until a SETTINGS frame says otherwise. In the order in which a session shows and checks them;
 * booleans have no range.
 */
const table = [
  { name: 'headerTableSize', id: HEADER_TABLE_SIZE, min: 0, max: MAX_UINT32, initial: 4096 },
  { name: 'enablePush', id: ENABLE_PUSH, initial: true },
  {
    name: 'initialWindowSize',
    id: INITIAL_WINDOW_SIZE,
    min: 0,
    max: constants.MAX_INITIAL_WINDOW_SIZE,
    initial: 65535,
  },
  {
    name: 'maxFrameSize',
    id: MAX_FRAME_SIZE,
    min: constants.MIN_MAX_FRAME_SIZE,
    max: constants.MAX_MAX_FRAME_SIZE,
    initial: 16384,
  },
  {
    name: 'maxConcurrentStreams',
    id: MAX_CONCURRENT_STREAMS,
    min: 0,
    max: MAX_UINT32,
    initial: MAX_UINT32,
  },
  {
    name: 'maxHeaderListSize',
    id: MAX_HEADER_LIST_SIZE,
    min: 0,
    max: MAX_UINT32,
    initial: MAX_UINT32,
  },
  { name: 'maxHeaderSize', id: MAX_HEADER_LIST_SIZE, min: 0, max: MAX_UINT32, initial: MAX_UINT32 },
  { name: 'enableConnectProtocol', id: ENABLE_CONNECT_PROTOCOL, initial: false },
];

const isBoolean = (setting) => setting.min === undefined;

/** Numbers are checked before booleans. */
const checked = [...table].sort((one, other) => isBoolean(one) - isBoolean(other));

/** Sent by identifier; of two names for one identifier the later in the table counts. */
const sent = [...table].sort((one, other) => one.id - other.id);

const byId = new Map(table.map((setting) => [setting.id, setting]));

/**
 * What a new session announces unless told otherwise.
 * @returns {object} a new object with a null prototype each time
 */
function getDefaultSettings() {
  return {
    __proto__: null,
    headerTableSize: constants.DEFAULT_SETTINGS_HEADER_TABLE_SIZE,
    enablePush: constants.DEFAULT_SETTINGS_ENABLE_PUSH === 1,
    initialWindowSize: constants.DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE,
    maxFrameSize: constants.DEFAULT_SETTINGS_MAX_FRAME_SIZE,
    maxConcurrentStreams: constants.DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS,
    maxHeaderSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    maxHeaderListSize: constants.DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE,
    enableConnectProtocol: constants.DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL === 1,
  };
}

/**
 * @param {object} [settings]
 * @returns {Buffer} the payload of a SETTINGS frame, as the header field HTTP2-Settings carries it
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
 */
function getUnpackedSettings(buf, options = {}) {
  if (!ArrayBuffer.isView(buf) || buf.length === undefined) {
    throw new ERR_INVALID_ARG_TYPE('buf', ['Buffer', 'TypedArray'], buf);
  }
  if (buf.length % ENTRY_SIZE !== 0) throw new ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH();
  const settings = {};
  for (let offset = 0; offset < buf.length; offset += ENTRY_SIZE) {
    assign(settings, readUint16(buf, offset), readUint32(buf, offset + 2));
  }
  if (options?.validate) validateSettings(settings);
  return settings;
}

function readUint16(bytes, offset) {
  return (bytes[offset] << 8) + bytes[offset + 1];
}

function readUint32(bytes, offset) {
  return readUint16(bytes, offset) * 2 ** 16 + readUint16(bytes, offset + 2);
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
 * Refuses wrong types and values outside their ranges; what is left out or unknown is fine.
 * @param {object} [settings]
 * @throws {ERR_HTTP2_INVALID_SETTING_VALUE} with `actual` and, for numbers, `min` and `max`
 * @throws {ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS}
 */
function validateSettings(settings) {
  if (settings === undefined) return;
  if (settings.customSettings !== undefined) validateCustomSettings(settings.customSettings);
  for (const setting of checked) {
    const value = settings[setting.name];
    if (value === undefined) continue;
    if (isBoolean(setting)) checkBoolean(setting.name, value);
    else checkNumber(setting, value);
  }
}

function checkBoolean(name, value) {
  if (typeof value !== 'boolean') throw new ERR_HTTP2_INVALID_SETTING_VALUE(name, value);
}

function checkNumber({ name, min, max }, value) {
  if (typeof value !== 'number' || value < min || value > max) {
    throw new ERR_HTTP2_SETTING_OUT_OF_RANGE(name, value, min, max);
  }
}

function validateCustomSettings(customSettings) {
  if (customSettings === null || typeof customSettings !== 'object' ||
      Array.isArray(customSettings)) {
    throw new ERR_INVALID_ARG_TYPE('customSettings', 'Number', customSettings);
  }
  const ids = Object.keys(customSettings);
  if (ids.length > MAX_CUSTOM_SETTINGS) throw new ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS();
  for (const id of ids) {
    checkWithin('customSettings:id', Number(id), MAX_UINT16);
    checkWithin('customSettings:value', Number(customSettings[id]), MAX_UINT32);
  }
}

function checkWithin(name, value, max) {
  if (value < 0 || value > max) throw new ERR_HTTP2_SETTING_OUT_OF_RANGE(name, value, 0, max);
}

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

/** Puts maxHeaderSize in the place of maxHeaderListSize, with the builtin's warning. */
function preferAlias(entries, { maxHeaderSize, maxHeaderListSize }) {
  if (maxHeaderSize !== maxHeaderListSize) {
    process.emitWarning('settings.maxHeaderSize overwrite settings.maxHeaderListSize');
  }
  if (maxHeaderListSize !== undefined) entries.length -= 2;
}

/** As in the builtin, values that are not numbers are ignored and 0 is refused. */
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
  for (let entry = 0; entry < entries.length; entry += 2) {
    assign(settings, entries[entry], entries[entry + 1]);
  }
  return settings;
}

/**
 * @param {string} packed the payload of a SETTINGS frame, a character for each byte
 * @returns {number[]} identifier, value...
 */
function packedToEntries(packed) {
  const bytes = Buffer.from(packed, 'latin1');
  const entries = [];
  for (let offset = 0; offset < bytes.length; offset += ENTRY_SIZE) {
    entries.push(readUint16(bytes, offset), readUint32(bytes, offset + 2));
  }
  return entries;
}

module.exports = {
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  validateSettings,
  settingsToEntries,
  entriesToSettings,
  packedToEntries,
  MAX_CUSTOM_SETTINGS,
};
