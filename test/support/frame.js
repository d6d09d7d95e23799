'use strict';

const { encodeHeaderBlock } = require('./hpack');

// RFC 9113, section 6; ALTSVC of RFC 7838, ORIGIN of RFC 8336.
const TYPES = {
  DATA: 0, HEADERS: 1, PRIORITY: 2, RST_STREAM: 3, SETTINGS: 4, PUSH_PROMISE: 5, PING: 6,
  GOAWAY: 7, WINDOW_UPDATE: 8, CONTINUATION: 9, ALTSVC: 10, ORIGIN: 12,
};
const NAMES = Object.fromEntries(Object.entries(TYPES).map(([name, type]) => [type, name]));

const ACK = 0x1;
const END_STREAM = 0x1;
const END_HEADERS = 0x4;
const PADDED = 0x8;
const PRIORITY = 0x20;

function uint32(...values) {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, 4 * i));
  return bytes;
}

// One entry per frame type: its fields to payload. A frame's `payload` wins over all of them.
const ENCODE = {
  DATA: ({ data = '' }) => Buffer.from(data),
  HEADERS: ({ headers = [] }) => encodeHeaderBlock(headers),
  CONTINUATION: ({ headers = [] }) => encodeHeaderBlock(headers),
  PRIORITY: ({ parent = 0, weight = 16 }) =>
    Buffer.concat([uint32(parent), Buffer.from([weight - 1])]),
  RST_STREAM: ({ code = 0 }) => uint32(code),
  SETTINGS: ({ settings = [] }) => Buffer.concat(settings.map(([id, value]) =>
    Buffer.concat([uint32(id).subarray(2), uint32(value)]))),
  PUSH_PROMISE: ({ promised, headers = [] }) =>
    Buffer.concat([uint32(promised), encodeHeaderBlock(headers)]),
  PING: ({ data = Buffer.alloc(8) }) => Buffer.from(data),
  GOAWAY: ({ lastStreamId = 0, code = 0, data = '' }) =>
    Buffer.concat([uint32(lastStreamId, code), Buffer.from(data)]),
  WINDOW_UPDATE: ({ increment }) => uint32(increment),
  ALTSVC: ({ origin = '', value = '' }) =>
    Buffer.concat([uint32(origin.length).subarray(2), Buffer.from(origin + value, 'latin1')]),
  ORIGIN: ({ origins = [] }) => Buffer.concat(origins.map((origin) =>
    Buffer.concat([uint32(origin.length).subarray(2), Buffer.from(origin, 'latin1')]))),
};

function flagsOf({ type, flags = 0, ack, endStream, endHeaders = true }) {
  const hasBlock = type === 'HEADERS' || type === 'PUSH_PROMISE' || type === 'CONTINUATION';
  return flags | (ack ? ACK : 0) | (endStream ? END_STREAM : 0) |
    (hasBlock && endHeaders ? END_HEADERS : 0);
}

/**
 * @param {object} frame `{ type, streamId, flags, ack, endStream, endHeaders, payload, ... }` with
 *   the fields of its type: data; headers; code; settings `[[id, value]]`; lastStreamId; increment.
 *   `type` is a name of the table or a number. `length` lies about the payload's length.
 */
function encodeFrame(frame) {
  const payload = frame.payload ?? ENCODE[frame.type]?.(frame) ?? Buffer.alloc(0);
  const header = Buffer.alloc(9);
  header.writeUIntBE(frame.length ?? payload.length, 0, 3);
  header[3] = TYPES[frame.type] ?? frame.type;
  header[4] = flagsOf(frame);
  header.writeUInt32BE(frame.streamId ?? 0, 5);
  return Buffer.concat([header, payload]);
}

function unpad(payload, flags) {
  if (!(flags & PADDED)) return payload;
  return payload.subarray(1, payload.length - payload[0]);
}

function settingsIn(payload) {
  const settings = [];
  for (let at = 0; at + 6 <= payload.length; at += 6) {
    settings.push([payload.readUInt16BE(at), payload.readUInt32BE(at + 2)]);
  }
  return settings;
}

function originsIn(payload) {
  const origins = [];
  for (let at = 0; at < payload.length; at += 2 + payload.readUInt16BE(at)) {
    origins.push(payload.toString('latin1', at + 2, at + 2 + payload.readUInt16BE(at)));
  }
  return origins;
}

// One entry per frame type: payload to fields. A header block stays bytes; the connection that
// reads the frames has the decoder's state.
const DECODE = {
  DATA: (payload, flags) =>
    ({ data: unpad(payload, flags), endStream: (flags & END_STREAM) !== 0 }),
  HEADERS: (payload, flags) => ({
    block: unpad(payload, flags).subarray(flags & PRIORITY ? 5 : 0),
    endStream: (flags & END_STREAM) !== 0,
    endHeaders: (flags & END_HEADERS) !== 0,
  }),
  CONTINUATION: (payload, flags) => ({ block: payload, endHeaders: (flags & END_HEADERS) !== 0 }),
  PRIORITY: (payload) => ({ parent: payload.readUInt32BE(0), weight: payload[4] + 1 }),
  RST_STREAM: (payload) => ({ code: payload.readUInt32BE(0) }),
  SETTINGS: (payload, flags) => ({ ack: (flags & ACK) !== 0, settings: settingsIn(payload) }),
  PUSH_PROMISE: (payload, flags) => ({
    promised: unpad(payload, flags).readUInt32BE(0),
    block: unpad(payload, flags).subarray(4),
    endHeaders: (flags & END_HEADERS) !== 0,
  }),
  PING: (payload, flags) => ({ ack: (flags & ACK) !== 0, data: payload }),
  GOAWAY: (payload) => ({
    lastStreamId: payload.readUInt32BE(0),
    code: payload.readUInt32BE(4),
    data: payload.subarray(8),
  }),
  WINDOW_UPDATE: (payload) => ({ increment: payload.readUInt32BE(0) }),
  ALTSVC: (payload) => ({
    origin: payload.toString('latin1', 2, 2 + payload.readUInt16BE(0)),
    value: payload.toString('latin1', 2 + payload.readUInt16BE(0)),
  }),
  ORIGIN: (payload) => ({ origins: originsIn(payload) }),
};

/**
 * Reads the frame at the start of `bytes`.
 * @returns {{ frame: object, size: number } | null} null while the frame is incomplete
 */
function decodeFrame(bytes) {
  if (bytes.length < 9) return null;
  const size = 9 + bytes.readUIntBE(0, 3);
  if (bytes.length < size) return null;
  const [type, flags] = [NAMES[bytes[3]] ?? bytes[3], bytes[4]];
  const payload = bytes.subarray(9, size);
  const streamId = bytes.readUInt32BE(5);
  const frame = {
    type, flags, length: payload.length, streamId, ...DECODE[type]?.(payload, flags),
  };
  return { frame, size };
}

module.exports = { decodeFrame, encodeFrame };
