'use strict';

const fs = require('node:fs');
const path = require('node:path');

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

const DIFFERENCES = fs.readFileSync(path.join(__dirname, '../../docs/compatibility.md'), 'utf8')
  .split('\n');

/**
 * A difference from the builtin that we want.
 * @param {string} heading the section of docs/compatibility.md that lists it
 * @param {*} ours what our implementation does
 * @throws {Error} when there is no such section
 */
function wanted(heading, ours) {
  if (!DIFFERENCES.includes(`## ${heading}`)) {
    throw new Error(`docs/compatibility.md has no section "${heading}"`);
  }
  return ours;
}

/** A test of a difference that we want: for our implementation alone. */
function itIsWanted(heading, title, test) {
  wanted(heading);
  if (!builtin) it(title, test);
}

module.exports = { builtin, expectedOf, itIsWanted, olderThan, wanted };
