'use strict';

const {
  ERR_HTTP2_INVALID_SETTING_VALUE, ERR_HTTP2_SETTING_OUT_OF_RANGE, ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS,
  ERR_INVALID_ARG_TYPE,
} = require('../errors/errors.js');
const { isBoolean, MAX_UINT32, table } = require('./table.js');

const MAX_UINT16 = 2 ** 16 - 1;
const MAX_CUSTOM_SETTINGS = 10;

/** Numbers are checked before booleans. */
const checked = [...table].sort((one, other) => isBoolean(one) - isBoolean(other));

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

module.exports = { MAX_CUSTOM_SETTINGS, MAX_UINT16, validateSettings };
