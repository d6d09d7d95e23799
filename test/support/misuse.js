'use strict';

/** The properties of an error that a user sees. */
function faceOf(error) {
  const { name, code, message } = error;
  return code === undefined ? { name, message } : { name, code, message };
}

/**
 * Commits `misuse` where `place` puts it.
 * @returns {Promise<object | string>} the face of the error that it throws, or 'nothing thrown'
 */
async function outcomeOfMisuse(place, misuse) {
  let outcome;
  await place((...args) => {
    try {
      const result = misuse(...args);
      outcome = 'nothing thrown';
      return result;
    } catch (error) {
      outcome = faceOf(error);
      return undefined;
    }
  });
  return outcome;
}

/** A misuse is a function, which its own text names, or a name and a function. */
function namedMisuse(misuse) {
  if (Array.isArray(misuse)) return misuse;
  return [String(misuse).replace(/^\(\w*\) => /, '').replace(/\s+/g, ' '), misuse];
}

module.exports = { namedMisuse, outcomeOfMisuse };
