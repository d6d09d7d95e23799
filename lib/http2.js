'use strict';

// This loads what most programs need at once; a client and the servers load the rest when they are
// first made. These two modules take what they need of the process now, before a test tool replaces it
// and before a program observes.
require('./clock.js');
require('./observe/performance-entries.js');

const { connect } = require('./client/connect.js');
const { Http2ServerRequest } = require('./compat/request.js');
const { Http2ServerResponse } = require('./compat/response.js');
const { constants, sensitiveHeaders } = require('./constants.js');
const { createSecureServer, createServer, performServerHandshake } = require('./server/create.js');
const { getPackedSettings, getUnpackedSettings } = require('./settings/packed.js');
const { getDefaultSettings } = require('./settings/table.js');

module.exports = {
  connect,
  constants,
  createServer,
  createSecureServer,
  getDefaultSettings,
  getPackedSettings,
  getUnpackedSettings,
  performServerHandshake,
  sensitiveHeaders,
  Http2ServerRequest,
  Http2ServerResponse,
};
