'use strict';

const {
  AsyncLocalStorage, AsyncResource, executionAsyncResource,
} = require('node:async_hooks');

/**
 * The context of a session (what AsyncLocalStorage finds) is that in which it was made; its events
 * run in it. Where contexts hang on resources, N-API sees to that. Newer Nodes keep them in frames,
 * which N-API's callbacks don't bring along: there the session has an AsyncResource that does.
 */
const inFrames = !isInResource();

function isInResource() {
  const storage = new AsyncLocalStorage();
  const stored = {};
  const found = storage.run(stored, () => {
    const resource = executionAsyncResource();
    return Object.getOwnPropertySymbols(resource).some((symbol) => resource[symbol] === stored);
  });
  storage.disable();
  return found;
}

/** @returns {AsyncResource|undefined} undefined when the native session keeps the context itself */
function sessionContext() {
  return inFrames ? contextOf('HTTP2SESSION') : undefined;
}

/**
 * The current context, for callbacks to come.
 * @param {string} type of the resource
 * @returns {AsyncResource}
 */
function contextOf(type) {
  return new AsyncResource(type, { requireManualDestroy: true });
}

module.exports = { contextOf, sessionContext };
