'use strict';

const { errorText } = require('../engine/addon.js');
const { errorCodeName } = require('../constants.js');
const messages = require('./messages.js');

/**
 * Every error that this package throws or emits, by its code: one table of code, base class and
 * text. `name`, `code`, `message` and the first line of `stack` are those of `node:http2`.
 *
 * @example throw new errors.ERR_HTTP2_STATUS_INVALID(99);
 */

// While Node renders the stack of an error, the name carries the code: `TypeError [CODE]: message`.
let isRenderingStack = false;

/** Error classes by code; the text is a string, or a function of the constructor's arguments. */
const table = {
  ERR_HTTP2_ALTSVC_INVALID_ORIGIN: [TypeError, 'HTTP/2 ALTSVC frames require a valid origin'],
  ERR_HTTP2_ALTSVC_LENGTH: [TypeError, 'HTTP/2 ALTSVC frames are limited to 16382 bytes'],
  ERR_HTTP2_BUFFER_DETACHED: [
    Error, 'A buffer given to write() or end() was transferred, detached or resized before it was ' +
      'sent. Leave it alone until the callback of write(), or write a copy of it',
  ],
  ERR_HTTP2_CONNECT_AUTHORITY: [Error, ':authority header is required for CONNECT requests'],
  ERR_HTTP2_CONNECT_PATH: [Error, 'The :path header is forbidden for CONNECT requests'],
  ERR_HTTP2_CONNECT_SCHEME: [Error, 'The :scheme header is forbidden for CONNECT requests'],
  ERR_HTTP2_GOAWAY_SESSION: [Error, 'New streams cannot be created after receiving a GOAWAY'],
  ERR_HTTP2_HEADERS_AFTER_RESPOND: [
    Error, 'Cannot specify additional headers after response initiated',
  ],
  ERR_HTTP2_HEADERS_SENT: [Error, 'Response has already been initiated.'],
  ERR_HTTP2_HEADER_SINGLE_VALUE: [
    TypeError, (name) => `Header field "${name}" must only have a single value`,
  ],
  ERR_HTTP2_INFO_STATUS_NOT_ALLOWED: [RangeError, 'Informational status codes cannot be used'],
  ERR_HTTP2_INVALID_CONNECTION_HEADERS: [
    TypeError, (name) => `HTTP/1 Connection specific headers are forbidden: "${name}"`,
  ],
  ERR_HTTP2_INVALID_HEADER_VALUE: [
    TypeError, (value, name) => `Invalid value "${value}" for header "${name}"`,
  ],
  ERR_HTTP2_INVALID_INFO_STATUS: [
    RangeError, (status) => `Invalid informational status code: ${status}`,
  ],
  ERR_HTTP2_INVALID_ORIGIN: [TypeError, 'HTTP/2 ORIGIN frames require a valid origin'],
  ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH: [
    RangeError, 'Packed settings length must be a multiple of six',
  ],
  ERR_HTTP2_INVALID_PSEUDOHEADER: [
    TypeError, (name) => `"${name}" is an invalid pseudoheader or is used incorrectly`,
  ],
  ERR_HTTP2_INVALID_SESSION: [Error, 'The session has been destroyed'],
  ERR_HTTP2_INVALID_STREAM: [Error, 'The stream has been destroyed'],
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK: [
    Error, 'Maximum number of pending settings acknowledgements',
  ],
  ERR_HTTP2_NESTED_PUSH: [Error, 'A push stream cannot initiate another push stream.'],
  ERR_HTTP2_NO_EXTENDED_CONNECT: [
    Error, 'The server does not take WebSockets over HTTP/2: its SETTINGS do not enable extended CONNECT',
  ],
  ERR_HTTP2_NO_SOCKET_MANIPULATION: [
    Error, 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
  ],
  ERR_HTTP2_ORIGIN_LENGTH: [TypeError, 'HTTP/2 ORIGIN frames are limited to 16382 bytes'],
  ERR_HTTP2_OUT_OF_STREAMS: [
    Error, 'No stream ID is available because maximum stream ID has been reached',
  ],
  ERR_HTTP2_PAYLOAD_FORBIDDEN: [
    Error, (status) => `Responses with ${status} status must not have a payload`,
  ],
  ERR_HTTP2_PING_CANCEL: [Error, 'HTTP2 ping cancelled'],
  ERR_HTTP2_PING_LENGTH: [RangeError, 'HTTP2 ping payload must be 8 bytes'],
  ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED: [TypeError, 'Cannot set HTTP/2 pseudo-headers'],
  ERR_HTTP2_PUSH_DISABLED: [Error, 'HTTP/2 client has disabled push streams'],
  ERR_HTTP2_SEND_FILE: [Error, 'Directories cannot be sent'],
  ERR_HTTP2_SEND_FILE_NOSEEK: [
    Error, 'Offset or length can only be specified for regular files',
  ],
  ERR_HTTP2_SESSION_ERROR: [Error, (code) => `Session closed with error code ${code}`],
  ERR_HTTP2_SETTINGS_CANCEL: [Error, 'HTTP2 session settings canceled'],
  ERR_HTTP2_SOCKET_BOUND: [Error, 'The socket is already bound to an Http2Session'],
  ERR_HTTP2_SOCKET_UNBOUND: [Error, 'The socket has been disconnected from the Http2Session'],
  ERR_HTTP2_STATUS_101: [
    Error, 'HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2',
  ],
  ERR_HTTP2_STATUS_INVALID: [RangeError, (status) => `Invalid status code: ${status}`],
  /** The argument is a number; the text shows its name, if it has one. */
  ERR_HTTP2_STREAM_ERROR: [
    Error, (code) => `Stream closed with error code ${errorCodeName(code) ?? code}`,
  ],
  ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS: [
    Error, 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
  ],
  ERR_HTTP2_TOO_MANY_ORIGINS: [
    Error, (max) => `The server sent more ORIGIN frames than the allowed number of ${max}`,
  ],
  ERR_HTTP2_TRAILERS_ALREADY_SENT: [Error, 'Trailing headers have already been sent'],
  ERR_HTTP2_TRAILERS_NOT_READY: [
    Error, 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
  ],
  ERR_HTTP2_UNSUPPORTED_PROTOCOL: [
    Error, (protocol) => `protocol "${protocol}" is unsupported.`,
  ],
  ERR_HTTP2_WEBSOCKET_ORIGIN: [
    Error, (origin) => `A redirection to ${origin} needs a session of its own`,
  ],
  ERR_INVALID_ARG_TYPE: [TypeError, messages.invalidArgType],
  ERR_INVALID_ARG_VALUE: [TypeError, messages.invalidArgValue],
  ERR_INVALID_CHAR: [
    TypeError,
    (what, field) => `Invalid character in ${what}${field === undefined ? '' : ` ["${field}"]`}`,
  ],
  ERR_INVALID_HTTP_TOKEN: [
    TypeError, (what, token) => `${what} must be a valid HTTP token ["${token}"]`,
  ],
  ERR_NATIVE_HTTP2_KEEPALIVE_TIMEOUT: [
    Error, (msecs) => `The peer has not answered a PING for ${msecs} ms`,
  ],
  ERR_OUT_OF_RANGE: [RangeError, messages.outOfRange],
  ERR_STREAM_WRITE_AFTER_END: [Error, 'write after end'],
};

