'use strict';

/**
 * `http2.constants` and the symbol `http2.sensitiveHeaders`.
 *
 * Names, values and order are those of `node:http2`; all supported Nodes have the same 253. A sequence of
 * numbers is written as a list of names, and headers and methods as their texts, from which their names
 * follow.
 */

/** On a headers object: an array with the names of the headers that must never be indexed. */
const sensitiveHeaders = Symbol('sensitiveHeaders');

/** These are hidden from enumeration in `http2.constants`, because only users of nghttp2 need them. */
const internal = {
  NGHTTP2_HCAT_REQUEST: 0,
  NGHTTP2_HCAT_RESPONSE: 1,
  NGHTTP2_HCAT_PUSH_RESPONSE: 2,
  NGHTTP2_HCAT_HEADERS: 3,
  NGHTTP2_NV_FLAG_NONE: 0,
  NGHTTP2_NV_FLAG_NO_INDEX: 1,
  NGHTTP2_ERR_DEFERRED: -508,
  NGHTTP2_ERR_STREAM_ID_NOT_AVAILABLE: -509,
  NGHTTP2_ERR_INVALID_ARGUMENT: -501,
  NGHTTP2_ERR_STREAM_CLOSED: -510,
  NGHTTP2_ERR_NOMEM: -901,
  STREAM_OPTION_EMPTY_PAYLOAD: 1,
  STREAM_OPTION_GET_TRAILERS: 2,
};

const session = {
  NGHTTP2_ERR_FRAME_SIZE_ERROR: -522,
  NGHTTP2_SESSION_SERVER: 0,
  NGHTTP2_SESSION_CLIENT: 1,
};

/** Stream states, RFC 9113 section 5.1. */
const streamStates = numbered('NGHTTP2_STREAM_STATE_', 1, [
  'IDLE', 'OPEN', 'RESERVED_LOCAL', 'RESERVED_REMOTE', 'HALF_CLOSED_LOCAL', 'HALF_CLOSED_REMOTE',
  'CLOSED',
]);

/** Frame flags, RFC 9113 section 6. */
const frameFlags = {
  NGHTTP2_FLAG_NONE: 0x0,
  NGHTTP2_FLAG_END_STREAM: 0x1,
  NGHTTP2_FLAG_END_HEADERS: 0x4,
  NGHTTP2_FLAG_ACK: 0x1,
  NGHTTP2_FLAG_PADDED: 0x8,
  NGHTTP2_FLAG_PRIORITY: 0x20,
};

/** The values that hold until SETTINGS say otherwise (RFC 9113, 6.5.2). */
const defaultSettings = {
  DEFAULT_SETTINGS_HEADER_TABLE_SIZE: 4096,
  DEFAULT_SETTINGS_ENABLE_PUSH: 1,
  DEFAULT_SETTINGS_MAX_CONCURRENT_STREAMS: 2 ** 32 - 1,
  DEFAULT_SETTINGS_INITIAL_WINDOW_SIZE: 65535,
  DEFAULT_SETTINGS_MAX_FRAME_SIZE: 16384,
  DEFAULT_SETTINGS_MAX_HEADER_LIST_SIZE: 65535,
  DEFAULT_SETTINGS_ENABLE_CONNECT_PROTOCOL: 0,
};

const settingLimits = {
  MAX_MAX_FRAME_SIZE: 2 ** 24 - 1,
  MIN_MAX_FRAME_SIZE: 2 ** 14,
  MAX_INITIAL_WINDOW_SIZE: 2 ** 31 - 1,
};

/** Settings identifiers, RFC 9113 section 6.5.2 and RFC 8441 section 3. */
const settingIds = {
  NGHTTP2_SETTINGS_HEADER_TABLE_SIZE: 1,
  NGHTTP2_SETTINGS_ENABLE_PUSH: 2,
  NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS: 3,
  NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE: 4,
  NGHTTP2_SETTINGS_MAX_FRAME_SIZE: 5,
  NGHTTP2_SETTINGS_MAX_HEADER_LIST_SIZE: 6,
  NGHTTP2_SETTINGS_ENABLE_CONNECT_PROTOCOL: 8,
};

const paddingStrategies = {
  PADDING_STRATEGY_NONE: 0,
  PADDING_STRATEGY_ALIGNED: 1,
  PADDING_STRATEGY_MAX: 2,
  PADDING_STRATEGY_CALLBACK: 1,
};

/** Error codes of RST_STREAM and GOAWAY, RFC 9113 section 7. */
const errorCodes = numbered('NGHTTP2_', 0, [
  'NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT',
  'STREAM_CLOSED', 'FRAME_SIZE_ERROR', 'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR',
  'CONNECT_ERROR', 'ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED',
]);

const priority = { NGHTTP2_DEFAULT_WEIGHT: 16 };

/** Header names, such as `HTTP2_HEADER_CONTENT_TYPE: 'content-type'`; the pseudo-headers come first. */
const headerNames = named('HTTP2_HEADER_', `
  :status :method :authority :scheme :path :protocol
  accept-encoding accept-language accept-ranges accept
  access-control-allow-credentials access-control-allow-headers access-control-allow-methods
  access-control-allow-origin access-control-expose-headers access-control-request-headers
  access-control-request-method age authorization cache-control connection content-disposition
  content-encoding content-length content-type cookie date etag forwarded host if-modified-since
  if-none-match if-range last-modified link location range referer server set-cookie
  strict-transport-security transfer-encoding te upgrade-insecure-requests upgrade user-agent vary
  x-content-type-options x-frame-options keep-alive proxy-connection x-xss-protection alt-svc
  content-security-policy early-data expect-ct origin purpose timing-allow-origin x-forwarded-for
  priority accept-charset access-control-max-age allow content-language content-location content-md5
  content-range dnt expect expires from if-match if-unmodified-since max-forwards prefer
  proxy-authenticate proxy-authorization refresh retry-after trailer tk via warning www-authenticate
  http2-settings`);

