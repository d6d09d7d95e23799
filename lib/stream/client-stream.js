'use strict';

const { Http2Stream } = require('./stream.js');

/**
 * A stream of a client: a request and its response, or what a server pushes.
 *
 * Events: `'continue'`, `'headers'`, `'push'`, `'response'`.
 */
class ClientHttp2Stream extends Http2Stream {}

module.exports = { ClientHttp2Stream };
