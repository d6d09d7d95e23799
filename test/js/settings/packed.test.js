'use strict';

const assert = require('node:assert');
const { once } = require('node:events');
const http2 = require('../../support/impl.js');
const { expectWarnings } = require('../../support/process-events');

const { getDefaultSettings, getPackedSettings, getUnpackedSettings } = http2;
const hex = (...entries) => entries.join('');
const packed = (settings) => getPackedSettings(settings).toString('hex');
const unpacked = (bytes, options) => getUnpackedSettings(Buffer.from(bytes, 'hex'), options);

function invalidSetting(name, actual, range) {
  const RangeOrType = range ? RangeError : TypeError;
  return (error) => {
    assert.ok(error instanceof RangeOrType);
    assert.strictEqual(error.code, 'ERR_HTTP2_INVALID_SETTING_VALUE');
    assert.strictEqual(error.message, `Invalid value for setting "${name}": ${actual}`);
    assert.strictEqual(error.name, RangeOrType.name);
    assert.deepStrictEqual([error.actual, error.min, error.max], [actual, ...(range ?? [
      undefined, undefined,
    ])]);
    assert.deepStrictEqual(Object.keys(error).includes('min'), range !== undefined);
    return true;
  };
}

describe('getDefaultSettings()', () => {
  it('returns every setting in order, without a prototype', () => {
    const settings = getDefaultSettings();
    assert.strictEqual(Object.getPrototypeOf(settings), null);
    assert.deepStrictEqual(Object.entries(settings), [
      ['headerTableSize', 4096],
      ['enablePush', true],
      ['initialWindowSize', 65535],
      ['maxFrameSize', 16384],
      ['maxConcurrentStreams', 4294967295],
      ['maxHeaderSize', 65535],
      ['maxHeaderListSize', 65535],
      ['enableConnectProtocol', false],
    ]);
  });

  it('returns a new object each time', () => {
    getDefaultSettings().enablePush = false;
    assert.strictEqual(getDefaultSettings().enablePush, true);
  });
});

