'use strict';

/** The addon: what `Initialize()` in binding/addon.cc exports. */

const { loadAddon } = require('./load-addon.js');
const { warnOfFlaws } = require('./nghttp2-version.js');

const addon = loadAddon();
warnOfFlaws();

module.exports = addon;
