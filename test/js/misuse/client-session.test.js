'use strict';

const { throwing } = require('../../support/misuse');
const { onClient } = require('../../support/misuse-places');

throwing('A client session under misuse', onClient, [
  {
    title: 'session.settings()',
    misuse: (session) => session.settings(),
    expected: 'nothing thrown',
  },
  {
    title: 'session.settings(5)',
    misuse: (session) => session.settings(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "settings" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'session.settings(null)',
    misuse: (session) => session.settings(null),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "settings" argument must be of type object. Received null',
    },
  },
  {
    title: 'session.settings({}, 5)',
    misuse: (session) => session.settings({}, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'session.settings({ maxFrameSize: 1 })',
    misuse: (session) => session.settings({ maxFrameSize: 1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxFrameSize": 1',
    },
  },
  {
    title: 'session.settings({ enablePush: 5 })',
    misuse: (session) => session.settings({ enablePush: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "enablePush": 5',
    },
  },
  {
    title: 'session.ping(5)',
    misuse: (session) => session.ping(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "payload" argument must be an instance of Buffer, TypedArray, or ' +
        'DataView. Received type number (5)',
    },
  },
  {
    title: 'session.ping(\'12345678\', () => {})',
    misuse: (session) => session.ping('12345678', () => {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "payload" argument must be an instance of Buffer, TypedArray, or ` +
        `DataView. Received type string ('12345678')`,
    },
  },
  {
    title: 'session.ping(Buffer.alloc(7), () => {})',
    misuse: (session) => session.ping(Buffer.alloc(7), () => {}),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_PING_LENGTH',
      message: 'HTTP2 ping payload must be 8 bytes',
    },
  },
  {
    title: 'session.ping(Buffer.alloc(8))',
    misuse: (session) => session.ping(Buffer.alloc(8)),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received undefined',
    },
  },
  {
    title: 'session.ping(Buffer.alloc(8), 5)',
    misuse: (session) => session.ping(Buffer.alloc(8), 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'session.goaway(\'x\')',
    misuse: (session) => session.goaway('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "code" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.goaway(-1)',
    misuse: (session) => session.goaway(-1),
    expected: 'nothing thrown',
  },
  {
    title: 'session.goaway(2 ** 32)',
    misuse: (session) => session.goaway(2 ** 32),
    expected: 'nothing thrown',
  },
  {
    title: 'session.goaway(0, \'x\')',
    misuse: (session) => session.goaway(0, 'x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "lastStreamID" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.goaway(0, -1)',
    misuse: (session) => session.goaway(0, -1),
    expected: 'nothing thrown',
  },
  {
    title: 'session.goaway(0, 0, \'x\')',
    misuse: (session) => session.goaway(0, 0, 'x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "opaqueData" argument must be an instance of Buffer, TypedArray, or ` +
        `DataView. Received type string ('x')`,
    },
  },
  {
    title: 'session.goaway(0, 0, {})',
    misuse: (session) => session.goaway(0, 0, {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "opaqueData" argument must be an instance of Buffer, TypedArray, or ' +
        'DataView. Received an instance of Object',
    },
  },
  {
    title: 'session.setTimeout(\'x\')',
    misuse: (session) => session.setTimeout('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "msecs" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.setTimeout(-1)',
    misuse: (session) => session.setTimeout(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "msecs" is out of range. It must be a non-negative finite ' +
        'number. Received -1',
    },
  },
  {
    title: 'session.setTimeout(100, 5)',
    misuse: (session) => session.setTimeout(100, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "callback" argument must be of type function. Received type number (5)',
    },
  },
  {
    title: 'session.setTimeout(2 ** 31)',
    misuse: (session) => session.setTimeout(2 ** 31),
    expected: 'nothing thrown',
  },
  {
    title: 'session.setTimeout(NaN)',
    misuse: (session) => session.setTimeout(NaN),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "msecs" is out of range. It must be a non-negative finite ' +
        'number. Received NaN',
    },
  },
  {
    title: 'session.setLocalWindowSize()',
    misuse: (session) => session.setLocalWindowSize(),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "windowSize" argument must be of type number. Received undefined',
    },
  },
  {
    title: 'session.setLocalWindowSize(\'x\')',
    misuse: (session) => session.setLocalWindowSize('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "windowSize" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.setLocalWindowSize(-1)',
    misuse: (session) => session.setLocalWindowSize(-1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "windowSize" is out of range. It must be >= 0 && <= 2147483647. ' +
        'Received -1',
    },
  },
  {
    title: 'session.setLocalWindowSize(2 ** 31)',
    misuse: (session) => session.setLocalWindowSize(2 ** 31),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "windowSize" is out of range. It must be >= 0 && <= 2147483647. ' +
        'Received 2147483648',
    },
  },
  {
    title: 'session.destroy(\'x\')',
    misuse: (session) => session.destroy('x'),
    expected: 'nothing thrown',
  },
  {
    title: 'session.close(5)',
    misuse: (session) => session.close(5),
    expected: 'nothing thrown',
  },
  {
    title: 'session.setNextStreamID(\'x\')',
    misuse: (session) => session.setNextStreamID('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "id" argument must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.setNextStreamID(0)',
    misuse: (session) => session.setNextStreamID(0),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "id" is out of range. It must be > 0 and <= 4294967295. Received 0',
    },
  },
  {
    title: 'session.setNextStreamID(2 ** 32)',
    misuse: (session) => session.setNextStreamID(2 ** 32),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "id" is out of range. It must be > 0 and <= 4294967295. ' +
        'Received 4294967296',
    },
  },
  {
    title: 'session.socket.end()',
    misuse: (session) => session.socket.end(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.write(\'x\')',
    misuse: (session) => session.socket.write('x'),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.read()',
    misuse: (session) => session.socket.read(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.pause()',
    misuse: (session) => session.socket.pause(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.resume()',
    misuse: (session) => session.socket.resume(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.emit(\'x\')',
    misuse: (session) => session.socket.emit('x'),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.setEncoding(\'utf8\')',
    misuse: (session) => session.socket.setEncoding('utf8'),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.setKeepAlive()',
    misuse: (session) => session.socket.setKeepAlive(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.setNoDelay()',
    misuse: (session) => session.socket.setNoDelay(),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'session.socket.destroy()',
    misuse: (session) => session.socket.destroy(),
    expected: 'nothing thrown',
    before: {
      '24': {
        name: 'Error',
        code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
        message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
      }
    },
  },
  {
    title: 'assigning session.socket.end',
    misuse: (session) => { session.socket.end = () => {}; },
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_NO_SOCKET_MANIPULATION',
      message: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
    },
  },
  {
    title: 'assigning session.socket.custom',
    misuse: (session) => { session.socket.custom = 1; },
    expected: 'nothing thrown',
  },
  {
    title: 'session.request(5)',
    misuse: (session) => session.request(5),
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
    title: 'session.request(\'x\')',
    misuse: (session) => session.request('x'),
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
    title: 'session.request(null)',
    misuse: (session) => session.request(null),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "headers" argument must be an instance of Array or Object. Received null',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received null',
      }
    },
  },
  {
    title: 'session.request({}, 5)',
    misuse: (session) => session.request({}, 5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'session.request({}, { endStream: 5 })',
    misuse: (session) => session.request({}, { endStream: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.endStream" property must be of type boolean. Received type number (5)',
    },
  },
  {
    title: 'session.request({}, { exclusive: 5 })',
    misuse: (session) => session.request({}, { exclusive: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.exclusive" property must be of type boolean. Received type number (5)',
    },
  },
  {
    title: 'session.request({}, { parent: \'x\' })',
    misuse: (session) => session.request({}, { parent: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options.parent" property must be of type number. Received type string ('x')`,
    },
  },
  {
    title: 'session.request({}, { parent: -1 })',
    misuse: (session) => session.request({}, { parent: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "options.parent" is out of range. It must be >= 0. Received -1',
    },
  },
  {
    title: 'session.request({}, { weight: \'x\' })',
    misuse: (session) => session.request({}, { weight: 'x' }),
    expected: 'nothing thrown',
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "options.weight" property must be of type number. Received type string ('x')`,
      }
    },
  },
  {
    title: 'session.request({}, { silent: 5 })',
    misuse: (session) => session.request({}, { silent: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.silent" property must be of type boolean. Received type number (5)',
    },
  },
  {
    title: 'session.request({}, { waitForTrailers: 5 })',
    misuse: (session) => session.request({}, { waitForTrailers: 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \':method\': 5 })',
    misuse: (session) => session.request({ ':method': 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \':method\': \'CONNECT\' })',
    misuse: (session) => session.request({ ':method': 'CONNECT' }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_CONNECT_AUTHORITY',
      message: ':authority header is required for CONNECT requests',
    },
  },
  {
    title: 'session.request({ \':method\': \'CONNECT\', \':authority\': \'x\', \':path\': \'/\' })',
    misuse: (session) =>
      session.request({ ':method': 'CONNECT', ':authority': 'x', ':path': '/' }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_CONNECT_PATH',
      message: 'The :path header is forbidden for CONNECT requests',
    },
  },
  {
    title: 'session.request({ \':method\': \'CONNECT\', \':authority\': \'x\', \':scheme\': ' +
      '\'http\' })',
    misuse: (session) =>
      session.request({ ':method': 'CONNECT', ':authority': 'x', ':scheme': 'http' }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_CONNECT_SCHEME',
      message: 'The :scheme header is forbidden for CONNECT requests',
    },
  },
  {
    title: 'session.request({ \':method\': \'CONNECT\', \':protocol\': \'x\', \':path\': ' +
      '\'/\', \':scheme\': \'http\', \':authority\': \'x\' })',
    misuse: (session) =>
      session.request({
        ':method': 'CONNECT', ':protocol': 'x', ':path': '/', ':scheme': 'http', ':authority': 'x',
      }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \':status\': 200 })',
    misuse: (session) => session.request({ ':status': 200 }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \':unknown\': \'x\' })',
    misuse: (session) => session.request({ ':unknown': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_PSEUDOHEADER',
      message: '":unknown" is an invalid pseudoheader or is used incorrectly',
    },
  },
  {
    title: 'session.request({ \'connection\': \'close\' })',
    misuse: (session) => session.request({ 'connection': 'close' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "connection"',
    },
  },
  {
    title: 'session.request({ \'upgrade\': \'x\' })',
    misuse: (session) => session.request({ 'upgrade': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "upgrade"',
    },
  },
  {
    title: 'session.request({ \'transfer-encoding\': \'chunked\' })',
    misuse: (session) => session.request({ 'transfer-encoding': 'chunked' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "transfer-encoding"',
    },
  },
  {
    title: 'session.request({ \'http2-settings\': \'x\' })',
    misuse: (session) => session.request({ 'http2-settings': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "http2-settings"',
    },
  },
  {
    title: 'session.request({ \'keep-alive\': \'x\' })',
    misuse: (session) => session.request({ 'keep-alive': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "keep-alive"',
    },
  },
  {
    title: 'session.request({ \'proxy-connection\': \'x\' })',
    misuse: (session) => session.request({ 'proxy-connection': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "proxy-connection"',
    },
  },
  {
    title: 'session.request({ \'te\': \'gzip\' })',
    misuse: (session) => session.request({ 'te': 'gzip' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "te"',
    },
  },
  {
    title: 'session.request({ \'te\': \'trailers\' })',
    misuse: (session) => session.request({ 'te': 'trailers' }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'a b\': \'x\' })',
    misuse: (session) => session.request({ 'a b': 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_HTTP_TOKEN',
      message: 'Header name must be a valid HTTP token ["a b"]',
    },
  },
  {
    title: 'session.request({ \'\': \'x\' })',
    misuse: (session) => session.request({ '': 'x' }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'x-null\': null })',
    misuse: (session) => session.request({ 'x-null': null }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'x-undefined\': undefined })',
    misuse: (session) => session.request({ 'x-undefined': undefined }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'x-bad\': \'a\\nb\' })',
    misuse: (session) => session.request({ 'x-bad': 'a\nb' }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'x-bad\': \'\\u0100\' })',
    misuse: (session) => session.request({ 'x-bad': '\u0100' }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'content-type\': [\'a\', \'b\'] })',
    misuse: (session) => session.request({ 'content-type': ['a', 'b'] }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field "content-type" must only have a single value',
    },
  },
  {
    title: 'session.request({ \':path\': [\'a\', \'b\'] })',
    misuse: (session) => session.request({ ':path': ['a', 'b'] }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field ":path" must only have a single value',
    },
  },
  {
    title: 'session.request({ \'x-symbol\': Symbol(\'x\') })',
    misuse: (session) => session.request({ 'x-symbol': Symbol('x') }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request({ \'x-object\': {} })',
    misuse: (session) => session.request({ 'x-object': {} }),
    expected: 'nothing thrown',
  },
  {
    title: 'session.request([\':path\'])',
    misuse: (session) => session.request([':path']),
    expected: 'nothing thrown',
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received an instance of Array',
      }
    },
  },
  {
    title: 'session.request([\':path\', \'/\', \':path\', \'/\'])',
    misuse: (session) => session.request([':path', '/', ':path', '/']),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_HEADER_SINGLE_VALUE',
      message: 'Header field ":path" must only have a single value',
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
    title: 'session.request([\'connection\', \'close\'])',
    misuse: (session) => session.request(['connection', 'close']),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_CONNECTION_HEADERS',
      message: 'HTTP/1 Connection specific headers are forbidden: "connection"',
    },
    before: {
      '22': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: 'The "headers" argument must be of type object. Received an instance of Array',
      }
    },
  },
]);