describe('getPackedSettings()', () => {
  expectWarnings('settings.maxHeaderSize overwrite');

  it('packs the example of the documentation', () => {
    assert.strictEqual(getPackedSettings({ enablePush: false }).toString('base64'), 'AAIAAAAA');
  });

  it('packs nothing for no settings, none that are known, and undefined values', () => {
    for (const settings of [undefined, {}, { foo: 1 }, { headerTableSize: undefined }]) {
      assert.strictEqual(packed(settings), '');
    }
  });

  it('packs all settings by identifier, whatever the order of the properties', () => {
    assert.strictEqual(packed({
      enableConnectProtocol: true,
      maxHeaderListSize: 7,
      maxConcurrentStreams: 6,
      initialWindowSize: 5,
      maxFrameSize: 20000,
      enablePush: false,
      headerTableSize: 1,
    }), hex(
      '000100000001', '000200000000', '000300000006', '000400000005', '000500004e20',
      '000600000007', '000800000001',
    ));
  });

  it('takes maxHeaderSize for maxHeaderListSize, in either order', () => {
    assert.strictEqual(packed({ maxHeaderSize: 9 }), '000600000009');
    assert.strictEqual(packed({ maxHeaderListSize: 7, maxHeaderSize: 8 }), '000600000008');
    assert.strictEqual(packed({ maxHeaderSize: 8, maxHeaderListSize: 7 }), '000600000008');
  });

  it('warns when maxHeaderSize replaces another maxHeaderListSize', async () => {
    const warnings = [];
    const remember = (warning) => warnings.push(warning.message);
    process.on('warning', remember);
    getPackedSettings({ maxHeaderListSize: 7, maxHeaderSize: 7 });
    getPackedSettings({ maxHeaderListSize: 7 });
    getPackedSettings({ maxHeaderListSize: 7, maxHeaderSize: 8 });
    await once(process, 'warning');
    process.off('warning', remember);
    assert.deepStrictEqual(warnings, [
      'settings.maxHeaderSize overwrite settings.maxHeaderListSize',
    ]);
  });

  it('cuts fractions off', () => {
    assert.strictEqual(packed({ headerTableSize: 1.5 }), '000100000001');
  });

  it('packs the limits of each range', () => {
    assert.strictEqual(packed({ headerTableSize: 2 ** 32 - 1 }), '0001ffffffff');
    assert.strictEqual(packed({ maxConcurrentStreams: 0 }), '000300000000');
    assert.strictEqual(packed({ initialWindowSize: 2 ** 31 - 1 }), '00047fffffff');
    assert.strictEqual(packed({ maxFrameSize: 2 ** 14 }), '000500004000');
    assert.strictEqual(packed({ maxFrameSize: 2 ** 24 - 1 }), '000500ffffff');
    assert.strictEqual(packed({ maxHeaderListSize: 2 ** 32 - 1 }), '0006ffffffff');
  });

  const max = 2 ** 32 - 1;
  const ranges = {
    headerTableSize: [0, max],
    initialWindowSize: [0, 2 ** 31 - 1],
    maxFrameSize: [16384, 2 ** 24 - 1],
    maxConcurrentStreams: [0, max],
    maxHeaderListSize: [0, max],
    maxHeaderSize: [0, max],
  };
  for (const [name, range] of Object.entries(ranges)) {
    it(`refuses ${name} outside its range and of another type`, () => {
      for (const value of [range[0] - 1, range[1] + 1, Infinity, null, '1', true, 5n]) {
        const expected = invalidSetting(name, value, range);
        assert.throws(() => getPackedSettings({ [name]: value }), expected);
      }
    });
  }

  for (const name of ['enablePush', 'enableConnectProtocol']) {
    it(`refuses ${name} that is not a boolean`, () => {
      for (const value of [0, 1, null, 'true', NaN]) {
        const expected = invalidSetting(name, value);
        assert.throws(() => getPackedSettings({ [name]: value }), expected);
      }
    });
  }

  it('checks numbers before booleans, and custom settings first', () => {
    assert.throws(() => getPackedSettings({ enablePush: 1, maxHeaderSize: -1 }), {
      message: 'Invalid value for setting "maxHeaderSize": -1',
    });
    assert.throws(() => getPackedSettings({ headerTableSize: -1, customSettings: { '-1': 1 } }), {
      message: 'Invalid value for setting "customSettings:id": -1',
    });
  });

  it('refuses what is not an object', () => {
    const received = {
      'null': null,
      'type number (1)': 1,
      "type string ('x')": 'x',
      'an instance of Array': [],
      "type string (\"it's\")": "it's",
      'function named': function named() {},
      "type string ('aaaaaaaaaaaaaaaaaaaaaaaaa...')": 'a'.repeat(40),
      'type symbol (Symbol(x))': Symbol('x'),
      'type bigint (5n)': 5n,
    };
    for (const [description, value] of Object.entries(received)) {
      assert.throws(() => getPackedSettings(value), {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: `The "settings" argument must be of type object. Received ${description}`,
      });
    }
  });
});