/** Methods, such as `HTTP2_METHOD_VERSION_CONTROL: 'VERSION-CONTROL'`. */
const methods = named('HTTP2_METHOD_', `
  ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT CONNECT COPY DELETE GET HEAD LABEL LINK LOCK MERGE
  MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF MKWORKSPACE MOVE OPTIONS ORDERPATCH PATCH POST PRI
  PROPFIND PROPPATCH PUT REBIND REPORT SEARCH TRACE UNBIND UNCHECKOUT UNLINK UNLOCK UPDATE
  UPDATEREDIRECTREF VERSION-CONTROL`);

const statuses = {
  ...numbered('HTTP_STATUS_', 100, [
    'CONTINUE', 'SWITCHING_PROTOCOLS', 'PROCESSING', 'EARLY_HINTS',
  ]),
  ...numbered('HTTP_STATUS_', 200, [
    'OK', 'CREATED', 'ACCEPTED', 'NON_AUTHORITATIVE_INFORMATION', 'NO_CONTENT', 'RESET_CONTENT',
    'PARTIAL_CONTENT', 'MULTI_STATUS', 'ALREADY_REPORTED',
  ]),
  HTTP_STATUS_IM_USED: 226,
  ...numbered('HTTP_STATUS_', 300, [
    'MULTIPLE_CHOICES', 'MOVED_PERMANENTLY', 'FOUND', 'SEE_OTHER', 'NOT_MODIFIED', 'USE_PROXY',
  ]),
  HTTP_STATUS_TEMPORARY_REDIRECT: 307,
  HTTP_STATUS_PERMANENT_REDIRECT: 308,
  ...numbered('HTTP_STATUS_', 400, [
    'BAD_REQUEST', 'UNAUTHORIZED', 'PAYMENT_REQUIRED', 'FORBIDDEN', 'NOT_FOUND',
    'METHOD_NOT_ALLOWED', 'NOT_ACCEPTABLE', 'PROXY_AUTHENTICATION_REQUIRED', 'REQUEST_TIMEOUT',
    'CONFLICT', 'GONE', 'LENGTH_REQUIRED', 'PRECONDITION_FAILED', 'PAYLOAD_TOO_LARGE',
    'URI_TOO_LONG', 'UNSUPPORTED_MEDIA_TYPE', 'RANGE_NOT_SATISFIABLE', 'EXPECTATION_FAILED',
    'TEAPOT',
  ]),
  ...numbered('HTTP_STATUS_', 421, [
    'MISDIRECTED_REQUEST', 'UNPROCESSABLE_ENTITY', 'LOCKED', 'FAILED_DEPENDENCY', 'TOO_EARLY',
    'UPGRADE_REQUIRED',
  ]),
  HTTP_STATUS_PRECONDITION_REQUIRED: 428,
  HTTP_STATUS_TOO_MANY_REQUESTS: 429,
  HTTP_STATUS_REQUEST_HEADER_FIELDS_TOO_LARGE: 431,
  HTTP_STATUS_UNAVAILABLE_FOR_LEGAL_REASONS: 451,
  ...numbered('HTTP_STATUS_', 500, [
    'INTERNAL_SERVER_ERROR', 'NOT_IMPLEMENTED', 'BAD_GATEWAY', 'SERVICE_UNAVAILABLE',
    'GATEWAY_TIMEOUT', 'HTTP_VERSION_NOT_SUPPORTED', 'VARIANT_ALSO_NEGOTIATES',
    'INSUFFICIENT_STORAGE', 'LOOP_DETECTED', 'BANDWIDTH_LIMIT_EXCEEDED', 'NOT_EXTENDED',
    'NETWORK_AUTHENTICATION_REQUIRED',
  ]),
};

// Without a prototype, V8 has the object as a dictionary from the start, in which 253 definitions take a
// quarter of the time.
const constants = Object.create(null);
define(internal, false);
for (const group of [
  session, streamStates, frameFlags, defaultSettings, settingLimits, settingIds, paddingStrategies,
  errorCodes, priority, headerNames, methods, statuses,
]) define(group, true);
Object.setPrototypeOf(constants, Object.prototype);

/** Gives names to consecutive numbers. */
function numbered(prefix, first, names) {
  return Object.fromEntries(names.map((name, index) => [prefix + name, first + index]));
}

/** Derives names from texts: in upper case, with underscores for hyphens. */
function named(prefix, texts) {
  const constantName = (text) => prefix + text.replace(':', '').replaceAll('-', '_').toUpperCase();
  // The first regular expression of a process costs as much as all the rest of this file.
  const list = texts.replaceAll('\n', ' ').split(' ').filter(Boolean);
  return Object.fromEntries(list.map((text) => [constantName(text), text]));
}

/** The object stays extensible, as that of the builtin does; each constant is fixed. */
function define(group, enumerable) {
  for (const name of Object.keys(group)) {
    Object.defineProperty(constants, name, { value: group[name], enumerable });
  }
}

/** @returns {string} the name of an error code, as error messages show it */
function errorCodeName(code) {
  return Object.keys(errorCodes).find((name) => errorCodes[name] === code);
}

module.exports = { constants, sensitiveHeaders, errorCodeName };
