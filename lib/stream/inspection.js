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

/** @returns {number} milliseconds since a part of a file was sent on the stream; else Infinity */
function idleFileTime(stream) {
  const { id, live, core } = stream[kState];
  return live && core !== undefined ? core.handle.getIdleFileTime(id) : Infinity;
}

module.exports = { idleFileTime, inspectStream };
