'use strict';

// The implementations that are measured. A module is loaded by its name in a fresh process of this Node,
// or of the newest one; nghttpd is a program.

const NEWEST = '26';
const BUILTIN = 'node:http2';
const NEWEST_BUILTIN = `of Node ${NEWEST}`;
const OURS = 'native-http2';
const NGHTTPD = 'nghttpd';
const HTTP1 = 'HTTP/1.1';

/**
 * @param {object} scenario
 * @param {{module: string, newest?: string}} options `newest`: the newest Node's path
 * @returns {{name: string, module?: string, node?: string}[]} those that the scenario makes sense for
 */
function implementationsOf(scenario, { module, newest }) {
  if (scenario.kind === 'distance') return distanceImplementations(module);
  const modules = [{ name: OURS, module }, { name: BUILTIN, module: BUILTIN }];
  if (scenario.kind === 'server' && newest !== undefined) {
    modules.push({ name: NEWEST_BUILTIN, module: BUILTIN, node: newest });
  }
  return scenario.nghttpd ? [...modules, { name: NGHTTPD }] : modules;
}

/** With a round trip in between, HTTP/1.1 shows what the path carries. */
function distanceImplementations(module) {
  return [
    { name: OURS, module }, { name: BUILTIN, module: BUILTIN }, { name: HTTP1, module: 'node:http' },
  ];
}

module.exports = {
  BUILTIN, HTTP1, NEWEST, NEWEST_BUILTIN, NGHTTPD, OURS, implementationsOf,
};
