'use strict';

/**
 * Emits an event that has a default action. Tracers wrap `emit()`, and many of their wrappers return nothing:
 * then the event counts as handled if there were listeners.
 * @param {EventEmitter} emitter
 * @param {string} event
 * @param {...*} args
 * @returns {boolean} whether the event was handled: the default action is not to be taken
 */
function emitHandled(emitter, event, ...args) {
  const hasListeners = emitter.listenerCount(event) > 0;
  return emitter.emit(event, ...args) ?? hasListeners;
}

module.exports = { emitHandled };
