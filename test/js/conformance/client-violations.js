'use strict';

const { GET, POST } = require('../../support/frame-peer');
const { CODES, connection, ignored, stream, SYNC } = require('./reactions');

// The rules of RFC 9113 (sections 3 to 6 and 8) and RFC 7541 that a client can break, and how a
// server has to react. A row:
//
//   section    of RFC 9113, or of another RFC when it says so
//   breaks     the title
//   says       what the client sends after the handshake: frames, bytes, or SYNC: it goes on when the
//              server has taken all before. A request to /answered has a whole answer by then, one
//              to /cancelled is reset by the server, and any other is left open.
//   reaction   { goaway }: a connection error; { reset }: a stream error of stream 1, or of `stream`;
//              {}: none, and the connection goes on
//   raw        there is no handshake before
//   settings, options      of the client, of the server
//   on20       the reaction of nghttp2 1.61, which Node 20 has, if it is another
//   builtin    the builtin's own reaction, if it is another: docs/compatibility.md, Hostile peers
//
// Where nghttp2, and so the builtin, reacts otherwise than the section asks for, `nghttp2` says why
// that will do.

const {
  PROTOCOL_ERROR, INTERNAL_ERROR, FLOW_CONTROL_ERROR, STREAM_CLOSED, FRAME_SIZE_ERROR, CANCEL,
  COMPRESSION_ERROR,
} = CODES;

const PADDED = 0x8;
const PRIORITY = 0x20;

const withPath = (path, method = 'GET') =>
  [[':method', method], [':scheme', 'http'], [':path', path], [':authority', 'localhost']];

// Frames of stream 1, unless they say otherwise.
const post = { type: 'HEADERS', streamId: 1, headers: POST };
const get = { type: 'HEADERS', streamId: 1, headers: GET, endStream: true };
const answered = { ...get, headers: withPath('/answered') };
const cancelled = { ...post, headers: withPath('/cancelled', 'POST') };
const data = { type: 'DATA', streamId: 1, data: 'data' };
const trailers = { type: 'HEADERS', streamId: 1, headers: [['x', 'y']], endStream: true };
const reset = { type: 'RST_STREAM', streamId: 1, code: CANCEL };
const update = { type: 'WINDOW_UPDATE', streamId: 1, increment: 1 };
const begun = { ...get, endHeaders: false };
const continued = { type: 'CONTINUATION', streamId: 1, headers: [['x', 'y']] };
const ping = { type: 'PING' };

const request = (...fields) => [{ ...get, headers: fields }];
/** A plain request with these fields besides. */
const field = (...fields) => request(...GET, ...fields);
/** One without the field of this name. */
const without = (name) => request(...GET.filter(([other]) => other !== name));
/** A header block in hexadecimal. */
const block = (hex) => [{ ...get, payload: Buffer.from(hex, 'hex') }];
/** The block of a plain request, and more of it. */
const GET_BLOCK = '8286840109' + Buffer.from('localhost').toString('hex');
const more = (hex) => block(GET_BLOCK + hex);
const setting = (id, value) => [{ type: 'SETTINGS', settings: [[id, value]] }];

const ENABLE_PUSH = 2;
const INITIAL_WINDOW_SIZE = 4;
const MAX_FRAME_SIZE = 5;
const ENABLE_CONNECT_PROTOCOL = 8;
const NO_RFC7540_PRIORITIES = 9;

const PREFACES = [
  { section: '3.4', breaks: 'sends another preface', raw: true,
    says: [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\rX')], reaction: connection(INTERNAL_ERROR),
    nghttp2: 'a GOAWAY is not required: the peer does not speak HTTP/2' },
  { section: '3.4', breaks: 'sends no SETTINGS after the preface', raw: true,
    says: [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), ping],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '3.4', breaks: 'sends an acknowledgement in the place of its SETTINGS', raw: true,
    says: [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), { type: 'SETTINGS', ack: true }],
    reaction: connection(PROTOCOL_ERROR) },
];