/**
 * Gives `Base` a code: in the property `code`, in `toString()` and in the stack's first line.
 * @param {Function} Base
 * @param {string} code
 * @param {(...args: any[]) => string} [messageOf] the message for the constructor's arguments
 */
function withCode(Base, code, messageOf = (message) => message) {
  class CodedError extends Base {
    constructor(...args) {
      super(messageOf(...args));
      renderStack(this);
      this.code = code;
    }

    get name() {
      return isRenderingStack ? `${Base.name} [${code}]` : Base.name;
    }

    toString() {
      return `${this.name} [${code}]: ${this.message}`;
    }
  }
  return CodedError;
}

/** Inspectors show `Base` as the class of such errors, as in `node:http2`. */
function showAs(Base, ErrorClass) {
  Object.defineProperty(ErrorClass.prototype, 'constructor', { value: Base });
  return ErrorClass;
}

/** Node renders a stack when it is first read. It must be read while the name carries the code. */
function renderStack(error) {
  isRenderingStack = true;
  void error.stack;
  isRenderingStack = false;
}

function defineError(code, Base, text) {
  return showAs(Base, withCode(Base, code, typeof text === 'string' ? () => text : text));
}

const SettingTypeError = withCode(TypeError, 'ERR_HTTP2_INVALID_SETTING_VALUE');
const SettingRangeError = withCode(RangeError, 'ERR_HTTP2_INVALID_SETTING_VALUE');
const settingMessage = (name, actual) => `Invalid value for setting "${name}": ${actual}`;

