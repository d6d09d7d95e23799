'use strict';

const { deprecate } = require('node:util');
const { ERR_HTTP2_INVALID_STREAM } = require('../errors/errors.js');

/** The priority of a stream: RFC 9113, 5.3.2, has deprecated the signals of RFC 7540. */

const warnOfPriority = deprecate(() => {},
  'http2Stream.priority is longer supported after priority signalling was deprecated in RFC 9113',
  'DEP0194');

/**
 * `stream.priority(options)`, which has no effect. The name of the function shows in node:http2.
 * @throws {Error} ERR_HTTP2_INVALID_STREAM
 */
const setPriority = function deprecated(options) {
  warnOfPriority(options);
  if (this.destroyed) throw new ERR_HTTP2_INVALID_STREAM();
};

module.exports = { setPriority };
