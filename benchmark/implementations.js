'use strict';

// The implementations that are measured. A module is loaded by its name in a fresh process of this Node,
// of the newest one, or of Bun; nghttpd is a program.

const NEWEST = '26';
const BUILTIN = 'node:http2';
const NEWEST_BUILTIN = `of Node ${NEWEST}`;
const BUN = 'Bun';
const OURS = 'native-http2';
const NGHTTPD = 'nghttpd';
const HTTP1 = 'HTTP/1.1';

/**
 * @param {object} scenario
 * @param {{module: string, newest?: string, bun?: string}} options `newest`, `bun`: the paths of the
 *   newest Node, unless this is it, and of Bun, where there is one
 * @returns {{name: string, module?: string, runtime?: string, isForeign?: boolean}[]} those that the
 *   scenario makes sense for; what a foreign one can't do is a footnote, and no failure of the benchmark
 */
function implementationsOf(scenario, { module, newest, bun }) {
  if (scenario.kind === 'distance') return distanceImplementations(scenario, module);
  const others = [
    { name: NEWEST_BUILTIN, module: BUILTIN, runtime: newest },
    { name: BUN, module: BUILTIN, runtime: bun, isForeign: true },
  ].filter(({ runtime }) => runtime !== undefined);
  return [
    { name: OURS, module }, { name: BUILTIN, module: BUILTIN }, ...others,
    ...(scenario.nghttpd ? [{ name: NGHTTPD }] : []),
  ];
}

/**
 * With a round trip in between, HTTP/1.1 shows what the path carries. What keeps its windows as they are
 * carries a window for each round trip, whoever runs it: one builtin stands for all of those, and none
 * where that takes minutes.
 */
function distanceImplementations({ builtin }, module) {
  return [
    { name: OURS, module },
    ...(builtin ? [{ name: BUILTIN, module: BUILTIN }] : []),
    { name: HTTP1, module: 'node:http' },
  ];
}

module.exports = {
  BUILTIN, BUN, HTTP1, NEWEST, NEWEST_BUILTIN, NGHTTPD, OURS, implementationsOf,
};