/** A setting that takes a boolean was given something else. */
class ERR_HTTP2_INVALID_SETTING_VALUE extends SettingTypeError {
  constructor(name, actual) {
    super(settingMessage(name, actual));
    this.actual = actual;
  }
}

/** A setting that takes a number was given something outside `min` to `max`. Same code. */
class ERR_HTTP2_SETTING_OUT_OF_RANGE extends SettingRangeError {
  constructor(name, actual, min, max) {
    super(settingMessage(name, actual));
    this.actual = actual;
    this.min = min;
    this.max = max;
  }
}

/** The session ended before the stream was opened; `cause` is what ended it, if anything did. */
class ERR_HTTP2_STREAM_CANCEL extends withCode(Error, 'ERR_HTTP2_STREAM_CANCEL') {
  constructor(cause) {
    const reason = typeof cause?.message === 'string' ? ` (caused by: ${cause.message})` : '';
    super(`The pending stream has been canceled${reason}`);
    if (cause) this.cause = cause;
  }
}

// NGHTTP2_ERR_CALLBACK_FAILURE.
const CALLBACK_FAILED = -902;

/** An error that nghttp2 has returned, with nghttp2's text for it. */
class NghttpError extends withCode(Error, 'ERR_HTTP2_ERROR') {
  /** @param {number} errno negative, as nghttp2 returns it */
  constructor(errno) {
    super(errorText(errno));
    this.errno = errno;
  }
}

/** Its `errno` says that a callback of nghttp2 has failed, as in `node:http2`. */
const ERR_HTTP2_TOO_MANY_INVALID_FRAMES = showAs(NghttpError,
  class extends withCode(Error, 'ERR_HTTP2_TOO_MANY_INVALID_FRAMES') {
    constructor() {
      super('Too many invalid HTTP/2 frames');
      this.errno = CALLBACK_FAILED;
    }
  });

/** The error of a stream whose `AbortSignal` was aborted; `cause` is the signal's reason. */
class AbortError extends Error {
  constructor(cause) {
    super('The operation was aborted', cause === undefined ? undefined : { cause });
    this.code = 'ABORT_ERR';
    this.name = 'AbortError';
  }
}

showAs(TypeError, ERR_HTTP2_INVALID_SETTING_VALUE);
showAs(RangeError, ERR_HTTP2_SETTING_OUT_OF_RANGE);
showAs(Error, ERR_HTTP2_STREAM_CANCEL);

module.exports = {
  ERR_HTTP2_INVALID_SETTING_VALUE,
  ERR_HTTP2_SETTING_OUT_OF_RANGE,
  ERR_HTTP2_STREAM_CANCEL,
  ERR_HTTP2_TOO_MANY_INVALID_FRAMES,
  NghttpError,
  AbortError,
};
for (const [code, [Base, text]] of Object.entries(table)) {
  module.exports[code] = defineError(code, Base, text);
}
