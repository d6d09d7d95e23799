'use strict';

const { contextOf } = require('../context.js');
const { kState } = require('./state.js');
const { Http2Stream } = require('./stream.js');

/**
 * A stream of a client: a request and its response, or what a server pushes. Its events run in the
 * context in which it was made.
 *
 * Events: `'continue'`, `'headers'`, `'push'`, `'response'`.
 */
class ClientHttp2Stream extends Http2Stream {
  constructor(core, hasBody = true) {
    super(core, hasBody);
    this[kState].context = contextOf('HTTP2STREAM');
  }
}

module.exports = { ClientHttp2Stream };
