'use strict';

/**
 * The addon, as `Initialize()` in binding/addon.cc exports it, and of the same version as this code.
 * Its class `Session` is session.js's.
 */

const { checkContract } = require('./contract.js');
const { loadAddon } = require('./load-addon.js');
const { warnOfFlaws } = require('./nghttp2-version.js');

const addon = checkContract(loadAddon());
warnOfFlaws();

module.exports = addon;
