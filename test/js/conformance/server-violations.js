'use strict';

const { GET } = require('../../support/frame-peer');
const { CODES, connection, ignored, stream, SYNC } = require('./reactions');

const {
  PROTOCOL_ERROR, INTERNAL_ERROR, FLOW_CONTROL_ERROR, STREAM_CLOSED, FRAME_SIZE_ERROR, CANCEL,
  COMPRESSION_ERROR,
} = CODES;

// The rules of RFC 9113 and RFC 7541 that a server can break, and how a client has to react; see
// client-violations.js. Stream 1 is a request of the client's, GET unless a row has another
// `method`, and nothing was answered. With `cancelled`, the client has reset it.

const PADDED = 0x8;
const ENABLE_PUSH = 2;
const INITIAL_WINDOW_SIZE = 4;
const MAX_FRAME_SIZE = 5;

const head = { type: 'HEADERS', streamId: 1, headers: [[':status', '200']] };
const whole = { ...head, endStream: true };
const data = { type: 'DATA', streamId: 1, data: 'data' };
const trailers = { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true };
const reset = { type: 'RST_STREAM', streamId: 1, code: CANCEL };
const promise = { type: 'PUSH_PROMISE', streamId: 1, promised: 2, headers: GET };
const ping = { type: 'PING' };

const response = (...headers) => [{ ...head, headers }];
const field = (...fields) => response([':status', '200'], ...fields);
const setting = (id, value) => [{ type: 'SETTINGS', settings: [[id, value]] }];
const block = (hex) => [{ ...head, payload: Buffer.from(hex, 'hex') }];

