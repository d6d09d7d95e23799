'use strict';

const { gatherBuffers } = require('../engine/addon.js');
const { writeFlags } = require('../engine/contract.js');

/** How chunks of a body get to the engine: each by itself, or several small ones in one buffer. */

const { LATIN1 } = writeFlags;

/** The largest size of a character, in any encoding. */
const MAX_BYTES = 3;

/** The buffer to fill next. The engine may borrow the one that it is given, and then names another. */
let buffer = gatherBuffers[0];

/** Writes one chunk. */
function writeChunk({ connection, id }, chunk, encoding, flags) {
  const { engine } = connection;
  if (typeof chunk !== 'string') {
    engine.writeBuffer(id, chunk, flags);
  } else if (encoding === 'utf8' || encoding === 'utf-8') {
    engine.writeString(id, chunk, flags);
  } else if (encoding === 'latin1' || encoding === 'binary') {
    engine.writeString(id, chunk, flags | LATIN1);
  } else {
    engine.writeBuffer(id, Buffer.from(chunk, encoding), flags);
  }
}

/**
 * Writes chunks with one command.
 * @param {StreamState} state
 * @param {object[]} chunks of Writable
 * @param {number} flags
 * @returns {boolean} false: they are too large, and nothing was written
 */
function writeGathered({ connection, id }, chunks, flags) {
  const size = gather(chunks);
  if (size < 0) return false;
  buffer = gatherBuffers[connection.engine.writeGathered(id, size, flags)];
  return true;
}

/** @returns {number} the size of all chunks, which are in the buffer now; -1 if they may not fit */
function gather(chunks) {
  let max = 0;
  for (const { chunk } of chunks) {
    max += typeof chunk === 'string' ? chunk.length * MAX_BYTES : chunk.length;
    if (max > buffer.length) return -1;
  }
  let size = 0;
  for (const { chunk, encoding } of chunks) {
    if (typeof chunk === 'string') {
      size += buffer.write(chunk, size, encoding);
    } else {
      buffer.set(chunk, size);
      size += chunk.length;
    }
  }
  return size;
}

module.exports = { writeChunk, writeGathered };
