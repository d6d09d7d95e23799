'use strict';

const { format } = require('node:util');
const { kState } = require('./state.js');

/** How streams show themselves: `http2stream.state` and `util.inspect()`. */

const FIELDS = [
  'state', 'weight', 'sumDependencyWeight', 'localClose', 'remoteClose', 'localWindowSize',
];

const numbers = new Float64Array(FIELDS.length);

function streamState(stream) {
  const { id, live, core } = stream[kState];
  const shown = {};
  if (!live || core === undefined || !core.handle.getStreamState(id, numbers)) return shown;
  FIELDS.forEach((name, index) => { shown[name] = numbers[index]; });
  return shown;
}

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

module.exports = { idleFileTime, inspectStream, streamState };
