'use strict';

const assert = require('node:assert');
const { inspect } = require('node:util');
const http2 = require('../../support/impl.js');

function caught(action) {
  try {
    action();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
}

const unpackFiveBytes = () => http2.getUnpackedSettings(Buffer.alloc(5));
const packNegative = () => http2.getPackedSettings({ headerTableSize: -1 });

describe('An error', () => {
  it('has the name of its base class, which is also its constructor', () => {
    const error = caught(unpackFiveBytes);
    assert.strictEqual(error.name, 'RangeError');
    assert.strictEqual(error.constructor, RangeError);
    assert.ok(error instanceof RangeError);
  });

  it('shows its code in its text and at the start of its stack', () => {
    const error = caught(unpackFiveBytes);
    const text = 'RangeError [ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH]: ' +
      'Packed settings length must be a multiple of six';
    assert.strictEqual(error.stack.split('\n')[0], text);
    assert.strictEqual(inspect(error).split('\n')[0], text);
    assert.strictEqual(String(error), text);
  });

  it('can be enumerated for its code and details, not for its message', () => {
    assert.deepStrictEqual(Object.keys(caught(unpackFiveBytes)), ['code']);
    assert.deepStrictEqual(Object.keys(caught(packNegative)), ['code', 'actual', 'min', 'max']);
  });

  it('has no property name of its own', () => {
    assert.strictEqual(Object.hasOwn(caught(packNegative), 'name'), false);
  });

  it('says where it was thrown', () => {
    assert.match(caught(packNegative).stack, /packNegative/);
  });
});
