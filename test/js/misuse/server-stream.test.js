'use strict';

const { throwing } = require('../../support/misuse');
const { onServerStream } = require('../../support/misuse-places');

throwing('A stream of a server under misuse', onServerStream, [
  {
    title: 'stream.close(\'x\')',
    misuse: (stream) => stream.close('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "code" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'stream.close(-1)',
    misuse: (stream) => stream.close(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be >= 0 && <= 4294967295. Received -1',
    },
  },
  {
    title: 'stream.close(2 ** 32)',
    misuse: (stream) => stream.close(2 ** 32),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be >= 0 && <= 4294967295. ' +
        'Received 4294967296',
    },
  },
  {
    title: 'stream.close(0, 5)',
    misuse: (stream) => stream.close(0, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'stream.close(1.5)',
    misuse: (stream) => stream.close(1.5),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "code" is out of range. It must be an integer. Received 1.5',
    },
  },
  {
    title: 'stream.priority()',
    misuse: (stream) => stream.priority(),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.priority(5)',
    misuse: (stream) => stream.priority(5),
    expected: 'nothing thrown',
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "options" argument must be of type object. Received type number (5)',
      }
    },
  },
  {
    title: 'stream.priority({})',
    misuse: (stream) => stream.priority({}),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.destroy() and stream.priority({})',
    misuse: (stream) => stream.destroy().priority({}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'stream.setTimeout(\'x\')',
    misuse: (stream) => stream.setTimeout('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "msecs" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'stream.setTimeout(10, 5)',
    misuse: (stream) => stream.setTimeout(10, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'stream.setTimeout(-1)',
    misuse: (stream) => stream.setTimeout(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "msecs" is out of range. It must be a non-negative finite ' +
        'number. Received -1',
    },
  },
  {
    title: 'stream.sendTrailers()',
    misuse: (stream) => stream.sendTrailers(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.sendTrailers({})',
    misuse: (stream) => stream.sendTrailers({}),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.sendTrailers(5)',
    misuse: (stream) => stream.sendTrailers(5),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'stream.respond(5)',
    misuse: (stream) => stream.respond(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be an instance of Array or Object. Received type ' +
        'number (5)',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received type number (5)',
      }
    },
  },
  {
    title: 'stream.respond(\'x\')',
    misuse: (stream) => stream.respond('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "headers" argument must be an instance of Array or Object. Received type ` +
        `string ('x')`,
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "headers" argument must be of type object. Received type string ('x')`,
      }
    },
  },
  {
    title: 'stream.respond({}, 5)',
    misuse: (stream) => stream.respond({}, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'stream.respond({}, { endStream: 5 })',
    misuse: (stream) => stream.respond({}, { endStream: 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond({}, { waitForTrailers: 5 })',
    misuse: (stream) => stream.respond({}, { waitForTrailers: 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond({ \':status\': 99 })',
    misuse: (stream) => stream.respond({ ':status': 99 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_STATUS_INVALID',
      message: 'Invalid status code: 99',
    },
  },
  {
    title: 'stream.respond({ \':status\': 600 })',
    misuse: (stream) => stream.respond({ ':status': 600 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_STATUS_INVALID',
      message: 'Invalid status code: 600',
    },
  },
  {
    title: 'stream.respond({ \':status\': 1000 })',
    misuse: (stream) => stream.respond({ ':status': 1000 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_STATUS_INVALID',
      message: 'Invalid status code: 1000',
    },
  },
  {
    title: 'stream.respond({ \':status\': 101 })',
    misuse: (stream) => stream.respond({ ':status': 101 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_STATUS_INVALID',
      message: 'Invalid status code: 101',
    },
  },
  {
    title: 'stream.respond({ \':status\': 103 })',
    misuse: (stream) => stream.respond({ ':status': 103 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_STATUS_INVALID',
      message: 'Invalid status code: 103',
    },
  },
  {
    title: 'stream.respond({ \':status\': \'x\' })',
    misuse: (stream) => stream.respond({ ':status': 'x' }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond({ \':status\': null })',
    misuse: (stream) => stream.respond({ ':status': null }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond({ \':path\': \'/\' })',
    misuse: (stream) => stream.respond({ ':path': '/' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_PSEUDOHEADER',
      message: '":path" is an invalid pseudoheader or is used incorrectly',
    },
  },
  {
    title: 'stream.respond({ \':unknown\': \'x\' })',
    misuse: (stream) => stream.respond({ ':unknown': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_PSEUDOHEADER',
      message: '":unknown" is an invalid pseudoheader or is used incorrectly',
    },
  },
  {
    title: 'stream.respond({ connection: \'close\' })',
    misuse: (stream) => stream.respond({ connection: 'close' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "connection"',
    },
  },
  {
    title: 'stream.respond({ \'a b\': \'x\' })',
    misuse: (stream) => stream.respond({ 'a b': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_HTTP_TOKEN',
      message: 'Header name must be a valid HTTP token ["a b"]',
    },
  },
  {
    title: 'stream.respond({ \'x-bad\': \'a\\nb\' })',
    misuse: (stream) => stream.respond({ 'x-bad': 'a\nb' }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond({ \'content-length\': [\'1\', \'2\'] })',
    misuse: (stream) => stream.respond({ 'content-length': ['1', '2'] }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field "content-length" must only have a single value',
    },
  },
  {
    title: 'stream.respond({ \'x-symbol\': Symbol(\'x\') })',
    misuse: (stream) => stream.respond({ 'x-symbol': Symbol('x') }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respond([\':status\'])',
    misuse: (stream) => stream.respond([':status']),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field ":status" must only have a single value',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received an instance of Array',
      }
    },
  },
  {
    title: 'stream.respond([\':status\', 200, \':status\', 200])',
    misuse: (stream) => stream.respond([':status', 200, ':status', 200]),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field ":status" must only have a single value',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received an instance of Array',
      }
    },
  },
  {
    title: 'respond() twice',
    misuse: (stream) => { stream.respond(); stream.respond(); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_HEADERS_SENT',
      message: 'Response has already been initiated.',
    },
  },
  {
    title: 'respond() after close()',
    misuse: (stream) => { stream.close(); stream.respond(); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'respond() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.respond(); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'stream.additionalHeaders()',
    misuse: (stream) => stream.additionalHeaders(),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.additionalHeaders(5)',
    misuse: (stream) => stream.additionalHeaders(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'stream.additionalHeaders({ \':status\': 200 })',
    misuse: (stream) => stream.additionalHeaders({ ':status': 200 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_INFO_STATUS',
      message: 'Invalid informational status code: 200',
    },
  },
  {
    title: 'stream.additionalHeaders({ \':status\': 101 })',
    misuse: (stream) => stream.additionalHeaders({ ':status': 101 }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_STATUS_101',
      message: 'HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2',
    },
  },
  {
    title: 'stream.additionalHeaders({ \':status\': 99 })',
    misuse: (stream) => stream.additionalHeaders({ ':status': 99 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_INFO_STATUS',
      message: 'Invalid informational status code: 99',
    },
  },
  {
    title: 'stream.additionalHeaders({})',
    misuse: (stream) => stream.additionalHeaders({}),
    expected: 'nothing thrown',
  },
  {
    title: 'additionalHeaders() after respond()',
    misuse: (stream) => { stream.respond(); stream.additionalHeaders({ ':status': 103 }); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_HEADERS_AFTER_RESPOND',
      message: 'Cannot specify additional headers after response initiated',
    },
  },
  {
    title: 'additionalHeaders() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.additionalHeaders({ ':status': 103 }); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'sendTrailers() before it is ready',
    misuse: (stream) =>
      { stream.respond({}, { waitForTrailers: true }); stream.sendTrailers({}); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TRAILERS_NOT_READY',
      message: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
    },
  },
  {
    title: 'sendTrailers() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.sendTrailers({}); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'stream.pushStream()',
    misuse: (stream) => stream.pushStream(),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received undefined',
    },
  },
  {
    title: 'stream.pushStream({})',
    misuse: (stream) => stream.pushStream({}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received undefined',
    },
  },
  {
    title: 'stream.pushStream(5, () => {})',
    misuse: (stream) => stream.pushStream(5, () => {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'stream.pushStream({}, 5)',
    misuse: (stream) => stream.pushStream({}, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received undefined',
    },
  },
  {
    title: 'stream.pushStream({}, 5, () => {})',
    misuse: (stream) => stream.pushStream({}, 5, () => {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'stream.pushStream({ \':status\': 200 }, () => {})',
    misuse: (stream) => stream.pushStream({ ':status': 200 }, () => {}),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.pushStream({ connection: \'x\' }, () => {})',
    misuse: (stream) => stream.pushStream({ connection: 'x' }, () => {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "connection"',
    },
  },
  {
    title: 'stream.pushStream({}, { endStream: 5 }, () => {})',
    misuse: (stream) => stream.pushStream({}, { endStream: 5 }, () => {}),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.pushStream({}, { parent: \'x\' }, () => {})',
    misuse: (stream) => stream.pushStream({}, { parent: 'x' }, () => {}),
    expected: 'nothing thrown',
  },
  {
    title: 'pushStream() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.pushStream({}, () => {}); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_PUSH_DISABLED',
      message: 'HTTP/2 client has disabled push streams',
    },
  },
  {
    title: 'stream.respondWithFile()',
    misuse: (stream) => stream.respondWithFile(),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "path" argument must be of type string or an instance of Buffer or URL. ' +
        'Received undefined',
    },
  },
  {
    title: 'stream.respondWithFile(5)',
    misuse: (stream) => stream.respondWithFile(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "path" argument must be of type string or an instance of Buffer or URL. ' +
        'Received type number (5)',
    },
  },
  {
    title: 'stream.respondWithFile({})',
    misuse: (stream) => stream.respondWithFile({}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "path" argument must be of type string or an instance of Buffer or URL. ' +
        'Received an instance of Object',
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', 5)',
    misuse: (stream) => stream.respondWithFile('/x', 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be an instance of Array or Object. Received type ' +
        'number (5)',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received type number (5)',
      }
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', {}, 5)',
    misuse: (stream) => stream.respondWithFile('/x', {}, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', {}, { offset: \'x\' })',
    misuse: (stream) => stream.respondWithFile('/x', {}, { offset: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.offset' is invalid. Received 'x'",
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', {}, { offset: -1 })',
    misuse: (stream) => stream.respondWithFile('/x', {}, { offset: -1 }),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respondWithFile(\'/x\', {}, { length: \'x\' })',
    misuse: (stream) => stream.respondWithFile('/x', {}, { length: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.length' is invalid. Received 'x'",
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', {}, { statCheck: 5 })',
    misuse: (stream) => stream.respondWithFile('/x', {}, { statCheck: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.statCheck' is invalid. Received 5",
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', { \':status\': 204 })',
    misuse: (stream) => stream.respondWithFile('/x', { ':status': 204 }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN',
      message: 'Responses with 204 status must not have a payload',
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', { \':status\': 205 })',
    misuse: (stream) => stream.respondWithFile('/x', { ':status': 205 }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN',
      message: 'Responses with 205 status must not have a payload',
    },
  },
  {
    title: 'stream.respondWithFile(\'/x\', { \':status\': 304 })',
    misuse: (stream) => stream.respondWithFile('/x', { ':status': 304 }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN',
      message: 'Responses with 304 status must not have a payload',
    },
  },
  {
    title: 'respondWithFile() after respond()',
    misuse: (stream) => { stream.respond(); stream.respondWithFile('/x'); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_HEADERS_SENT',
      message: 'Response has already been initiated.',
    },
  },
  {
    title: 'respondWithFile() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.respondWithFile('/x'); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
  {
    title: 'stream.respondWithFD()',
    misuse: (stream) => stream.respondWithFD(),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "fd" argument must be of type number or an instance of FileHandle. ' +
        'Received undefined',
    },
  },
  {
    title: 'stream.respondWithFD(\'x\')',
    misuse: (stream) => stream.respondWithFD('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "fd" argument must be of type number or an instance of FileHandle. ` +
        `Received type string ('x')`,
    },
  },
  {
    title: 'stream.respondWithFD(-1)',
    misuse: (stream) => stream.respondWithFD(-1),
    expected: 'nothing thrown',
  },
  {
    title: 'stream.respondWithFD(0, 5)',
    misuse: (stream) => stream.respondWithFD(0, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be an instance of Array or Object. Received type ' +
        'number (5)',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received type number (5)',
      }
    },
  },
  {
    title: 'stream.respondWithFD(0, {}, { offset: \'x\' })',
    misuse: (stream) => stream.respondWithFD(0, {}, { offset: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.offset' is invalid. Received 'x'",
    },
  },
  {
    title: 'stream.respondWithFD(0, {}, { length: \'x\' })',
    misuse: (stream) => stream.respondWithFD(0, {}, { length: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.length' is invalid. Received 'x'",
    },
  },
  {
    title: 'stream.respondWithFD(0, {}, { statCheck: 5 })',
    misuse: (stream) => stream.respondWithFD(0, {}, { statCheck: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_VALUE',
      message: "The property 'options.statCheck' is invalid. Received 5",
    },
  },
  {
    title: 'stream.respondWithFD(0, { \':status\': 204 })',
    misuse: (stream) => stream.respondWithFD(0, { ':status': 204 }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_PAYLOAD_FORBIDDEN',
      message: 'Responses with 204 status must not have a payload',
    },
  },
  {
    title: 'respondWithFD() after respond()',
    misuse: (stream) => { stream.respond(); stream.respondWithFD(0); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_HEADERS_SENT',
      message: 'Response has already been initiated.',
    },
  },
  {
    title: 'respondWithFD() after destroy()',
    misuse: (stream) => { stream.destroy(); stream.respondWithFD(0); },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_INVALID_STREAM',
      message: 'The stream has been destroyed',
    },
  },
]);
