'use strict';

/**
 * Postpones what costs time until it is needed, for example loading a module.
 * @template T
 * @param {() => T} load called once
 * @returns {() => T} gives what `load` returned
 */
function lazily(load) {
  let value;
  return () => (value ??= load());
}

module.exports = { lazily };
