'use strict';

/**
 * @param {Readable} stream
 * @returns {boolean} whether somebody takes what comes; what is piped on waits for its sink at times
 */
function isBeingRead(stream) {
  return stream.readableFlowing === true || stream.listenerCount('readable') > 0 ||
    stream._readableState.pipes.length > 0;
}

module.exports = { isBeingRead };