const FRAMES = [
  { section: '4.1', breaks: 'sends a frame of an unknown type',
    says: [{ type: 0x42, payload: Buffer.from('what') }], reaction: ignored },
  { section: '4.1', breaks: 'sets flags that have no meaning', says: [{ ...ping, flags: 0xfe }],
    reaction: ignored },
  { section: '4.1', breaks: 'sets the reserved bit of a stream\'s id',
    says: [{ ...answered, streamId: 0x80000001 }], reaction: ignored },
  { section: '4.2', breaks: 'sends DATA beyond SETTINGS_MAX_FRAME_SIZE',
    says: [post, { ...data, data: Buffer.alloc(16385) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '4.2', breaks: 'sends HEADERS beyond SETTINGS_MAX_FRAME_SIZE',
    says: [{ ...get, payload: Buffer.alloc(16385) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '4.2', breaks: 'sends an unknown frame beyond SETTINGS_MAX_FRAME_SIZE',
    says: [{ type: 0x42, payload: Buffer.alloc(16385) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '4.3', breaks: 'sends PING within a header block', says: [begun, ping],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '4.3', breaks: 'sends PRIORITY within a header block',
    says: [begun, { type: 'PRIORITY', streamId: 1 }, continued], reaction: connection(PROTOCOL_ERROR) },
  { section: '4.3', breaks: 'sends HEADERS of another stream within a header block',
    says: [begun, { ...get, streamId: 3 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '4.3', breaks: 'sends a frame of an unknown type within a header block',
    says: [begun, { type: 0x42, streamId: 1 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '4.3', breaks: 'sends a block that can\'t be decompressed', says: block('ff'),
    reaction: connection(COMPRESSION_ERROR) },
  { section: '4.3.1', breaks: 'does not shrink its table as it has acknowledged',
    options: { settings: { headerTableSize: 0 } }, says: [get],
    reaction: connection(COMPRESSION_ERROR) },
];

const STATES = [
  { section: '5.1', breaks: 'sends DATA on an idle stream', says: [data],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends RST_STREAM on an idle stream', says: [reset],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends WINDOW_UPDATE on an idle stream', says: [update],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends CONTINUATION on an idle stream', says: [continued],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends PRIORITY on an idle stream',
    says: [{ type: 'PRIORITY', streamId: 1 }], reaction: ignored },
  { section: '5.1', breaks: 'sends DATA on a half-closed stream', says: [get, data],
    reaction: connection(STREAM_CLOSED) },
  { section: '5.1', breaks: 'sends HEADERS on a half-closed stream', says: [get, trailers],
    reaction: connection(STREAM_CLOSED) },
  { section: '5.1', breaks: 'sends CONTINUATION on a half-closed stream', says: [get, continued],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends WINDOW_UPDATE on a half-closed stream', says: [get, update],
    reaction: ignored },
  { section: '5.1', breaks: 'sends DATA on a stream that it has reset', says: [post, reset, data],
    reaction: stream(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends DATA twice on a stream that it has reset',
    says: [post, reset, data, data], reaction: stream(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends HEADERS on a stream that it has reset',
    says: [post, reset, trailers], reaction: stream(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends CONTINUATION on a stream that it has reset',
    says: [post, reset, continued], reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends DATA on a stream that both sides have ended',
    says: [answered, SYNC, data], reaction: connection(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends HEADERS on a stream that both sides have ended',
    says: [answered, SYNC, get], reaction: connection(STREAM_CLOSED), builtin: ignored },
  { section: '5.1', breaks: 'sends CONTINUATION on a stream that both sides have ended',
    says: [answered, SYNC, continued], reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1', breaks: 'sends what comes late on a stream that both sides have ended',
    says: [answered, SYNC, update, reset, { type: 'PRIORITY', streamId: 1 }], reaction: ignored },
  { section: '5.1', breaks: 'sends DATA and HEADERS on a stream that the server has reset',
    says: [cancelled, SYNC, data, trailers], reaction: stream(CANCEL) },
  { section: '5.1.1', breaks: 'opens a stream of an even number', says: [{ ...get, streamId: 2 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '5.1.1', breaks: 'opens a stream below another', says: [{ ...get, streamId: 5 }, get],
    reaction: connection(PROTOCOL_ERROR), builtin: ignored },
  { section: '5.1.2', breaks: 'opens a stream more than it may',
    options: { settings: { maxConcurrentStreams: 1 } }, says: [post, { ...get, streamId: 3 }],
    reaction: connection(PROTOCOL_ERROR), nghttp2: 'any stream error may be one of the connection' },
];

const PADDING = ['DATA', 'HEADERS'].flatMap((type) => [
  { section: type === 'DATA' ? '6.1' : '6.2', breaks: `sends ${type} with padding as long as itself`,
    says: [post, { ...data, type, flags: PADDED, payload: Buffer.from([4, 0, 0, 0]) }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: type === 'DATA' ? '6.1' : '6.2', breaks: `sends ${type} that is too short for padding`,
    says: [post, { ...data, type, flags: PADDED, payload: Buffer.alloc(0) }],
    reaction: connection(PROTOCOL_ERROR), nghttp2: 'it is an error of the padding, too' },
]);

const DEFINITIONS = [
  ...PADDING,
  { section: '6.1', breaks: 'sends DATA on stream 0', says: [{ ...data, streamId: 0 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.2', breaks: 'sends HEADERS on stream 0', says: [{ ...get, streamId: 0 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.2', breaks: 'sends HEADERS that are too short for a priority',
    says: [{ ...get, flags: PRIORITY, payload: Buffer.alloc(4) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.3', breaks: 'sends PRIORITY on stream 0', says: [{ type: 'PRIORITY' }],
    reaction: ignored, on20: connection(PROTOCOL_ERROR), nghttp2: 'priorities are ignored' },
  { section: '6.3', breaks: 'sends PRIORITY of 4 bytes',
    says: [{ type: 'PRIORITY', streamId: 1, payload: Buffer.alloc(4) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.4', breaks: 'sends RST_STREAM on stream 0', says: [{ ...reset, streamId: 0 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.4', breaks: 'sends RST_STREAM of 3 bytes',
    says: [post, { ...reset, payload: Buffer.alloc(3) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.5', breaks: 'sends SETTINGS on a stream', says: [post, { type: 'SETTINGS', streamId: 1 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.5', breaks: 'acknowledges SETTINGS with a payload',
    says: [{ type: 'SETTINGS', ack: true, payload: Buffer.alloc(6) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.5', breaks: 'sends SETTINGS of 3 bytes',
    says: [{ type: 'SETTINGS', payload: Buffer.alloc(3) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.5.2', breaks: 'sets ENABLE_PUSH to 2', says: setting(ENABLE_PUSH, 2),
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.5.2', breaks: 'sets INITIAL_WINDOW_SIZE to 2^31',
    says: setting(INITIAL_WINDOW_SIZE, 2 ** 31), reaction: connection(FLOW_CONTROL_ERROR) },
  { section: '6.5.2', breaks: 'sets MAX_FRAME_SIZE to 16383', says: setting(MAX_FRAME_SIZE, 16383),
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.5.2', breaks: 'sets MAX_FRAME_SIZE to 2^24', says: setting(MAX_FRAME_SIZE, 2 ** 24),
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.5.2', breaks: 'sends a setting that nobody knows', says: setting(0x4242, 1),
    reaction: ignored },
  { section: 'RFC 8441, 3', breaks: 'sets ENABLE_CONNECT_PROTOCOL to 2',
    says: setting(ENABLE_CONNECT_PROTOCOL, 2), reaction: connection(PROTOCOL_ERROR) },
  { section: 'RFC 9218, 2.1', breaks: 'sets NO_RFC7540_PRIORITIES to 2',
    says: setting(NO_RFC7540_PRIORITIES, 2), reaction: connection(PROTOCOL_ERROR) },
  { section: '6.6', breaks: 'sends PUSH_PROMISE',
    says: [post, { type: 'PUSH_PROMISE', streamId: 1, promised: 2, headers: GET }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.7', breaks: 'sends PING on a stream', says: [post, { ...ping, streamId: 1 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.7', breaks: 'sends PING of 6 bytes', says: [{ ...ping, payload: Buffer.alloc(6) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.8', breaks: 'sends GOAWAY on a stream', says: [post, { type: 'GOAWAY', streamId: 1 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.8', breaks: 'sends GOAWAY of 7 bytes',
    says: [{ type: 'GOAWAY', payload: Buffer.alloc(7) }], reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.9', breaks: 'opens the connection\'s window by 0',
    says: [{ ...update, streamId: 0, increment: 0 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.9', breaks: 'opens a stream\'s window by 0', says: [post, { ...update, increment: 0 }],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.9', breaks: 'sends WINDOW_UPDATE of 3 bytes',
    says: [{ ...update, streamId: 0, payload: Buffer.alloc(3) }],
    reaction: connection(FRAME_SIZE_ERROR) },
  { section: '6.9.1', breaks: 'opens the connection\'s window beyond 2^31 - 1',
    says: [{ ...update, streamId: 0, increment: 2 ** 31 - 1 }],
    reaction: connection(FLOW_CONTROL_ERROR) },
  { section: '6.9.1', breaks: 'opens a stream\'s window beyond 2^31 - 1',
    says: [post, { ...update, increment: 2 ** 31 - 1 }], reaction: connection(FLOW_CONTROL_ERROR),
    on20: connection(INTERNAL_ERROR) },
  { section: '6.9.1', breaks: 'sends more than a stream\'s window has room for',
    options: { settings: { initialWindowSize: 3 } }, says: [post, data],
    reaction: connection(FLOW_CONTROL_ERROR),
    on20: stream(FLOW_CONTROL_ERROR) },
  { section: '6.9.2', breaks: 'moves a stream\'s window beyond 2^31 - 1 by SETTINGS',
    says: [post, { ...update, increment: 2 ** 30 }, ...setting(INITIAL_WINDOW_SIZE, 2 ** 31 - 1)],
    reaction: connection(FLOW_CONTROL_ERROR),
    on20: stream(FLOW_CONTROL_ERROR) },
  { section: '6.10', breaks: 'sends CONTINUATION on stream 0',
    says: [begun, { ...continued, streamId: 0 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.10', breaks: 'sends CONTINUATION on another stream',
    says: [begun, { ...continued, streamId: 3 }], reaction: connection(PROTOCOL_ERROR) },
  { section: '6.10', breaks: 'sends CONTINUATION after a block has ended', says: [post, continued],
    reaction: connection(PROTOCOL_ERROR) },
  { section: '6.10', breaks: 'sends CONTINUATION after DATA', says: [post, data, continued],
    reaction: connection(PROTOCOL_ERROR) },
];

// A field with a character that no field may have is dropped, and the message goes on without it.
const dropped = (titles) => Object.entries(titles).map(([breaks, says]) => ({
  section: '8.2.1', breaks, says, reaction: ignored, nghttp2: 'the program never sees the field',
}));

const malformed = (section, titles) => Object.entries(titles).map(([breaks, says]) =>
  ({ section, breaks, says, reaction: stream(PROTOCOL_ERROR) }));

const MESSAGES = [
  ...malformed('8.1', {
    'sends trailers without END_STREAM': [post, { ...trailers, endStream: false }],
  }),
  ...malformed('8.1.1', {
    'sends less than content-length says':
      [{ ...post, headers: [...POST, ['content-length', '5']] }, { ...data, endStream: true }],
    'sends no body, and content-length says 1': field(['content-length', '1']),
    'sends two content-lengths': field(['content-length', '0'], ['content-length', '1']),
    'sends a content-length that is no number': field(['content-length', 'x']),
  }),
  { section: '8.1.1', breaks: 'sends more than content-length says, in two frames',
    says: [{ ...post, headers: [...POST, ['content-length', '5']] }, data, data],
    reaction: connection(INTERNAL_ERROR), on20: stream(PROTOCOL_ERROR) },
  ...malformed('8.2.1', {
    'sends a name in capitals': field(['X-Upper', 'y']),
  }),
  ...dropped({
    'sends a name with a space': field(['x y', 'z']),
    'sends a name with a colon': field(['x:y', 'z']),
    'sends a name beyond ASCII': field(['x\xff', 'z']),
    'sends a name with a control character': field(['x\x01', 'z']),
    'sends an empty name': field(['', 'z']),
    'sends a value with a NUL': field(['x', 'a\0b']),
    'sends a value with CR': field(['x', 'a\rb']),
    'sends a value with LF': field(['x', 'a\nb']),
    'sends a value that begins with a space': field(['x', ' y']),
    'sends a value that ends with a tab': field(['x', 'y\t']),
  }),
  ...malformed('8.2.2', {
    'sends connection': field(['connection', 'close']),
    'sends proxy-connection': field(['proxy-connection', 'keep-alive']),
    'sends keep-alive': field(['keep-alive', '5']),
    'sends transfer-encoding': field(['transfer-encoding', 'chunked']),
    'sends upgrade': field(['upgrade', 'h2c']),
    'sends te with another value than trailers': field(['te', 'gzip']),
  }),
  ...malformed('8.3', {
    'sends a pseudo-header field after another field':
      request(['x', 'y'], ...GET),
    'sends an unknown pseudo-header field': field([':what', 'x']),
    'sends a pseudo-header field of responses': field([':status', '200']),
    'sends a pseudo-header field in trailers':
      [post, { ...trailers, headers: [[':method', 'GET']] }],
  }),
  ...malformed('8.3.1', {
    'leaves :method away': without(':method'),
    'leaves :scheme away': without(':scheme'),
    'leaves :path away': without(':path'),
    'sends an empty :path': request(...withPath('')),
    'sends a :path that does not begin with a slash': request(...withPath('x')),
    'sends :method twice': request([':method', 'GET'], ...GET),
    'sends :scheme twice': request([':scheme', 'http'], ...GET),
    'sends :path twice': request([':path', '/'], ...GET),
    'sends :authority twice': request([':authority', 'x'], ...GET),
    'sends an asterisk for a :path with GET': request(...withPath('*')),
  }),
  ...malformed('8.5', {
    'sends CONNECT with :scheme and :path': request(...withPath('/', 'CONNECT')),
    'sends CONNECT without :authority': request([':method', 'CONNECT']),
  }),
  ...malformed('RFC 8441, 4', {
    'sends :protocol, which the server has not offered':
      request(...withPath('/', 'CONNECT'), [':protocol', 'websocket']),
  }),
];

const COMPRESSION = Object.entries({
  'RFC 7541, 2.3.3': { 'refers to an entry beyond both tables': more('ff00') },
  'RFC 7541, 4.2': {
    'changes the table\'s size within a block': more('20'),
    'changes the table\'s size beyond the limit': block('3fe21f' + GET_BLOCK),
  },
  'RFC 7541, 5.1': {
    'sends a number beyond 32 bits': more('ffffffffffff7f'),
    'ends a block within a number': more('ff80'),
  },
  'RFC 7541, 5.2': {
    'ends a block within a string': more('0001780579'),
    'pads a string with more than 7 bits': more('0001788207ff'),
    'pads a string with zeros': more('0001788100'),
    'sends EOS within a string': more('00017884ffffffff'),
  },
  'RFC 7541, 6.1': { 'refers to entry 0': more('80') },
  'RFC 7541, 6.3': { 'sets the table\'s size beyond 32 bits': block('3fffffffff7f' + GET_BLOCK) },
}).flatMap(([section, titles]) => Object.entries(titles).map(([breaks, says]) =>
  ({ section, breaks, says, reaction: connection(COMPRESSION_ERROR) })));

module.exports = [
  ...PREFACES, ...FRAMES, ...STATES, ...DEFINITIONS, ...MESSAGES, ...COMPRESSION,
];
