'use strict';

const { promisify } = require('node:util');
const http2 = require('../http2.js');
const { checkPadding } = require('./padding.js');
const { adoptClientSession } = require('./session.js');

/** As `connect()` of today, with a session of Node 8. */
function connect(authority, options, listener) {
  checkPadding(options);
  return adoptClientSession(http2.connect(authority, options, listener));
}

Object.defineProperty(connect, promisify.custom, {
  value: (authority, options) => {
    checkPadding(options);
    return http2.connect[promisify.custom](authority, options).then(adoptClientSession);
  },
});

module.exports = { connect };
