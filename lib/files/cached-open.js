'use strict';

const { closeCached, openCached: open } = require('../engine/addon.js');

/**
 * Opens a file if the system can do so without waiting, which spares two hops to a thread. Errors come
 * from `fs.open()`, which words them.
 */

const size = new Float64Array(1);

/**
 * The descriptor is the engine's to close: it is given to a stream, or to `closeCached()`.
 * @returns {{ descriptor: number, size: number }|undefined} undefined: use `fs.open()`
 */
function openCached(path) {
  // The permission model of Node asks before a file is opened; only node:fs knows how.
  if (typeof path !== 'string' || path.includes('\0') || process.permission !== undefined) {
    return undefined;
  }
  const descriptor = open(path, size);
  return descriptor < 0 ? undefined : { descriptor, size: size[0] };
}

module.exports = { closeCached, openCached };
