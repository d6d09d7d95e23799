'use strict';

// native-http2/legacy: this package with what the documents of Node 8.4, 8.5 and 10 had besides.

const http2 = require('../http2.js');
const { connect } = require('./client.js');
const { createSecureServer, createServer, performServerHandshake } = require('./server.js');

module.exports = { ...http2, connect, createSecureServer, createServer, performServerHandshake };
