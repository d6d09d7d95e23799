'use strict';

const assert = require('node:assert');
const { builtin, olderThan } = require('../../support/oracle');
const { surface } = require('../../support/surface');
const newest = require('../../support/surface-26.json');

/** Where ours is different from the builtin of Node 26, and why that is wanted. */
const WANTED = [
  // Programs never call these constructors.
  [/^(ClientHttp2Session|Http2Session|ServerHttp2Session)(\.length|\.prototype\.constructor)$/],
  [/^(ClientHttp2Stream|Http2Stream|ServerHttp2Stream)(\.length|\.prototype\.constructor)$/],
  // What the builtin's timers call; ours call a function.
  [/^(Http2Session|Http2Stream)\.prototype\._onTimeout$/],
  // Overridden for speed: END_STREAM rides on the last DATA frame, writes of one turn go together,
  // and reading is followed. What was aborted is not finished.
  [/^Http2Stream\.prototype\.(end|pause|resume|writableFinished|write)$/],
  // RFC 9218, which the builtin does not know.
  [/^Http2Stream\.prototype\.(incremental|urgency)$/],
  // The builtin does not say which requests may be made again.
  [/^ClientHttp2Stream\.prototype\.retryable$/],
  // The builtin does not drain.
  [/^Http2(Session|Server|SecureServer)\.prototype\.drain$/],
];

/** The settings of HTTP/1 are those that the `node:http` of the running Node has. */
const OF_NODE = /^own (enumerable )?names of http1SecureServer$/;

/** What builtins before Node 26 did not have, or had in another form. */
const NEWER = [
  [26, /^Http2Stream\.prototype\.priority$/],
  [24, /^Http2Server\.prototype\.(close|Symbol\(Symbol\.asyncDispose\))$/],
  [24, /^Http2ServerResponse\.prototype\.(writableObjectMode|writableNeedDrain)$/],
  [24, /^Http2ServerResponse\.prototype\.writeInformation$/],
];

const nodeIsOlder = Number(process.versions.node.split('.')[0]) < 26;

function isExcused(place) {
  if (nodeIsOlder && OF_NODE.test(place)) return true;
  if (!builtin) return WANTED.some(([pattern]) => pattern.test(place));
  return NEWER.some(([version, pattern]) => olderThan(version) && pattern.test(place));
}

describe('What reflection shows', () => {
  let table;
  before(async () => { table = await surface(); });

  it('has everything that the builtin of Node 26 has, in the same form', () => {
    const wrong = Object.keys(newest)
      .filter((place) => table[place] !== newest[place] && !isExcused(place))
      .map((place) => `${place}: ${table[place]} instead of ${newest[place]}`);
    assert.deepStrictEqual(wrong, []);
  });

  it('has nothing that the builtin has not', () => {
    const more = Object.keys(table).filter((place) => !(place in newest) && !isExcused(place));
    assert.deepStrictEqual(more, []);
  });
});
