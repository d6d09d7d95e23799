'use strict';

// native-http2/express: Express applications on the Compatibility API.

const { enableHttp2 } = require('./enable.js');

module.exports = { enableHttp2 };
