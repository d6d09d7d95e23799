'use strict';

/** The error numbers of nghttp2 and its texts for them (`nghttp2_strerror`). */

/** From -501 downwards. */
const texts = [
  'Invalid argument', 'Out of buffer space', 'Unsupported SPDY version',
  'Operation would block', 'Protocol error', 'Invalid frame octets', 'EOF',
  'Data transfer deferred', 'No more Stream ID available', 'Stream was already closed or invalid',
  'Stream is closing', 'The transmission is not allowed for this stream', 'Stream ID is invalid',
  'Invalid stream state', 'Another DATA frame has already been deferred',
  'request HEADERS is not allowed', 'GOAWAY has already been sent', 'Invalid header block',
  'Invalid state', 'Unknown error code',
  'The user callback function failed due to the temporal error',
  'The length of the frame is invalid', 'Header compression/decompression error',
  'Flow control error', 'Insufficient buffer size given to function',
  'Callback was paused by the application', 'Too many inflight SETTINGS',
  'Server push is disabled by peer',
  'DATA or HEADERS frame has already been submitted for the stream',
  'The current session is closing', 'Invalid HTTP header field was received',
  'Violation in HTTP messaging rule', 'Stream was refused', 'Internal error', 'Cancel',
  'When a local endpoint expects to receive SETTINGS frame, it receives an other type of frame',
  'SETTINGS frame contained more than the maximum allowed entries',
];

/** From -901 downwards: after these the session can't go on. */
const fatalTexts = [
  'Out of memory', 'The user callback function failed', 'Received bad client magic byte string',
  'Flooding was detected in this HTTP/2 session, and it must be closed',
  'Too many CONTINUATION frames following a HEADER frame',
];

/** @param {number} errno as nghttp2 returns it */
function describeLibraryError(errno) {
  return texts[-501 - errno] ?? fatalTexts[-901 - errno] ?? 'Unknown error code';
}

module.exports = { describeLibraryError };
