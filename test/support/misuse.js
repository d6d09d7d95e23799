'use strict';

const assert = require('node:assert');
const { builtin, expectedOf } = require('./oracle');

/** What a user sees of an error. */
function faceOf(error) {
  const { name, code, message } = error;
  return code === undefined ? { name, message } : { name, code, message };
}

/**
 * One test per misuse: the error that is thrown has to be the builtin's.
 * @param {string} title
 * @param {(misuse: (...args) => void) => Promise<void>} situate calls `misuse` where it belongs
 * @param {Array<{ title: string, misuse: (...args) => void, expected: object,
 *   before?: object, ours?: object }>} misuses `expected` is `{ name, code, message }` or 'nothing
 *   thrown'; `ours` is a difference from the builtin that is `wanted()`
 */
function throwing(title, situate, misuses) {
  describe(title, () => {
    for (const { title: what, misuse, expected, before, ours } of misuses) {
      it(what, async () => {
        let outcome;
        await situate((...args) => {
          try {
            const result = misuse(...args);
            outcome = 'nothing thrown';
            return result;
          } catch (error) {
            outcome = faceOf(error);
            return undefined;
          }
        });
        const wanted = builtin ? expectedOf(expected, before) : ours ?? expected;
        assert.deepStrictEqual(outcome, wanted);
      });
    }
  });
}

module.exports = { faceOf, throwing };
