'use strict';

/** The addon: what `Initialize()` in binding/addon.cc exports. */

const { loadAddon } = require('./load-addon.js');

module.exports = loadAddon();
