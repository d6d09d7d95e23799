'use strict';

/** The process warnings of the Compatibility API, each of which is emitted once. */

let warnedOfStatusMessage = false;
let warnedOfConnectionHeader = false;

/** RFC 9113 section 8.3.2: HTTP/2 has no reason phrase. */
function warnOfStatusMessage() {
  if (warnedOfStatusMessage) return;
  warnedOfStatusMessage = true;
  process.emitWarning('Status message is not supported by HTTP/2 (RFC7540 8.1.2.4)',
    'UnsupportedWarning');
}

/** RFC 9113 section 8.2.2: no connection-specific header fields. */
function warnOfConnectionHeader() {
  if (warnedOfConnectionHeader) return;
  warnedOfConnectionHeader = true;
  process.emitWarning('The provided connection header is not valid, ' +
    'the value will be dropped from the header and will never be in use.', 'UnsupportedWarning');
}

module.exports = { warnOfConnectionHeader, warnOfStatusMessage };
