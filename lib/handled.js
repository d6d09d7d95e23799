'use strict';

/**
 * Emits an event that has a default action. Tracers wrap `emit()`, and many return nothing: then it is
 * whether there were listeners that says if somebody has handled the event.
 * @param {EventEmitter} emitter
 * @param {string} event
 * @param {...*} args
 * @returns {boolean} whether the default action is not wanted
 */
function emitHandled(emitter, event, ...args) {
  const hasListeners = emitter.listenerCount(event) > 0;
  return emitter.emit(event, ...args) ?? hasListeners;
}

module.exports = { emitHandled };
