'use strict';

// Names the versions of nghttp2 that are known to be unsafe: Node brings the library, so this package
// can't repair it.

// These flaws reach programs through this package. Three others don't: CVE-2023-44487, because the engine
// limits resets itself; CVE-2023-35945, because no callback of a stream's close fails; CVE-2026-27135,
// because the engine reads nothing more after it has ended a session from an extension frame.
const FLAWS = [
  {
    id: 'CVE-2024-28182',
    fixedIn: '1.61.0',
    effect: 'a peer can keep the process busy with CONTINUATION frames without end',
    update: 'Node 20.12.1 or newer',
  },
];

function isOlder(version, than) {
  const numbers = (text) => text.split('.').map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(version), numbers(than)];
  const at = left.findIndex((number, index) => number !== right[index]);
  return at >= 0 && left[at] < right[at];
}

/**
 * @param {string} version of nghttp2
 * @returns {string[]} a sentence for each flaw, with what to do about it
 */
function flawsOf(version) {
  return FLAWS.filter(({ fixedIn }) => isOlder(version, fixedIn)).map(({ id, fixedIn, effect, update }) =>
    `The nghttp2 ${version} of this Node has ${id}, repaired in ${fixedIn}: ${effect}. Use ${update}`);
}

/** Emits a process warning for each flaw of this Node's nghttp2. */
function warnOfFlaws() {
  for (const flaw of flawsOf(process.versions.nghttp2)) {
    process.emitWarning(flaw, { type: 'SecurityWarning', code: 'NATIVE_HTTP2_UNSAFE_NGHTTP2' });
  }
}

module.exports = { flawsOf, warnOfFlaws };
