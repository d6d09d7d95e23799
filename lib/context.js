'use strict';

const { AsyncResource } = require('node:async_hooks');

/**
 * The current context (what AsyncLocalStorage finds), for callbacks to come: those of a session run
 * in the one that it was made in, those of a client's stream in that of its `request()`.
 * @param {string} type of the resource
 * @returns {AsyncResource}
 */
function contextOf(type) {
  return new AsyncResource(type, { requireManualDestroy: true });
}

module.exports = { contextOf };
