'use strict';

const assert = require('node:assert');
const { Duplex } = require('node:stream');
const { constants } = require('../../../lib/constants.js');
const { Http2Stream } = require('../../../lib/stream/stream.js');

const server = { type: constants.NGHTTP2_SESSION_SERVER };

/** The flags of a Readable's or a Writable's state, whether fields of their own or bits of a number. */
function flagsOf(state) {
  const flags = {};
  for (let layer = state; layer !== Object.prototype; layer = Object.getPrototypeOf(layer)) {
    for (const name of Object.getOwnPropertyNames(layer)) {
      if (['boolean', 'number'].includes(typeof state[name])) flags[name] = state[name];
    }
  }
  return flags;
}

for (const hasBody of [true, false]) {
  describe(`A stream ${hasBody ? 'with' : 'without'} a body of its own is set up`, () => {
    const stream = new Http2Stream(server, hasBody);
    const model = new Duplex({
      autoDestroy: false, decodeStrings: false, writable: hasBody, final() {}, read() {}, write() {},
    });

    it('as the options of Duplex would do it for its reading side', () => {
      assert.deepEqual(flagsOf(stream._readableState), flagsOf(model._readableState));
    });

    it('as the options of Duplex would do it for its writing side', () => {
      assert.deepEqual(flagsOf(stream._writableState), flagsOf(model._writableState));
    });
  });
}
