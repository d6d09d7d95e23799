'use strict';

// The expected values of the tests are those of the builtin of Node 26. Tables in the tests say
// what an older builtin does instead; our own implementation never gets that excuse.
const builtin = process.env.IMPL === 'builtin';
const major = Number(process.versions.node.split('.')[0]);

/** True when the builtin of a Node older than `version` is under test. */
function olderThan(version) {
  return builtin && major < version;
}

/**
 * Picks the value that the implementation under test has to show.
 * @param {*} newest what Node 26 does
 * @param {Object<number, *>} [before] `{ 24: x }`: x is what the builtin did before Node 24
 */
function expectedOf(newest, before = {}) {
  const versions = Object.keys(before).map(Number).sort((a, b) => a - b);
  const older = versions.find(olderThan);
  return older === undefined ? newest : before[older];
}

module.exports = { builtin, expectedOf, olderThan };
