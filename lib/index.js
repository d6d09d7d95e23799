'use strict';

// register.js replaces what './http2.js' exports by the builtin's own object. ES modules keep what a
// CommonJS module exported when it was loaded, so the one that they import must be loaded after that.
module.exports = require('./http2.js');