describe('customSettings', () => {
  it('are packed after the others, by number', () => {
    const settings = { customSettings: { 300: 7, 20: 3, 7: 1 }, headerTableSize: 9 };
    assert.strictEqual(packed(settings), hex(
      '000100000009', '000700000001', '001400000003', '012c00000007',
    ));
  });

  it('may be ten, not eleven', () => {
    const many = (count) => Object.fromEntries(
      Array.from({ length: count }, (_, index) => [100 + index, 1]),
    );
    assert.strictEqual(getPackedSettings({ customSettings: many(10) }).length, 60);
    assert.throws(() => getPackedSettings({ customSettings: many(11) }), {
      name: 'Error',
      code: 'ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS',
      message: 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
    });
  });

  it('are refused outside 16 bits for the number and 32 bits for the value', () => {
    for (const [id, name, actual, range] of [
      [-1, 'customSettings:id', -1, [0, 65535]],
      [65536, 'customSettings:id', 65536, [0, 65535]],
      [0, 'Range Error', 0, [0, 65535]],
    ]) {
      const expected = invalidSetting(name, actual, range);
      assert.throws(() => getPackedSettings({ customSettings: { [id]: 1 } }), expected);
    }
    for (const [value, name] of [
      [-1, 'customSettings:value'], [2 ** 32, 'customSettings:value'], [0, 'Range Error'],
    ]) {
      const expected = invalidSetting(name, value, [0, 2 ** 32 - 1]);
      assert.throws(() => getPackedSettings({ customSettings: { 100: value } }), expected);
    }
    assert.strictEqual(packed({ customSettings: { 65535: 2 ** 32 - 1 } }), 'ffffffffffff');
  });

  it('are refused when they are not an object', () => {
    for (const value of [null, 1, 'x', []]) {
      assert.throws(() => getPackedSettings({ customSettings: value }), {
        code: 'ERR_INVALID_ARG_TYPE',
        message: /^The "customSettings" argument must be an instance of Number\. Received /,
      });
    }
  });

  it('are skipped where the value is not a number', () => {
    assert.strictEqual(packed({ customSettings: { 100: 'x', 101: null, 102: true } }), '');
  });
});

describe('getUnpackedSettings()', () => {
  it('shows the settings in the order in which they were packed', () => {
    const settings = unpacked(hex('000800000001', '000600000006', '000200000000', '000100000001'));
    assert.deepStrictEqual(Object.entries(settings), [
      ['enableConnectProtocol', true],
      ['maxHeaderSize', 6],
      ['maxHeaderListSize', 6],
      ['enablePush', false],
      ['headerTableSize', 1],
    ]);
    assert.strictEqual(Object.getPrototypeOf(settings), Object.prototype);
  });

  it('gives back what was packed', () => {
    const settings = {
      headerTableSize: 1, enablePush: true, maxConcurrentStreams: 2, customSettings: { 300: 7 },
    };
    assert.deepStrictEqual(getUnpackedSettings(getPackedSettings(settings)), settings);
  });

  it('takes the last of several values, and any value but 0 for true', () => {
    assert.deepStrictEqual(unpacked(hex('000100000002', '0001ffffffff')), {
      headerTableSize: 4294967295,
    });
    assert.deepStrictEqual(unpacked('000200000002'), { enablePush: true });
  });

  it('puts unknown identifiers into customSettings', () => {
    assert.deepStrictEqual(unpacked('0007000000020100000000aa'), {
      customSettings: { 7: 2, 256: 170 },
    });
  });

  it('takes any typed array', () => {
    const bytes = new Uint8Array([0, 1, 0, 0, 0, 2]);
    assert.deepStrictEqual(getUnpackedSettings(bytes), { headerTableSize: 2 });
  });

  it('checks the values only when asked to', () => {
    assert.deepStrictEqual(unpacked('000500000001', {}), { maxFrameSize: 1 });
    const expected = invalidSetting('maxFrameSize', 1, [16384, 2 ** 24 - 1]);
    assert.throws(() => unpacked('000500000001', { validate: true }), expected);
  });

  it('refuses lengths that are not a multiple of six', () => {
    for (const length of [1, 5, 7]) {
      assert.throws(() => getUnpackedSettings(Buffer.alloc(length)), {
        name: 'RangeError',
        code: 'ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH',
        message: 'Packed settings length must be a multiple of six',
      });
    }
    assert.deepStrictEqual(getUnpackedSettings(Buffer.alloc(0)), {});
  });

  it('refuses what is not a typed array', () => {
    for (const value of [undefined, null, 1, 'abcdef', {}, [], new DataView(new ArrayBuffer(6))]) {
      assert.throws(() => getUnpackedSettings(value), {
        name: 'TypeError',
        code: 'ERR_INVALID_ARG_TYPE',
        message: /^The "buf" argument must be an instance of Buffer or TypedArray\. Received /,
      });
    }
  });
});
