'use strict';

const { format } = require('node:util');
const { kState } = require('./state.js');

function inspectStream(stream, depth) {
  if (typeof depth === 'number' && depth < 0) return stream;
  const shown = {
    id: stream.id ?? '<pending>',
    closed: stream.closed,
    destroyed: stream.destroyed,
    state: stream.state,
    readableState: stream._readableState,
    writableState: stream._writableState,
  };
  return `Http2Stream ${format(shown)}`;
}

/** @returns {number} milliseconds since bytes of its body were sent; else Infinity */
function idleBodyTime(stream) {
  const { id, live, connection } = stream[kState];
  return live && connection !== undefined ? connection.engine.getIdleBodyTime(id) : Infinity;
}

module.exports = { idleBodyTime, inspectStream };
