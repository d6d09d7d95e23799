'use strict';

const assert = require('node:assert');
const fs = require('node:fs');
const { builtin } = require('../../support/oracle');
const { SERVERS, ask, makeFile, makeSparse, pattern, useFiles } = require('../../support/files');

const SIZE = 100000;
const GIBI = 2 ** 30;

// [options, first byte, end]: the same for both methods.
const RANGES = [
  [{ offset: 10 }, 10, SIZE],
  [{ length: 10 }, 0, 10],
  [{ offset: 16384, length: 16384 }, 16384, 32768],
  [{ offset: 65530, length: 20 }, 65530, 65550],
  [{ offset: 99990, length: 1000 }, 99990, SIZE],
  [{ offset: SIZE }, SIZE, SIZE],
  [{ length: 0 }, 0, 0],
  [{ length: -1 }, 0, SIZE],
  [{ length: -7 }, 0, SIZE],
  [{ length: Infinity }, 0, SIZE],
  [{ offset: 5, length: 0 }, 5, 5],
];

// What the builtin answers to these with a path is malformed: its content-length is the number as it
// was given, or negative.
const CORRECTED = [
  [{ offset: 1.5 }, 1, SIZE],
  [{ length: 7.9 }, 0, 7],
  [{ offset: -1 }, 0, SIZE],
  [{ offset: 2 * SIZE }, SIZE, SIZE],
  [{ offset: 2 ** 53 }, SIZE, SIZE],
  [{ offset: NaN, length: 10 }, 0, 10],
];

const titleOf = (options) => Object.entries(options).map(([name, value]) => `${name} ${value}`).join(', ');

describe('A range of a file', () => {
  useFiles();

  async function byPath(options, from, end) {
    const file = makeFile('range', pattern(SIZE));
    const { headers, body, error } = await ask((stream) => stream.respondWithFile(file, {}, options));
    assert.strictEqual(error, 0);
    assert.strictEqual(headers['content-length'], String(end - from));
    assert.ok(body.equals(pattern(end - from, from)));
  }

  for (const [options, from, end] of RANGES) {
    it(`is sent with ${titleOf(options)}`, () => byPath(options, from, end));
  }

  if (!builtin) {
    for (const [options, from, end] of CORRECTED) {
      it(`is well formed with ${titleOf(options)}`, () => byPath(options, from, end));
    }
  }

  for (const [options, from, end] of [...RANGES, ...CORRECTED]) {
    it(`is sent from a descriptor with ${titleOf(options)}`, async () => {
      const descriptor = fs.openSync(makeFile('range', pattern(SIZE)));
      const { body, error } = await ask((stream) => stream.respondWithFD(descriptor, {}, options));
      fs.closeSync(descriptor);
      assert.strictEqual(error, 0);
      assert.ok(body.equals(pattern(end - from, from)));
    });
  }

  it('does not move a descriptor', async () => {
    const descriptor = fs.openSync(makeFile('range', pattern(SIZE)));
    fs.readSync(descriptor, Buffer.alloc(10));
    const { body } = await ask((stream) => stream.respondWithFD(descriptor));
    const next = Buffer.alloc(4);
    fs.readSync(descriptor, next);
    fs.closeSync(descriptor);
    assert.ok(body.equals(pattern(SIZE)));
    assert.ok(next.equals(pattern(4, 10)));
  });
});

// The builtin keeps both numbers in 32 bits: it sends other bytes, or ends the process.
if (!builtin) {
  for (const over of Object.keys(SERVERS)) {
    describe(`A file of more than 4 GiB over ${over}`, () => {
      useFiles();

      for (const gibi of [1.99999, 2, 2.5, 4, 4.5]) {
        it(`is sent right from offset ${gibi} GiB`, async () => {
          const offset = Math.floor(gibi * GIBI);
          const file = makeSparse('sparse', 5 * GIBI, [[offset, pattern(300000, 7)]]);
          const options = { offset, length: 300000 };
          const { body, headers } =
            await ask((stream) => stream.respondWithFile(file, {}, options), { over });
          fs.rmSync(file);
          assert.strictEqual(headers['content-length'], '300000');
          assert.ok(body.equals(pattern(300000, 7)));
        });
      }

      it('says its length, and stops when it is told to', async () => {
        const file = makeSparse('sparse', 5 * GIBI, [[0, pattern(1000)]]);
        const { headers, body } = await ask((stream) => {
          stream.respondWithFile(file);
          setImmediate(() => stream.close(8));
        }, { over });
        fs.rmSync(file);
        if (headers !== undefined) assert.strictEqual(headers['content-length'], String(5 * GIBI));
        assert.ok(body.length < 5 * GIBI);
      });
    });
  }
}
