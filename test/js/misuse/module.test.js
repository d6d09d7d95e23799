'use strict';

const http2 = require('../../support/impl');
const { throwing } = require('../../support/misuse');
const { call } = require('../../support/misuse-places');
const { wanted } = require('../../support/oracle');

throwing('The module under misuse', call, [
  {
    title: 'http2.connect()',
    misuse: () => http2.connect(),
    expected: {
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'protocol')",
    },
  },
  {
    title: 'http2.connect(5)',
    misuse: () => http2.connect(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "authority" argument must be of type string or an instance of URL or ' +
        'Object. Received type number (5)',
    },
  },
  {
    title: 'http2.connect(\'nonsense\')',
    misuse: () => http2.connect('nonsense'),
    expected: { name: 'TypeError', code: 'ERR_INVALID_URL', message: 'Invalid URL' },
  },
  {
    title: 'http2.connect(\'ftp://localhost\')',
    misuse: () => http2.connect('ftp://localhost'),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_UNSUPPORTED_PROTOCOL',
      message: 'protocol "ftp:" is unsupported.',
    },
  },
  {
    title: 'http2.connect(\'http://localhost\', \'options\')',
    misuse: () => http2.connect('http://localhost', 'options'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options" argument must be of type object. Received type string ('options')`,
    },
  },
  {
    title: 'http2.connect(\'http://localhost\', null)',
    misuse: () => http2.connect('http://localhost', null),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received null',
    },
  },
  {
    title: 'http2.connect({})',
    misuse: () => http2.connect({}),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer(\'x\')',
    misuse: () => http2.createServer('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options" argument must be of type object. Received type string ('x')`,
    },
  },
  {
    title: 'http2.createServer(5)',
    misuse: () => http2.createServer(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'http2.createServer(null)',
    misuse: () => http2.createServer(null),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received null',
    },
  },
  {
    title: 'http2.createServer({ settings: 5 })',
    misuse: () => http2.createServer({ settings: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.settings" property must be of type object. Received type number (5)',
    },
  },
  {
    title: 'http2.createServer({ settings: { maxFrameSize: 1 } })',
    misuse: () => http2.createServer({ settings: { maxFrameSize: 1 } }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ maxSessionInvalidFrames: -1 })',
    misuse: () => http2.createServer({ maxSessionInvalidFrames: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "options.maxSessionInvalidFrames" is out of range. It must be ' +
        '>= 0 && <= 4294967295. Received -1',
    },
    before: {
      '24': {
        name: 'RangeError',
        code: 'ERR_OUT_OF_RANGE',
        message: 'The value of "maxSessionInvalidFrames" is out of range. It must be >= 0 && ' +
          '<= 4294967295. Received -1',
      }
    },
  },
  {
    title: 'http2.createServer({ maxSessionInvalidFrames: \'x\' })',
    misuse: () => http2.createServer({ maxSessionInvalidFrames: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options.maxSessionInvalidFrames" property must be of type number. ` +
        `Received type string ('x')`,
    },
    before: {
      '24': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "maxSessionInvalidFrames" argument must be of type number. Received ` +
          `type string ('x')`,
      }
    },
  },
  {
    title: 'http2.createServer({ maxSessionRejectedStreams: 2 ** 32 })',
    misuse: () => http2.createServer({ maxSessionRejectedStreams: 2 ** 32 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "options.maxSessionRejectedStreams" is out of range. It must be ' +
        '>= 0 && <= 4294967295. Received 4294967296',
    },
    before: {
      '24': {
        name: 'RangeError',
        code: 'ERR_OUT_OF_RANGE',
        message: 'The value of "maxSessionRejectedStreams" is out of range. It must be >= 0 ' +
          '&& <= 4294967295. Received 4294967296',
      }
    },
  },
  {
    title: 'http2.createServer({ unknownProtocolTimeout: -1 })',
    misuse: () => http2.createServer({ unknownProtocolTimeout: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_OUT_OF_RANGE',
      message: 'The value of "options.unknownProtocolTimeout" is out of range. It must be >= ' +
        '0 && <= 4294967295. Received -1',
    },
    before: {
      '24': {
        name: 'RangeError',
        code: 'ERR_OUT_OF_RANGE',
        message: 'The value of "unknownProtocolTimeout" is out of range. It must be >= 0 && ' +
          '<= 4294967295. Received -1',
      }
    },
  },
  {
    title: 'http2.createServer({ unknownProtocolTimeout: \'x\' })',
    misuse: () => http2.createServer({ unknownProtocolTimeout: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options.unknownProtocolTimeout" property must be of type number. ` +
        `Received type string ('x')`,
    },
    before: {
      '24': {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "unknownProtocolTimeout" argument must be of type number. Received ` +
          `type string ('x')`,
      }
    },
  },
  {
    title: 'http2.createServer({ streamResetBurst: \'x\' })',
    misuse: () => http2.createServer({ streamResetBurst: 'x' }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ streamResetRate: -1 })',
    misuse: () => http2.createServer({ streamResetRate: -1 }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ remoteCustomSettings: 5 })',
    misuse: () => http2.createServer({ remoteCustomSettings: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.remoteCustomSettings" property must be an instance of Array. ' +
        'Received type number (5)',
    },
  },
  {
    title: 'http2.createServer({ remoteCustomSettings: [70000] })',
    misuse: () => http2.createServer({ remoteCustomSettings: [70000] }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ remoteCustomSettings: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] })',
    misuse: () =>
      http2.createServer({ remoteCustomSettings: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }),
    expected: {
      name: 'Error',
      code: 'ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS',
      message: 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
    },
  },
  {
    title: 'http2.createServer({ Http1IncomingMessage: 5 })',
    misuse: () => http2.createServer({ Http1IncomingMessage: 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ strictSingleValueFields: 5 })',
    misuse: () => http2.createServer({ strictSingleValueFields: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options.strictSingleValueFields" property must be of type boolean. ' +
        'Received type number (5)',
    },
    before: { '24': 'nothing thrown' },
  },
  {
    title: 'http2.createServer({ strictFieldWhitespaceValidation: 5 })',
    misuse: () => http2.createServer({ strictFieldWhitespaceValidation: 5 }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ maxSessionMemory: \'x\' })',
    misuse: () => http2.createServer({ maxSessionMemory: 'x' }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ paddingStrategy: 17 })',
    misuse: () => http2.createServer({ paddingStrategy: 17 }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({ maxOriginSetSize: -1 })',
    misuse: () => http2.createServer({ maxOriginSetSize: -1 }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer({}, 5)',
    misuse: () => http2.createServer({}, 5),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createSecureServer(\'x\')',
    misuse: () => http2.createSecureServer('x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "options" argument must be of type object. Received type string ('x')`,
    },
  },
  {
    title: 'http2.createSecureServer(5)',
    misuse: () => http2.createSecureServer(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "options" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'http2.getPackedSettings(5)',
    misuse: () => http2.getPackedSettings(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "settings" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'http2.getPackedSettings({ headerTableSize: -1 })',
    misuse: () => http2.getPackedSettings({ headerTableSize: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "headerTableSize": -1',
    },
  },
  {
    title: 'http2.getPackedSettings({ headerTableSize: 2 ** 32 })',
    misuse: () => http2.getPackedSettings({ headerTableSize: 2 ** 32 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "headerTableSize": 4294967296',
    },
  },
  {
    title: 'http2.getPackedSettings({ initialWindowSize: 2 ** 32 })',
    misuse: () => http2.getPackedSettings({ initialWindowSize: 2 ** 32 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "initialWindowSize": 4294967296',
    },
  },
  {
    title: 'http2.getPackedSettings({ initialWindowSize: \'x\' })',
    misuse: () => http2.getPackedSettings({ initialWindowSize: 'x' }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "initialWindowSize": x',
    },
  },
  {
    title: 'http2.getPackedSettings({ maxFrameSize: 16383 })',
    misuse: () => http2.getPackedSettings({ maxFrameSize: 16383 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxFrameSize": 16383',
    },
  },
  {
    title: 'http2.getPackedSettings({ maxFrameSize: 2 ** 24 })',
    misuse: () => http2.getPackedSettings({ maxFrameSize: 2 ** 24 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxFrameSize": 16777216',
    },
  },
  {
    title: 'http2.getPackedSettings({ maxConcurrentStreams: -1 })',
    misuse: () => http2.getPackedSettings({ maxConcurrentStreams: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxConcurrentStreams": -1',
    },
  },
  {
    title: 'http2.getPackedSettings({ maxHeaderListSize: -1 })',
    misuse: () => http2.getPackedSettings({ maxHeaderListSize: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxHeaderListSize": -1',
    },
  },
  {
    title: 'http2.getPackedSettings({ maxHeaderSize: -1 })',
    misuse: () => http2.getPackedSettings({ maxHeaderSize: -1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxHeaderSize": -1',
    },
  },
  {
    title: 'http2.getPackedSettings({ enablePush: 1 })',
    misuse: () => http2.getPackedSettings({ enablePush: 1 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "enablePush": 1',
    },
  },
  {
    title: 'http2.getPackedSettings({ enableConnectProtocol: \'x\' })',
    misuse: () => http2.getPackedSettings({ enableConnectProtocol: 'x' }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "enableConnectProtocol": x',
    },
  },
  {
    title: 'http2.getPackedSettings({ enableConnectProtocol: 0 })',
    misuse: () => http2.getPackedSettings({ enableConnectProtocol: 0 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "enableConnectProtocol": 0',
    },
  },
  {
    title: 'http2.getPackedSettings({ customSettings: { 70000: 1 } })',
    misuse: () => http2.getPackedSettings({ customSettings: { 70000: 1 } }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "customSettings:id": 70000',
    },
  },
  {
    title: 'http2.getPackedSettings({ customSettings: { 9: -1 } })',
    misuse: () => http2.getPackedSettings({ customSettings: { 9: -1 } }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "customSettings:value": -1',
    },
  },
  {
    title: 'http2.getPackedSettings({ customSettings: { x: 1 } })',
    misuse: () => http2.getPackedSettings({ customSettings: { x: 1 } }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "Range Error": NaN',
    },
  },
  {
    title: 'http2.getPackedSettings({ customSettings: 5 })',
    misuse: () => http2.getPackedSettings({ customSettings: 5 }),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "customSettings" argument must be an instance of Number. Received type ' +
        'number (5)',
    },
  },
  {
    title: 'http2.getUnpackedSettings()',
    misuse: () => http2.getUnpackedSettings(),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "buf" argument must be an instance of Buffer or TypedArray. Received undefined',
    },
  },
  {
    title: 'http2.getUnpackedSettings(\'abc\')',
    misuse: () => http2.getUnpackedSettings('abc'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "buf" argument must be an instance of Buffer or TypedArray. Received ` +
        `type string ('abc')`,
    },
  },
  {
    title: 'http2.getUnpackedSettings(Buffer.alloc(5))',
    misuse: () => http2.getUnpackedSettings(Buffer.alloc(5)),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH',
      message: 'Packed settings length must be a multiple of six',
    },
  },
  {
    title: 'http2.getUnpackedSettings(Buffer.from(\'000200000002\', \'hex\'), { validate: true })',
    misuse: () =>
      http2.getUnpackedSettings(Buffer.from('000200000002', 'hex'), { validate: true }),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.getUnpackedSettings(Buffer.from(\'0004ffffffff\', \'hex\'), { validate: true })',
    misuse: () =>
      http2.getUnpackedSettings(Buffer.from('0004ffffffff', 'hex'), { validate: true }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "initialWindowSize": 4294967295',
    },
  },
  {
    title: 'http2.getUnpackedSettings(Buffer.from(\'000500000001\', \'hex\'), { validate: true })',
    misuse: () =>
      http2.getUnpackedSettings(Buffer.from('000500000001', 'hex'), { validate: true }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxFrameSize": 1',
    },
  },
  {
    title: 'http2.performServerHandshake()',
    misuse: () => http2.performServerHandshake(),
    expected: {
      name: 'TypeError',
      message: "Cannot read properties of undefined (reading 'undefined')",
    },
    ours: wanted('Misuse', {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "socket" argument must be an instance of Duplex. Received undefined',
    }),
  },
  {
    title: 'http2.performServerHandshake(5)',
    misuse: () => http2.performServerHandshake(5),
    expected: { name: 'TypeError', message: "Cannot create property 'undefined' on number '5'" },
    ours: wanted('Misuse', {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "socket" argument must be an instance of Duplex. Received type number (5)',
    }),
  },
  {
    title: 'http2.createServer().setTimeout(100, \'x\')',
    misuse: () => http2.createServer().setTimeout(100, 'x'),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: `The "callback" argument must be of type function. Received type string ('x')`,
    },
  },
  {
    title: 'http2.createServer().setTimeout(\'x\')',
    misuse: () => http2.createServer().setTimeout('x'),
    expected: 'nothing thrown',
  },
  {
    title: 'http2.createServer().updateSettings(5)',
    misuse: () => http2.createServer().updateSettings(5),
    expected: {
      name: 'TypeError',
      code: 'ERR_INVALID_ARG_TYPE',
      message: 'The "settings" argument must be of type object. Received type number (5)',
    },
  },
  {
    title: 'http2.createServer().updateSettings({ maxFrameSize: 1 })',
    misuse: () => http2.createServer().updateSettings({ maxFrameSize: 1 }),
    expected: {
      name: 'RangeError',
      code: 'ERR_HTTP2_INVALID_SETTING_VALUE',
      message: 'Invalid value for setting "maxFrameSize": 1',
    },
  },
]);
