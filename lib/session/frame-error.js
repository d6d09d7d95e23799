'use strict';

const { setImmediate } = require('../clock.js');
const { constants } = require('../constants.js');
const { nghttp2Errors } = require('../engine/contract.js');
const { NghttpError } = require('../errors/errors.js');

/** A frame that could not be sent, and the event `'frameError'`. */

const { NGHTTP2_FRAME_SIZE_ERROR, NGHTTP2_INTERNAL_ERROR, NGHTTP2_NO_ERROR } = constants;

const { FRAME_SIZE, SESSION_CLOSING, STREAM_CLOSED, STREAM_CLOSING } = nghttp2Errors;

// A frame that could not be sent because its stream or session ended meanwhile is no error.
const EXPECTED = new Set([STREAM_CLOSED, STREAM_CLOSING, SESSION_CLOSING]);

/**
 * @param {Connection} connection
 * @param {number} id of the frame's stream, 0: the session's
 * @param {number} type of the frame (RFC 9113, 6)
 * @param {number} error of nghttp2
 */
function frameFailed(connection, id, type, error) {
  if (EXPECTED.has(error)) return;
  // A header block over `maxSendHeaderBlockLength` makes too large a frame.
  const code = error === FRAME_SIZE ? NGHTTP2_FRAME_SIZE_ERROR : NGHTTP2_INTERNAL_ERROR;
  const { session, streams } = connection;
  const stream = streams.get(id);
  if (stream !== undefined) {
    stream.emit('frameError', type, code, id);
    setImmediate(endStream, session, stream, code);
    return;
  }
  session.emit('frameError', type, code, id);
  session.destroy(new NghttpError(error));
}

/**
 * The stream ends, and the session takes no new ones. A stream that neither side cares for any more has no
 * error.
 */
function endStream(session, stream, code) {
  if (!stream.destroyed) {
    const isOver = stream.writableFinished && stream.readableFlowing === null;
    stream.close(isOver ? NGHTTP2_NO_ERROR : code);
    stream.destroy();
  }
  session.close();
}

module.exports = { frameFailed };
