'use strict';

const { Http2ServerRequest } = require('../compat/request.js');
const { Http2ServerResponse } = require('../compat/response.js');

/**
 * The members that Express and its middleware find on requests and responses of HTTP/2 beside the
 * Compatibility API.
 */

const { get: headersOf } = Object.getOwnPropertyDescriptor(Http2ServerRequest.prototype, 'headers');

const request = Object.create(Http2ServerRequest.prototype, {
  headers: {
    configurable: true,
    enumerable: true,
    get() {
      const headers = Reflect.apply(headersOf, this, []);
      addHost(headers);
      addBodyMark(headers, this.stream);
      return headers;
    },
  },
});

/** HTTP/2 calls it `:authority` (RFC 9113, 8.3.1). `req.hostname` reads `host`, and so do others. */
function addHost(headers) {
  if (headers.host === undefined && headers[':authority'] !== undefined) {
    headers.host = headers[':authority'];
  }
}

/**
 * A body of unknown length has this mark in HTTP/1, and body parsers look for it. A copy of the
 * headers does not have it: it would be wrong in a message of HTTP/2.
 */
function addBodyMark(headers, stream) {
  if (stream.endAfterHeaders || headers['content-length'] !== undefined) return;
  if (headers['transfer-encoding'] !== undefined) return;
  Object.defineProperty(headers, 'transfer-encoding',
    { value: 'chunked', configurable: true, enumerable: false, writable: true });
}

const response = Object.create(Http2ServerResponse.prototype, {
  /** express-session has the head sent before it writes a body. */
  _implicitHeader: {
    configurable: true,
    writable: true,
    value: function implicitHeader() {
      this.writeHead(this.statusCode);
    },
  },
});

module.exports = { request, response };
