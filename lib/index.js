'use strict';

// What ES modules import; require() loads './http2.js' itself, which saves it a file. register.js replaces
// what that one exports by the builtin's own object. ES modules keep what a CommonJS module exported when
// it was loaded, so the one that they import must be loaded after that.
module.exports = require('./http2.js');
