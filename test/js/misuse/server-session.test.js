'use strict';

const { throwing } = require('../../support/misuse');
const { onServer } = require('../../support/misuse-places');

throwing('A server session under misuse', onServer, [
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
    title: 'session.altsvc(\'x\', {})',
    misuse: (session) => session.altsvc('x', {}),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "originOrStream" argument must be one of type string or number or an ' +
        'instance of URL or Object. Received an instance of Object',
    },
  },
  {
    title: 'session.altsvc(\'x\', -1)',
    misuse: (session) => session.altsvc('x', -1),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "originOrStream" is out of range. It must be > 0 && < ' +
        '4294967296. Received -1',
    },
  },
  {
    title: 'session.altsvc(\'x\', 2 ** 32)',
    misuse: (session) => session.altsvc('x', 2 ** 32),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "originOrStream" is out of range. It must be > 0 && < ' +
        '4294967296. Received 4294967296',
    },
  },
  {
    title: 'session.altsvc(\'x\', \'nonsense\')',
    misuse: (session) => session.altsvc('x', 'nonsense'),
    expected: { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
  },
  {
    title: 'session.altsvc(\'x\', \'null\')',
    misuse: (session) => session.altsvc('x', 'null'),
    expected: { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
  },
  {
    title: 'session.altsvc(\'\\u0100\', 1)',
    misuse: (session) => session.altsvc('\u0100', 1),
    expected: { name: 'TypeError', code: 'ERR_INVALID_CHAR', message: 'Invalid character in alt' },
  },
  {
    title: 'session.altsvc(\'x\'.repeat(20000), 1)',
    misuse: (session) => session.altsvc('x'.repeat(20000), 1),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_ALTSVC_LENGTH',
      message: 'HTTP/2 ALTSVC frames are limited to 16382 bytes',
    },
  },
  {
    title: 'session.altsvc(5, 1)',
    misuse: (session) => session.altsvc(5, 1),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "alt" argument must be of type string. Received type number (5)',
    },
  },
  {
    title: 'session.altsvc(\'x\', { origin: 5 })',
    misuse: (session) => session.altsvc('x', { origin: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "originOrStream" argument must be one of type string or number or an ' +
        'instance of URL or Object. Received an instance of Object',
    },
  },
  {
    title: 'session.altsvc(\'x\', 99)',
    misuse: (session) => session.altsvc('x', 99),
    expected: 'nothing thrown',
  },
  {
    title: 'session.origin(5)',
    misuse: (session) => session.origin(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "origin" argument must be of type string. Received type number (5)',
    },
  },
  {
    title: 'session.origin(\'nonsense\')',
    misuse: (session) => session.origin('nonsense'),
    expected: { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
  },
  {
    title: 'session.origin(\'null\')',
    misuse: (session) => session.origin('null'),
    expected: { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
  },
  {
    title: 'session.origin({ origin: 5 })',
    misuse: (session) => session.origin({ origin: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "origin" argument must be of type string. Received type number (5)',
    },
  },
  {
    title: 'session.origin(\'https://\' + \'x\'.repeat(20000))',
    misuse: (session) => session.origin('https://' + 'x'.repeat(20000)),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_ORIGIN_LENGTH',
      message: 'HTTP/2 ORIGIN frames are limited to 16382 bytes',
    },
  },
  {
    title: 'session.origin()',
    misuse: (session) => session.origin(),
    expected: 'nothing thrown',
  },
]);
