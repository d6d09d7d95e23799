'use strict';

// Who is measured. A module is loaded by its name in a fresh process; nghttpd is a program.

const BUILTIN = 'node:http2';
const OURS = 'native-http2';
const NGHTTPD = 'nghttpd';

/**
 * @param {object} scenario
 * @param {{module: string}} options
 * @returns {{name: string, module?: string}[]} those that the scenario makes sense for
 */
function implementationsOf(scenario, { module }) {
  const modules = [{ name: OURS, module }, { name: BUILTIN, module: BUILTIN }];
  return scenario.nghttpd ? [...modules, { name: NGHTTPD }] : modules;
}

module.exports = { BUILTIN, NGHTTPD, OURS, implementationsOf };
