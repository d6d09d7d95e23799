'use strict';

// As much of HTTP/2 as a peer needs that sends one request again and again and looks for the ends of the
// answers: it is the same for every server, and costs little beside them. RFC 9113, 3.4, 4.1 and 6.

const HEAD = 9;
const TYPES = { DATA: 0, HEADERS: 1, RST_STREAM: 3, SETTINGS: 4, PING: 6, GOAWAY: 7, WINDOW_UPDATE: 8 };
const ACK = 1;
const END_STREAM = 1;
const END_HEADERS = 4;
const LARGEST_WINDOW = 2 ** 31 - 1;
const FIRST_WINDOW = 65_535;

function frame(type, flags, id, payload = Buffer.alloc(0)) {
  const head = Buffer.alloc(HEAD);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(id, 5);
  return Buffer.concat([head, payload]);
}

function text(string) {
  return [string.length, ...Buffer.from(string)];
}

/**
 * RFC 7541, 6.2.1 and appendix A: `:method: GET`, `:scheme`, and literals for `:path` and `:authority`,
 * which both ends note in their tables.
 */
function firstBlock({ isSecure, path }) {
  return Buffer.from([0x82, isSecure ? 0x87 : 0x86, 0x44, ...text(path), 0x41, ...text('localhost')]);
}

/** The same, of which the tables have everything. */
function nextBlock({ isSecure }) {
  return Buffer.from([0x82, isSecure ? 0x87 : 0x86, 0xbf, 0xbe]);
}

/** A GET as a HEADERS frame; `block` is firstBlock() or, later on the connection, nextBlock(). */
function get(id, block) {
  return frame(TYPES.HEADERS, END_STREAM | END_HEADERS, id, block);
}

/**
 * What a client sends first (RFC 9113, 3.4). It opens the connection's window as far as that goes, so that no
 * server has to wait for an update of it.
 */
function preface() {
  const increment = Buffer.alloc(4);
  increment.writeUInt32BE(LARGEST_WINDOW - FIRST_WINDOW);
  return Buffer.concat([
    Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(TYPES.SETTINGS, 0, 0),
    frame(TYPES.WINDOW_UPDATE, 0, 0, increment),
  ]);
}

/**
 * Reads whole frames.
 *
 * @param {Buffer} input
 * @param {(type: number, flags: number, id: number, payload: Buffer) => void} found
 * @returns {Buffer} the rest, which is no whole frame yet
 */
function readFrames(input, found) {
  let at = 0;
  while (at + HEAD <= input.length) {
    const next = at + HEAD + input.readUIntBE(at, 3);
    if (next > input.length) break;
    found(input[at + 3], input[at + 4], input.readUInt32BE(at + 5), input.subarray(at + HEAD, next));
    at = next;
  }
  return input.subarray(at);
}

/** Whether a frame is the last of its stream's answer. */
function endsAnswer(type, flags) {
  return (type === TYPES.DATA || type === TYPES.HEADERS) && (flags & END_STREAM) !== 0;
}

module.exports = { ACK, TYPES, endsAnswer, firstBlock, frame, get, nextBlock, preface, readFrames };
