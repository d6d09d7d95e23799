'use strict';

module.exports = process.env.IMPL === 'builtin' ? require('node:http2') : require('../..');