const CONNECTION = [
  { section: '3.4', breaks: 'sends another frame before SETTINGS', raw: true, says: [ping],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '4.2', breaks: 'sends DATA beyond SETTINGS_MAX_FRAME_SIZE',
    says: [head, { ...data, data: Buffer.alloc(16385) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '4.3', breaks: 'sends PING within a header block',
    says: [{ ...head, endHeaders: false }, ping], reaction: connection(PROTOCOL_ERROR) },
  { section: '4.3', breaks: 'sends a block that can\'t be decompressed', says: block('ff'),
    reaction: connection(COMPRESSION_ERROR) },
  { section: '6.5', breaks: 'sends SETTINGS of 3 bytes',
    says: [{ type: 'SETTINGS', payload: Buffer.alloc(3) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.5.2', breaks: 'sets ENABLE_PUSH to 1', says: setting(ENABLE_PUSH, 1),
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.5.2', breaks: 'sets INITIAL_WINDOW_SIZE to 2^31',
    says: setting(INITIAL_WINDOW_SIZE, 2 ** 31), reaction: connection(FLOW_CONTROL_ERROR) },
  { section: '6.5.2', breaks: 'sets MAX_FRAME_SIZE to 0', says: setting(MAX_FRAME_SIZE, 0),
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.7', breaks: 'sends PING of 9 bytes', says: [{ ...ping, payload: Buffer.alloc(9) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.9', breaks: 'opens the connection\'s window by 0',
    says: [{ type: 'WINDOW_UPDATE', increment: 0 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.9.1', breaks: 'opens the connection\'s window beyond 2^31 - 1',
    says: [{ type: 'WINDOW_UPDATE', increment: 2 ** 31 - 1 }],
    reaction: connection(FLOW_CONTROL_ERROR) },
  { section: '6.9.1', breaks: 'sends more than a stream\'s window has room for',
    options: { settings: { initialWindowSize: 3 } }, says: [head, data],
    reaction: connection(FLOW_CONTROL_ERROR), on20: stream(FLOW_CONTROL_ERROR) },
];

const STATES = [
  { section: '5.1', breaks: 'sends DATA on an idle stream', says: [{ ...data, streamId: 3 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends HEADERS on an idle stream', says: [{ ...head, streamId: 3 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'opens a stream without a promise', says: [{ ...head, streamId: 2 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends DATA on a stream that both sides have ended',
    says: [whole, SYNC, data], reaction: connection(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends HEADERS on a stream that both sides have ended',
    says: [whole, SYNC, trailers], reaction: connection(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends DATA after END_STREAM', method: 'POST', says: [whole, data],
    reaction: connection(STREAM_CLOSED) },
  { section: '5.1', breaks: 'sends HEADERS after END_STREAM', method: 'POST',
    says: [whole, trailers], reaction: connection(STREAM_CLOSED) },
  { section: '5.1', breaks: 'sends DATA on a stream that it has reset', says: [head, reset, data],
    reaction: stream(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends HEADERS on a stream that it has reset',
    says: [head, reset, trailers], reaction: stream(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends DATA and HEADERS on a stream that the client has reset',
    cancelled: true, says: [head, data, trailers], reaction: ignored },
  { section: '5.1', breaks: 'sends DATA on a stream that it has promised', says: [promise,
    { ...data, streamId: 2 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.1', breaks: 'sends DATA before a head', says: [data],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.1', breaks: 'sends DATA with padding as long as itself',
    says: [head, { ...data, flags: PADDED, payload: Buffer.from([4, 0, 0, 0]) }],
    reaction: connection(PROTOCOL_ERROR) },
];

const PUSHES = [
  { section: '6.6', breaks: 'pushes though ENABLE_PUSH is 0',
    options: { settings: { enablePush: false } }, says: [promise],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.6', breaks: 'promises on stream 0', says: [{ ...promise, streamId: 0 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.6', breaks: 'promises on an idle stream', says: [{ ...promise, streamId: 3 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.6', breaks: 'promises a stream of an odd number',
    says: [{ ...promise, promised: 3 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.6', breaks: 'promises a stream below another',
    says: [{ ...promise, promised: 4 }, promise], reaction: connection(PROTOCOL_ERROR) },
  { section: '8.4.1', breaks: 'promises a request without :path',
    says: [{ ...promise, headers: GET.filter(([name]) => name !== ':path') }],
    reaction: stream(PROTOCOL_ERROR, 2) },
];

const malformed = (section, titles) => Object.entries(titles).map(([breaks, says]) =>
  ({ section, breaks, says, reaction: stream(PROTOCOL_ERROR) }));

const MESSAGES = [
  ...malformed('8.1', {
    'ends its answer with 100': [{ ...whole, headers: [[':status', '100']] }],
    'sends trailers without END_STREAM': [head, { ...trailers, endStream: false }],
  }),
  ...malformed('8.1.1', {
    'sends less than content-length says': [...field(['content-length', '5']),
      { ...data, endStream: true }],
    'sends two content-lengths': field(['content-length', '0'], ['content-length', '1']),
  }),
  { section: '8.1.1', breaks: 'sends more than content-length says',
    says: [...field(['content-length', '1']), data], reaction: connection(INTERNAL_ERROR),
    on20: stream(PROTOCOL_ERROR) },
  ...malformed('8.2.1', { 'sends a name in capitals': field(['X-Upper', 'y']) }),
  ...malformed('8.2.2', {
    'sends connection': field(['connection', 'close']),
    'sends transfer-encoding': field(['transfer-encoding', 'chunked']),
    'sends te': field(['te', 'gzip']),
  }),
  ...malformed('8.3', {
    'sends a pseudo-header field after another field': response(['x', 'y'], [':status', '200']),
    'sends an unknown pseudo-header field': field([':what', 'x']),
    'sends a pseudo-header field of requests': field([':path', '/']),
    'sends a pseudo-header field in trailers':
      [head, { ...trailers, headers: [[':status', '200']] }],
  }),
  ...malformed('8.3.2', {
    'leaves :status away': response(['x', 'y']),
    'sends :status twice': field([':status', '200']),
    'sends a :status that is no number': response([':status', 'ok']),
  }),
  ...malformed('8.6', { 'answers with 101': response([':status', '101']) }),
];

module.exports = [...CONNECTION, ...STATES, ...PUSHES, ...MESSAGES];
